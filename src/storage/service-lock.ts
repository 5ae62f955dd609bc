import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dbError } from '#src/storage/db-error.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';

const FILE = 'en-service.sqlite';

/** What lets go of a lock; a process that dies lets go of it too. */
export type Release = () => void;

/**
 * Says that a service is open on this folder, as long as the process lives: several may be, but the database under them is
 * then not to be replaced.
 */
export const holdService = (dataFolder: string): Release => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const connection = openSqliteConnection(join(dataFolder, FILE));
  connection.run('create table if not exists held (at text)', []);
  connection.run('begin', []);
  // The read is what takes the shared lock.
  connection.run('select count(*) from held', []);
  return () => {
    connection.close();
  };
};

/** Takes the folder for oneself; undefined while a service is open on it. */
export const takeFolder = (dataFolder: string): Release | undefined => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const connection = openSqliteConnection(join(dataFolder, FILE));
  try {
    connection.run('pragma busy_timeout = 0', []);
    connection.run('begin exclusive', []);
  } catch (error) {
    connection.close();
    if (dbError(error) === 'busy') return undefined;
    throw error;
  }
  return () => {
    connection.close();
  };
};
