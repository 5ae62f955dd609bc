/** What the instance keeps by name. */
export interface InstanceSettings {
  get(key: SettingKey): Promise<string | undefined>;
  /** null: forgets it. */
  set(key: SettingKey, value: string | null): Promise<void>;
}

export type SettingKey =
  /** What encrypts the backups: chosen by who runs the instance, and written on paper by them. */
  | 'backup-passphrase'
  /** Versions of Lotocar later than the one installed, and what they change, as JSON. */
  | 'later-releases'
  /** The last rehearsal, as JSON. */
  | 'backup-rehearsal'
  /** 'closed': this host takes in no other territory. */
  | 'spaces'
  /** The code of the first start, said again at each start until a territory is open. */
  | 'setup-code';
