/** A copy of the whole instance, in the folder of backups. */
export interface BackupFile {
  readonly name: string;
  readonly madeAt: Temporal.Instant;
  readonly bytes: number;
  readonly encrypted: boolean;
}

const NAME = /^lotocar-(\d{4}-\d{2}-\d{2})-(\d{2})h(\d{2})m(\d{2})\.sqlite\.gz(\.age)?$/;

/** "lotocar-2026-11-26-02h30m00.sqlite.gz.age": in UTC, so that names are in the order of time, even when clocks go back. */
export const backupName = (at: Temporal.Instant, encrypted: boolean): string => {
  const [date = '', time = ''] = at.toString({ smallestUnit: 'second' }).replace('Z', '').split('T');
  const [hour, minute, second] = time.split(':');
  return `lotocar-${date}-${hour}h${minute}m${second}.sqlite.gz${encrypted ? '.age' : ''}`;
};

/** When it was made and whether it is encrypted; undefined for a file that is no backup of ours. */
export const parseBackupName = (name: string): Pick<BackupFile, 'madeAt' | 'encrypted'> | undefined => {
  const [, date, hour, minute, second, age] = NAME.exec(name) ?? [];
  if (date === undefined) return undefined;
  return {
    madeAt: Temporal.Instant.from(`${date}T${hour}:${minute}:${second}Z`),
    encrypted: age !== undefined,
  };
};
