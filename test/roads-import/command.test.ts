import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { buildRoadsCommand, importRoadsCommand } from '#src/cli/roads-command.ts';
import { importDemoRoads, readDemoRoads } from '#src/demo/demo-roads.ts';
import { isRoadFile } from '#src/roads/road-file.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { writeLotExtract } from '#test/fixtures/lot-extract.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';

suite('roads from the command line', () => {
  let folder = '';
  let site: TestService;
  let said: string[] = [];
  let over: string[] = [];
  const io = { say: (text: string) => void said.push(text), sayOver: (text: string) => void over.push(text) };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-roads-'));
    site = await openTestService();
  });
  after(async () => {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });
  const importRoads = async (...args: string[]): Promise<string> => {
    [said, over] = [[], []];
    await importRoadsCommand(args, site.service, io);
    return said.join('\n');
  };

  test('every territory that the roads pass takes them', async () => {
    await site.addTerritory('finistere', 'Lotocar du Finistère', '29');
    const words = await importRoads(await writeLotExtract(folder));
    assert.match(words, /Lotocar du Lot : les temps suivent maintenant les routes \(lot, état du 01\/11\/2026\)/u);
    assert.match(words, /Finistère : ces routes ne passent dans aucune/u);
    assert.match(words, /OpenStreetMap/u);
    assert.ok(over.some((line) => /^Lecture des routes : \d+ %$/u.test(line)));
    assert.ok(over.some((line) => line.startsWith('Calcul des itinéraires')));
    assert.ok(site.service.roadMaps.of(site.territory.id));
  });

  test('a ready file is made on one machine and taken on another', async () => {
    const out = join(folder, 'lot.lotocar-routes');
    said = [];
    await buildRoadsCommand(
      ['build', await writeLotExtract(folder), '--territory', 'lot', '--out', out],
      site.service,
      io,
    );
    assert.match(said.join(''), /est prêt : 1 Mo/u);
    assert.ok(isRoadFile(await readFile(out)));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.tmp')),
      [],
    );
    await site.service.roadImports.forget(site.territory.id);
    assert.match(await importRoads(out, '--territory', 'lot'), /les temps suivent maintenant/u);
  });

  test('what cannot be done has a sentence', async () => {
    const wrong = join(folder, 'note.txt');
    await writeFile(wrong, 'bonjour');
    for (const [args, sentence] of [
      [[], /Écrivez :/u],
      [[join(folder, 'absent.osm.pbf')], /ne se lit pas/u],
      [[wrong], /n’est pas un extrait/u],
      [[wrong, '--territory', 'ailleurs'], /Aucun territoire/u],
      [['http://10.0.0.1/lot.osm.pbf'], /réseau privé/u],
      [['ftp://exemple.fr/lot.osm.pbf'], /n’est pas une adresse/u],
    ] as const)
      await assert.rejects(importRoads(...args), (error) => {
        assert.ok(error instanceof SaidToPeople, String(error));
        assert.match(error.message, sentence);
        return true;
      });
    await assert.rejects(buildRoadsCommand(['build'], site.service, io), SaidToPeople);
  });

  test('the demo looks at its file before it opens, and takes its roads while it answers', async () => {
    await assert.rejects(readDemoRoads(['--roads', join(folder, 'absent.osm.pbf')]), SaidToPeople);
    assert.deepEqual(await readDemoRoads([]), []);
    const paths = await readDemoRoads(['--roads', await writeLotExtract(folder)]);
    said = [];
    await importDemoRoads(paths, site, io);
    assert.match(said.join(''), /Les routes sont prêtes/u);
  });
});
