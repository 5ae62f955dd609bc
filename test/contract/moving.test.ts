import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pipeline } from 'node:stream/promises';
import { createLogger } from '#src/log.ts';
import { openService, type OpenService } from '#src/main.ts';
import { readConfig } from '#src/config.ts';
import { seedDemo } from '#src/demo/seed-demo.ts';
import type { Row } from '#src/moving/moved-rows.ts';
import { readArchive } from '#src/moving/read-archive.ts';
import { writeArchive } from '#src/moving/write-archive.ts';
import type { Territory } from '#src/territory/territory.ts';
import { forEachEngine } from './engines.ts';
import { OWNED_TABLES } from '#src/storage/moved-tables.ts';
import { createTerritoryMoves } from '#src/storage/territory-moves.ts';
import { createStorage } from '#src/storage/stores.ts';
import { formatInstant } from '#src/time/zone.ts';

const NOW = Temporal.Instant.from('2026-11-24T09:00:00+01:00');

/** What the archive says, without what a copy must change: passwords, messages under way. */
const rowsIn = async (path: string): Promise<Record<string, readonly Row[]>> => {
  const read = await readArchive(path);
  assert.equal(read.kind, 'read');
  return read.kind === 'read' ? Object.fromEntries(read.moved.tables) : {};
};

describe('a territory leaves with everything', () => {
  let folder = '';
  let demo: OpenService | undefined;
  let lot: Territory | undefined;
  const archive = (): string => join(folder, 'lot.zip');

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lotocar-moving-'));
    demo = await openService({
      config: { ...readConfig({}), dataFolder: join(folder, 'demo') },
      log: createLogger('silent'),
      clock: () => NOW,
      demo: true,
    });
    await seedDemo(demo);
    lot = await demo.service.storage.instance.territories.findBySlug('lot');
    assert.ok(lot);
    await writeArchive({ moves: demo.service.moves, now: NOW }, lot, (bytes) =>
      pipeline(bytes, createWriteStream(archive())),
    );
  });
  after(async () => {
    await demo?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the archive holds people, trips, requests, messages; no password, and says what it is', async () => {
    const read = await readArchive(archive());
    assert.ok(read.kind === 'read');
    assert.equal(read.about.territory.slug, 'lot');
    const rows = Object.fromEntries(read.moved.tables);
    for (const table of [
      'person',
      'consent',
      'request',
      'way',
      'ride',
      'introduction',
      'promise',
      'membership',
      'volunteer',
    ])
      assert.ok((rows[table]?.length ?? 0) > 0, table);
    assert.ok((rows['trip']?.length ?? 0) > 100);
    assert.ok(rows['member']?.every((row) => row['password_hash'] === null));
    assert.ok(!readFileSync(archive()).includes('argon2'));
  });

  forEachEngine((engine) => {
    test('taken in elsewhere it is the same, row for row', async () => {
      const moves = createTerritoryMoves(engine);
      const read = await readArchive(archive());
      assert.ok(read.kind === 'read');
      const settled = await moves.settle(read.moved, {});
      assert.equal(settled.kind, 'settled');
      const there = await createStorage(engine).instance.territories.findBySlug('lot');
      assert.ok(there);
      const again = join(folder, `${engine.kind}.zip`);
      await writeArchive({ moves, now: NOW }, there, (bytes) => pipeline(bytes, createWriteStream(again)));
      const [left, arrived] = [await rowsIn(archive()), await rowsIn(again)];
      assert.deepEqual(Object.keys(arrived), Object.keys(left));
      for (const table of Object.keys(left)) {
        const expected = left[table]?.map((row) =>
          table === 'outbox_message' && (row['state'] === 'waiting' || row['state'] === 'sending')
            ? { ...row, state: 'uncertain', lease_owner: null, lease_until: null }
            : row,
        );
        assert.deepEqual(arrived[table], expected, table);
      }
      assert.deepEqual(await moves.settle(read.moved, {}), { kind: 'refused', reason: 'already-here' });
    });

    test('erased, nothing of it is kept but that it was; the file it left with brings it back', async () => {
      const moves = createTerritoryMoves(engine);
      const { territories, members } = createStorage(engine).instance;
      const there = await territories.findBySlug('lot');
      assert.ok(there);
      await moves.remove(there.id, formatInstant(NOW));
      assert.equal(await territories.find(there.id), undefined);
      assert.deepEqual(await members.list(), []);
      for (const table of OWNED_TABLES) {
        const left = await engine.db
          .selectFrom(table)
          .selectAll()
          .where('territory_id' as never, '=', there.id as never)
          .execute();
        // What tells other processes to forget its trips holds their ids, and nothing else.
        if (table !== 'trip_change') assert.deepEqual(left, [], table);
      }
      const erasures = await engine.db.selectFrom('erasure').select('subject_kind').execute();
      assert.ok(erasures.some((row) => row.subject_kind === 'territory'));
      const read = await readArchive(archive());
      assert.ok(read.kind === 'read');
      assert.equal((await moves.settle(read.moved, {})).kind, 'settled');
      const after = await engine.db.selectFrom('erasure').select('subject_kind').execute();
      assert.ok(
        after.every((row) => row.subject_kind !== 'territory'),
        'and no backup put back erases it again',
      );
    });
  });

  test('what an older version wrote gets the steps it lacks', async () => {
    assert.ok(demo);
    const read = await readArchive(archive());
    assert.ok(read.kind === 'read');
    const without = (rows: readonly Row[], columns: readonly string[]): readonly Row[] =>
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))));
    // Before forgotten SMS, lost rides, recovery codes and other ways had tables, trips a flexibility, and territories an opening.
    const added: Readonly<Record<string, readonly string[]>> = {
      trip: ['flexibility'],
      telling: ['changed'],
      paper_line: ['regime'],
      territory: ['opening_stage', 'opens_on', 'opens_at_lines', 'awaits_host'],
    };
    const tables = new Map(
      [...read.moved.tables]
        .filter(([name]) => !['forgotten_sms', 'lost_ride', 'recovery_code', 'trial', 'other_way'].includes(name))
        .map(([name, rows]) => [name, without(rows, added[name] ?? [])] as const),
    );
    const dataFolder = join(folder, 'older');
    const open = await openService({
      config: { ...readConfig({}), dataFolder },
      log: createLogger('silent'),
      clock: () => NOW,
    });
    try {
      const settled = await open.service.moves.settle({ migration: '009-messages', tables }, { slug: 'lot-neuf' });
      assert.equal(settled.kind, 'settled');
      const there = await open.service.storage.instance.territories.findBySlug('lot-neuf');
      assert.ok(there);
      const offers = await open.service.listOffers(there.id);
      assert.ok(offers.length > 100);
      assert.ok(offers.every(({ trip }) => trip.flexibility === 0));
    } finally {
      await open.close();
    }
  });

  test('an archive that was changed, cut or is something else is refused, and nothing is taken', async () => {
    assert.ok(demo);
    const text = join(folder, 'page.zip');
    writeFileSync(text, '<html>Page introuvable</html>');
    assert.deepEqual(await readArchive(text), { kind: 'refused', reason: 'not-an-archive' });
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(archive()).subarray(0, 50_000));
    assert.deepEqual(await readArchive(cut), { kind: 'refused', reason: 'not-an-archive' });
    const read = await readArchive(archive());
    assert.ok(read.kind === 'read');
    const { migration, tables } = read.moved;
    const changed = (table: string, change: (rows: readonly Row[]) => readonly Row[]) =>
      demo?.service.moves.settle(
        { migration, tables: new Map([...tables].map(([name, rows]) => [name, name === table ? change(rows) : rows])) },
        { slug: 'ailleurs' },
      );
    const damaged = { kind: 'refused', reason: 'damaged' };
    assert.deepEqual(await changed('trip', (rows) => rows.map((row) => ({ ...row, driver_id: 'nobody' }))), damaged);
    assert.deepEqual(await changed('trip', (rows) => rows.map((row) => ({ ...row, 'id; drop table': 'x' }))), damaged);
    assert.deepEqual(await changed('trip', (rows) => rows.map((row) => ({ ...row, territory_id: 'other' }))), damaged);
    assert.deepEqual(await changed('territory', () => []), damaged);
    assert.deepEqual(await demo.service.moves.settle({ migration: '999-to-come', tables }, {}), {
      kind: 'refused',
      reason: 'newer',
    });
  });
});
