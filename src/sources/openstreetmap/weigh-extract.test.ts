import { mostPointsIn } from '#src/sources/openstreetmap/memory-need.ts';
import { weighExtract } from '#src/sources/openstreetmap/weigh-extract.ts';
import { headerBlock, writeBlob } from '#test/fixtures/osm-writer.ts';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'lotocar-weigh-'));
after(() => rmSync(folder, { recursive: true }));

/** A file that begins as an extract and has a size, all holes behind. */
const extractOf = (megabytes: number): string => {
  const path = join(folder, `region-${megabytes}.osm.pbf`);
  writeFileSync(path, writeBlob('OSMHeader', headerBlock(['OsmSchema-V0.6', 'DenseNodes'])));
  truncateSync(path, megabytes * 1e6);
  return path;
};

const GIGABYTE = 1024 ** 3;
const lot = { around: [{ latitude: 44.6, longitude: 1.6 }], margin: 60_000 };
const tooLarge = { name: 'SaidToPeople', message: /mémoire.*« region-.*un fichier de routes déjà préparé/ };

test('a machine of 1 GB takes the largest region cut to a département, and refuses more with a way out', async () => {
  await weighExtract([extractOf(500)], lot, GIGABYTE);
  await weighExtract([extractOf(250)], null, GIGABYTE);
  await assert.rejects(weighExtract([extractOf(500)], null, GIGABYTE), tooLarge);
  await assert.rejects(weighExtract([extractOf(800)], lot, GIGABYTE), tooLarge);
  await assert.rejects(weighExtract([extractOf(400), extractOf(401)], lot, GIGABYTE), tooLarge);
  await assert.rejects(weighExtract([extractOf(10_000)], lot, GIGABYTE), tooLarge);
  await weighExtract([extractOf(10_000)], lot, 16 * GIGABYTE);
});

test('an extract reduced to roads is refused on the way, when its points are too many', () => {
  assert.ok(mostPointsIn(GIGABYTE, true) > 10e6);
  assert.ok(mostPointsIn(GIGABYTE, false) < 10e6);
  assert.equal(mostPointsIn(GIGABYTE / 8, true), 0);
});

test('what is no extract is said at once', async () => {
  const page = join(folder, 'page.osm.pbf');
  writeFileSync(page, '<!DOCTYPE html>');
  await assert.rejects(weighExtract([page], lot), { name: 'SaidToPeople', message: /page web/ });
  const empty = join(folder, 'empty.osm.pbf');
  writeFileSync(empty, '');
  await assert.rejects(weighExtract([empty], lot), { name: 'SaidToPeople', message: /est vide/ });
  const history = join(folder, 'history.osm.pbf');
  writeFileSync(history, writeBlob('OSMHeader', headerBlock(['OsmSchema-V0.6', 'HistoricalInformation'])));
  await assert.rejects(weighExtract([history], lot), { name: 'SaidToPeople', message: /historique/ });
  await assert.rejects(weighExtract([join(folder, 'absent.osm.pbf')], lot), {
    name: 'SaidToPeople',
    message: /n’existe pas/,
  });
});
