import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies in clear of the whole database, made before an update or a restore: for going back soon, not for ever. */
const OLD_COPY = /^lotocar-avant-(?:mise-a-jour|restauration)-(\d{4}-\d{2}-\d{2})T.*\.sqlite$/;
const KEPT_DAYS = 30;

/** Removes those of more than a month: who was erased since is still in them. */
export const removeOldCopies = async (folder: string, now: Temporal.Instant): Promise<void> => {
  const before = now.toZonedDateTimeISO('UTC').subtract({ days: KEPT_DAYS }).toPlainDate().toString();
  for (const name of await readdir(folder).catch(() => [])) {
    const date = OLD_COPY.exec(name)?.[1];
    if (date !== undefined && date < before) await rm(join(folder, name), { force: true });
  }
};
