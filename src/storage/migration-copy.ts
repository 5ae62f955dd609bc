import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { flushFile, flushFolder } from './durable-file.ts';
import { copySqliteFile } from './sqlite-connection.ts';

/** Copies kept beside the database, newest last. */
const KEPT = 5;

/**
 * Copies a database beside itself before it is migrated, under a dated name, and removes the oldest copies.
 * @returns the path of the copy, complete and flushed to the disk.
 */
export const copyBeforeMigration = async (database: string, now: Temporal.Instant): Promise<string> => {
  const date = now.toString({ fractionalSecondDigits: 3 }).replaceAll(':', '-');
  const copy = join(dirname(database), `${prefixOf(database)}${date}.sqlite`);
  await copyDatabase(database, copy);
  for (const old of (await copiesOf(database)).slice(0, -KEPT)) await rm(old);
  return copy;
};

const prefixOf = (database: string): string => `${basename(database, '.sqlite')}-avant-mise-a-jour-`;

/** Oldest first. */
const copiesOf = async (database: string): Promise<readonly string[]> => {
  const folder = dirname(database);
  const prefix = prefixOf(database);
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.endsWith('.sqlite'));
  return names.toSorted().map((name) => join(folder, name));
};

/** The copy made before the last update, if it is still there. */
export const findCopyBeforeMigration = async (database: string): Promise<string | undefined> =>
  (await copiesOf(database)).at(-1);

/** Copies a live database into `to`, which appears only once complete and flushed to the disk. */
export const copyDatabase = async (database: string, to: string): Promise<void> => {
  const unfinished = `${to}.tmp`;
  await rm(unfinished, { force: true });
  try {
    await copySqliteFile(database, unfinished);
    await flushFile(unfinished);
    await rename(unfinished, to);
    await flushFolder(dirname(to));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};
