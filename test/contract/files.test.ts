import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { FileStore } from '#src/files.ts';
import { CHUNK_BYTES } from '#src/storage/file-chunks.ts';
import { createFileStore } from '#src/storage/file-store.ts';
import { forEachEngine } from './engines.ts';

const now = Temporal.Instant.from('2026-11-22T08:00:00Z');
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const read = async (store: FileStore, name: string): Promise<string | undefined> => {
  const file = await store.find(name);
  return file === undefined ? undefined : Buffer.from(await store.get(file)).toString();
};

describe('files', () => {
  forEachEngine((engine) => {
    let dataFolder = '';
    let minutes = 0;
    let files: FileStore;
    const storeIn = (folder: string): FileStore =>
      createFileStore({ engine, dataFolder: folder, clock: () => now.add({ minutes: minutes++ }) });
    const onDisk = () => readdir(join(dataFolder, 'fichiers'));
    const chunks = async (): Promise<number> => {
      const rows = await engine.db.selectFrom('file_chunk').select('position').execute();
      return rows.length;
    };
    const inDatabase = engine.kind !== 'sqlite';

    beforeEach(async () => {
      await engine.atomically((trx) => trx.deleteFrom('file').execute());
      dataFolder = await mkdtemp(join(tmpdir(), 'lotocar-files-'));
      minutes = 0;
      files = storeIn(dataFolder);
    });
    afterEach(() => rm(dataFolder, { recursive: true, force: true }));

    test('a file comes back as it was put, and says its size, hash and date', async () => {
      const put = await files.put('logo/lot', '2026-11-22', text('lot'));
      assert.deepEqual(put, {
        name: 'logo/lot',
        version: '2026-11-22',
        bytes: 3,
        sha256: 'b7b30d6e4f8c864714bf46cb6df3e5cc89c91af4ac4f31edac07cdf1f9090d4d',
        current: true,
        createdAt: '2026-11-22T08:00:00.000Z',
      });
      assert.deepEqual(await files.find('logo/lot'), put);
      assert.equal(await read(files, 'logo/lot'), 'lot');
      assert.equal(await files.find('logo/cantal'), undefined);
    });

    test('a new version takes the place of the one before, which stays until removed', async () => {
      await files.put('roads', '1', text('one'));
      await files.put('roads', '2', text('two'));
      await files.put('timetable', '1', text('other'));
      assert.equal(await read(files, 'roads'), 'two');
      const list = await files.list('roads');
      assert.deepEqual(
        list.map(({ version, current }) => [version, current]),
        [
          ['2', true],
          ['1', false],
        ],
      );
      const [, before] = list;
      assert.ok(before);
      assert.equal(Buffer.from(await files.get(before)).toString(), 'one');
      await files.put('roads', '1', text('one'));
      assert.equal(await read(files, 'roads'), 'one', 'putting an old version again puts it back in use');
      await files.remove('roads', '2');
      assert.deepEqual(
        (await files.list()).map(({ name, version }) => `${name} ${version}`),
        ['roads 1', 'timetable 1'],
      );
      await files.remove('roads', '1');
      assert.equal(await files.find('roads'), undefined);
      assert.deepEqual(await onDisk(), ['timetable@1']);
    });

    test('a version never changes its bytes', async () => {
      await files.put('roads', '1', text('one'));
      await assert.rejects(files.put('roads', '1', text('two')), /already holds other bytes/);
      assert.equal(await read(files, 'roads'), 'one');
    });

    test('names and versions cannot leave the folder', async () => {
      for (const [name, version] of [
        ['../up', '1'],
        ['/root', '1'],
        ['a/../b', '1'],
        ['a', '../1'],
        ['a', '1/2'],
        ['a.b', '1'],
        ['a~b', '1'],
        ['A', '1'],
        ['a', '1.'],
        ['', '1'],
        ['a', ''],
        ['a\0', '1'],
        ['a'.repeat(121), '1'],
      ] as const) {
        await assert.rejects(files.put(name, version, text('x')), /Not a file name/, `${name} ${version}`);
        await assert.rejects(files.remove(name, version), /Not a file name/);
      }
      assert.equal(await files.find('../up'), undefined);
    });

    test('bytes that were damaged are never handed out', async () => {
      const file = await files.put('roads', '1', text('one'));
      await writeFile(join(dataFolder, 'fichiers', 'roads@1'), 'ona');
      if (inDatabase) {
        assert.equal(await read(files, 'roads'), 'one', 'the folder is only a cache');
        assert.equal(await readFile(join(dataFolder, 'fichiers', 'roads@1'), 'utf8'), 'one');
        await rm(join(dataFolder, 'fichiers'), { recursive: true });
        const damaged = text('ona');
        await engine.atomically((trx) => sql`update file_chunk set data = ${damaged}`.execute(trx));
      }
      await assert.rejects(files.get(file), /« roads » \(version 1\) a disparu ou est abîmé/);
      await rm(join(dataFolder, 'fichiers'), { recursive: true, force: true });
      if (inDatabase) await engine.atomically((trx) => trx.deleteFrom('file_chunk').execute());
      await assert.rejects(files.get(file), /a disparu ou est abîmé/);
    });

    test('several megabytes and a bit, and nothing at all', async () => {
      const large = crypto.getRandomValues(Buffer.alloc(65_536));
      // More rows than are read at once, but on PGlite, where each costs half a second.
      const pieces = engine.kind === 'pglite' ? 33 : 150;
      const bytes = Buffer.concat([...Array.from({ length: pieces }, () => large), text('end')]);
      const file = await files.put('roads', 'large', bytes);
      assert.equal(file.bytes, bytes.length);
      assert.ok(bytes.equals(await files.get(file)));
      assert.equal(await chunks(), inDatabase ? Math.ceil(bytes.length / CHUNK_BYTES) : 0);
      const elsewhere = await mkdtemp(join(tmpdir(), 'lotocar-files-'));
      try {
        if (inDatabase) {
          const other = storeIn(elsewhere);
          assert.ok(bytes.equals(await other.get(file)), 'another machine, whose folder is empty');
          assert.deepEqual(await readdir(join(elsewhere, 'fichiers')), ['roads@large'], 'keeps it near');
          await files.put('roads', 'small', text('s'));
          await files.remove('roads', 'large');
          assert.equal(await read(other, 'roads'), 's');
          assert.deepEqual(await readdir(join(elsewhere, 'fichiers')), ['roads@small'], 'and lets go what is gone');
        }
      } finally {
        await rm(elsewhere, { recursive: true, force: true });
      }
      const empty = await files.put('nothing', '0', new Uint8Array(0));
      assert.equal((await files.get(empty)).length, 0);
    });

    test('what a process left half-way is not in use, and putting it again finishes it', async () => {
      await files.put('roads', '1', text('one'));
      const whole = await files.put('roads', '2', text('two'));
      await engine.atomically(async (trx) => {
        await trx.updateTable('file').set({ current: 0 }).where('name', '=', 'roads').execute();
        await trx.updateTable('file').set({ current: 1 }).where('version', '=', '1').execute();
        await trx.deleteFrom('file_chunk').where('version', '=', '2').execute();
      });
      await rm(join(dataFolder, 'fichiers', 'roads@2'));
      assert.equal(await read(files, 'roads'), 'one');
      await files.put('roads', '2', text('two'));
      assert.equal(await read(files, 'roads'), 'two');
      assert.equal((await files.list('roads')).length, 2);
      assert.equal((await files.find('roads'))?.createdAt, whole.createdAt);
      assert.deepEqual(
        (await onDisk()).filter((name) => name.endsWith('.tmp')),
        [],
      );
    });
  });
});
