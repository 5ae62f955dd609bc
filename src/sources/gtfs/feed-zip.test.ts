import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { SaidToPeople } from '#src/said-to-people.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { checkTimetable } from '#src/transit/timetable/check-timetable.ts';
import { SMALL_FEED, writeFeed } from '#test/fixtures/gtfs-feed.ts';
import { runs } from '#test/helpers/runs.ts';

const OPTIONS = { zone: 'Europe/Paris', builtAt: '2026-11-24T08:00:00.000Z' };

suite('the zip of a feed', () => {
  let folder = '';
  let whole: Buffer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-gtfs-'));
    whole = await readFile(await writeFeed(join(folder, 'entier.zip'), SMALL_FEED));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const refused = async (content: Uint8Array | string, sentence: RegExp): Promise<void> => {
    const path = join(folder, 'essai.zip');
    await writeFile(path, content);
    await assert.rejects(readFeed(path, OPTIONS), (error) => {
      assert.ok(error instanceof SaidToPeople, String(error));
      assert.match(error.message, sentence);
      return true;
    });
  };
  /** A zip of one file, whose head says what one likes. */
  const zipOf = (name: string, content: Uint8Array, { size = content.length, flags = 0 } = {}): Buffer => {
    const deflated = deflateRawSync(content);
    const bytesOfName = Buffer.from(name);
    const fields = (at: number, head: Buffer): Buffer => {
      head.writeUInt16LE(20, at);
      head.writeUInt16LE(flags, at + 2);
      head.writeUInt16LE(8, at + 4);
      head.writeUInt32LE(deflated.length, at + 14);
      head.writeUInt32LE(size, at + 18);
      head.writeUInt16LE(bytesOfName.length, at + 22);
      return head;
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    fields(4, local);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    fields(6, central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(central.length + bytesOfName.length, 12);
    end.writeUInt32LE(local.length + bytesOfName.length + deflated.length, 16);
    return Buffer.concat([local, bytesOfName, deflated, central, bytesOfName, end]);
  };

  test('what is no zip is said', async () => {
    await refused('', /est vide/u);
    await refused('<!DOCTYPE html><html><body>Connectez-vous</body></html>', /page web/u);
    await refused('\uFEFF  <html>', /page web/u);
    await refused('{"error":"unauthorized"}', /réponse de site/u);
    await refused('stop_id,stop_name,stop_lat\n1,Figeac,44\n', /un seul fichier d’horaires/u);
    await refused(Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), /n’est pas un \.zip/u);
    await assert.rejects(readFeed(join(folder, 'absent.zip'), OPTIONS), SaidToPeople);
  });

  test('a zip cut short, empty, of something else', async () => {
    await refused(whole.subarray(0, whole.length - 30), /n’est pas entier/u);
    await refused(Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]), /est vide/u);
    await refused(zipOf('photo.txt', Buffer.from('a')), /ne contient pas d’horaires/u);
  });

  test('a zip with a password', async () => {
    await refused(zipOf('stops.txt', Buffer.from('secret'), { flags: 1 }), /mot de passe/u);
  });

  test('names that lead elsewhere', async () => {
    for (const name of ['../stops.txt', '/etc/stops.txt', 'C:/stops.txt'])
      await refused(zipOf(name, Buffer.from('a')), /noms de ses fichiers/u);
  });

  test('a bomb: a size that no feed has, one announced, one hidden', async () => {
    const zeros = new Uint8Array(60e6);
    await refused(zipOf('stops.txt', zeros), /n’est pas sûr/u);
    await refused(zipOf('stops.txt', Buffer.from('a'), { size: 3e9 }), /plus de 2 Go/u);
    const path = join(folder, 'cache.zip');
    // What comes out beyond what was announced is never read.
    await writeFile(path, zipOf('agency.txt', zeros, { size: 10 }));
    await assert.rejects(readFeed(path, OPTIONS), SaidToPeople);
  });

  test('a feed in one folder, or named in capitals, is read', async () => {
    const inFolder = Object.fromEntries(
      Object.entries(SMALL_FEED).map(([name, text]) => [`Export/${name.toUpperCase()}`, text]),
    );
    const { timetable, report } = await readFeed(
      await writeFeed(join(folder, 'dossier.zip'), { ...inFolder, '__MACOSX/._stops.txt': 'x', 'lisez-moi.pdf': 'x' }),
      OPTIONS,
    );
    assert.equal(timetable.trips.ids.length, 3);
    assert.match(report.remarks[0]?.what ?? '', /dans un dossier/u);
  });

  test('a few bytes changed anywhere: a timetable, or a sentence', async () => {
    const path = join(folder, 'change.zip');
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        await writeFile(path, bytes);
        await readFeed(path, OPTIONS).catch((error: unknown) => {
          assert.ok(error instanceof SaidToPeople, `${(error as Error).stack}`);
        });
      }),
      { numRuns: runs(200) },
    );
  });

  test('values of any kind in any column: a timetable that holds together, or a sentence', async () => {
    const path = join(folder, 'valeurs.zip');
    const value = fc.oneof(
      fc.constantFrom(
        '',
        '0',
        '-1',
        '99999999999',
        '25:61:00',
        '007',
        '"',
        '1,2',
        'F',
        'C1',
        't1',
        'W',
        '20261301',
        'é',
      ),
      fc.string({ maxLength: 12 }),
    );
    const files = Object.keys(SMALL_FEED);
    const change = fc.record({ file: fc.constantFrom(...files), row: fc.nat(9), column: fc.nat(9), value });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 10 }), async (changes) => {
        const changed: Record<string, string> = {};
        for (const name of files) changed[name] = SMALL_FEED[name] as string;
        for (const { file, row, column, value } of changes) {
          const rows = (changed[file] ?? '').split('\n').map((line) => line.split(','));
          const cells = rows[row % rows.length] ?? [];
          cells[column % Math.max(1, cells.length)] = value;
          changed[file] = rows.map((cells) => cells.join(',')).join('\n');
        }
        await writeFeed(path, changed);
        await readFeed(path, OPTIONS).then(
          ({ timetable }) => assert.ok(checkTimetable(timetable)),
          (error: unknown) => assert.ok(error instanceof SaidToPeople, `${(error as Error).stack}`),
        );
      }),
      { numRuns: runs(200) },
    );
  });
});
