import { SaidToPeople } from '#src/said-to-people.ts';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { FileStore, FileVersion } from '#src/files.ts';
import { sha256 } from '#src/sha256.ts';
import type { Clock } from '#src/time/units.ts';
import type { Engine } from './engine.ts';
import { readChunks, writeChunks } from './file-chunks.ts';
import { checkFileName, openFileFolder } from './file-folder.ts';
import type { Database } from './schema/database.ts';
import type { FileTable } from './schema/instance.ts';

export interface FileStoreOptions {
  readonly engine: Pick<Engine, 'kind' | 'db' | 'atomically'>;
  readonly dataFolder: string;
  readonly clock: Clock;
}

/** Name of the folder of files in the data folder. */
const FOLDER = 'fichiers';

/**
 * Files in the data folder with SQLite; in the database with PostgreSQL, whose machines may lose their disks: the folder
 * then only spares reading the rows again.
 */
export const createFileStore = ({ engine, dataFolder, clock }: FileStoreOptions): FileStore => {
  const folder = openFileFolder(join(dataFolder, FOLDER));
  const inDatabase = engine.kind !== 'sqlite';

  const list = async (name?: string): Promise<readonly FileVersion[]> => {
    const rows = engine.db.selectFrom('file').selectAll();
    const found = await (name === undefined ? rows : rows.where('name', '=', name)).execute();
    return found.map(fileOf).toSorted((a, b) => byText(a.name, b.name) || byText(b.createdAt, a.createdAt));
  };

  const refresh = async (file: FileVersion, bytes: Uint8Array): Promise<void> => {
    try {
      await folder.write(file, bytes);
      const versions = await list(file.name);
      await folder.keepOnly(
        file.name,
        versions.map(({ version }) => version),
      );
    } catch {
      // Only a cache: a full or read-only disk must not keep a road map from being read.
    }
  };

  return {
    async put(name, version, bytes) {
      checkFileName(name, version);
      const file: FileVersion = {
        name,
        version,
        bytes: bytes.length,
        sha256: await sha256(bytes),
        current: false,
        createdAt: clock().toString({ fractionalSecondDigits: 3 }),
      };
      // First what it is, then its bytes, then its use: a process that stops between two leaves the version before in use.
      const kept = await engine.atomically(async (trx) => {
        const known = await rowOf(trx, name, version).executeTakeFirst();
        if (known === undefined) await trx.insertInto('file').values(rowFrom(file)).execute();
        else if (known.sha256 !== file.sha256) {
          throw new Error(`Version ${version} of ${name} already holds other bytes`);
        }
        return known === undefined ? file : fileOf(known);
      });
      if (inDatabase) await writeChunks(engine, kept, bytes);
      else await folder.write(kept, bytes);
      await engine.atomically(async (trx) => {
        const others = trx.updateTable('file').set({ current: 0 }).where('name', '=', name);
        await others.where('version', '<>', version).execute();
        const { numUpdatedRows } = await trx
          .updateTable('file')
          .set({ current: 1 })
          .where('name', '=', name)
          .where('version', '=', version)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows !== 1n) throw new Error(`Version ${version} of ${name} was removed while it was written`);
      });
      if (inDatabase) await refresh(kept, bytes);
      return { ...kept, current: true };
    },
    async find(name) {
      const rows = engine.db.selectFrom('file').selectAll();
      const row = await rows.where('name', '=', name).where('current', '=', 1).executeTakeFirst();
      return row === undefined ? undefined : fileOf(row);
    },
    async get(file) {
      const near = await folder.read(file);
      if (near !== undefined) return near;
      if (inDatabase) {
        const bytes = await readChunks(engine, file);
        if ((await sha256(bytes)) === file.sha256) {
          await refresh(file, bytes);
          return bytes;
        }
      }
      throw new SaidToPeople(
        `Le fichier « ${file.name} » (version ${file.version}) a disparu ou est abîmé. ` +
          'Déposez-le de nouveau, ou reprenez une sauvegarde.',
      );
    },
    list,
    async remove(name, version) {
      checkFileName(name, version);
      // The row first: a file without its row is only lost room, a row without its file is a fault.
      await engine.atomically((trx) =>
        trx.deleteFrom('file').where('name', '=', name).where('version', '=', version).execute(),
      );
      await folder.remove(name, version);
    },
  };
};

const rowOf = (db: Kysely<Database>, name: string, version: string) =>
  db.selectFrom('file').selectAll().where('name', '=', name).where('version', '=', version);

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const fileOf = (row: FileTable): FileVersion => ({
  name: row.name,
  version: row.version,
  bytes: row.bytes,
  sha256: row.sha256,
  current: row.current === 1,
  createdAt: row.created_at,
});

const rowFrom = (file: FileVersion): FileTable => ({
  name: file.name,
  version: file.version,
  bytes: file.bytes,
  sha256: file.sha256,
  current: file.current ? 1 : 0,
  created_at: file.createdAt,
});
