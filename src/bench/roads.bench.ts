import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { checkMatching, checkTravels } from '#src/bench/exactness.ts';
import { buildRoadMap, type BuildStep } from '#src/roads/build-road-map.ts';
import { dijkstra, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { decodeRoadMap, encodeRoadMap } from '#src/roads/road-file.ts';
import { readRoadGraph } from '#src/sources/openstreetmap/read-road-graph.ts';

/** What lies beside the project where its data were gathered. */
export const EXTRACTS_AT_HAND = ['andorra-2025-01-19.osm.pbf', 'corsica-roads-derived.osm.pbf'].map(
  (name) => `../shared/data/osm/${name}`,
);

const PAIRS = 20_000;
const REQUESTS = 300;
const SIZES = [100, 1000, 10_000];

const figure = (name: string, value: number, unit: string) => ({ name, value, unit });

const seconds = (from: number): number => (performance.now() - from) / 1000;

const measure = async (path: string, small: boolean) => {
  const name = basename(path, '.osm.pbf');
  const start = performance.now();
  const { graph } = await readRoadGraph([path], { area: null });
  const read = seconds(start);
  const begun = new Map<BuildStep, number>();
  const building = performance.now();
  const about = { source: name, dataFrom: null, builtAt: '2026-01-01T00:00:00.000Z' };
  const map = buildRoadMap(graph, about, (step) => {
    if (!begun.has(step)) begun.set(step, performance.now());
  });
  const built = seconds(building);
  const labels = seconds(begun.get('labels') ?? performance.now());
  const bytes = encodeRoadMap(map);
  const opening = performance.now();
  decodeRoadMap(bytes);
  const opened = seconds(opening);
  const driving = performance.now();
  dijkstra(map.graph, 0, dijkstraScratch(map.graph.nodeCount));
  const driven = seconds(driving);
  const times = small ? 0.1 : 1;
  const travels = checkTravels(map, PAIRS * times, 1);
  const answers = SIZES.map((count) => checkMatching(map, count * times, REQUESTS * times, count));
  const sum = (of: (checked: (typeof answers)[number]) => number): number =>
    answers.reduce((total, checked) => total + of(checked), 0);
  return [
    figure(`${name} : nœuds`, map.graph.nodeCount, ''),
    figure(`${name} : arcs`, map.graph.heads.length, ''),
    figure(`${name} : lecture de l’extrait`, read, 's'),
    figure(`${name} : hiérarchie`, built - labels, 's'),
    figure(`${name} : étiquettes de tous les nœuds`, labels, 's'),
    figure(`${name} : hiérarchie et étiquettes / un Dijkstra`, built / driven, 'fois'),
    figure(`${name} : étiquettes par nœud`, map.labels.out.hubs.length / map.graph.nodeCount, ''),
    figure(`${name} : fichier`, bytes.length / 2 ** 20, 'Mio'),
    figure(`${name} : ouverture du fichier`, opened, 's'),
    figure(`${name} : trajets comparés à Dijkstra`, travels.compared, ''),
    figure(`${name} : trajets faux`, travels.wrong, ''),
    figure(
      `${name} : recherches comparées à deux Dijkstra et un parcours`,
      sum(({ requests }) => requests),
      '',
    ),
    figure(
      `${name} : réponses`,
      sum((checked) => checked.answers),
      '',
    ),
    figure(
      `${name} : recherches fausses`,
      sum(({ mismatches }) => mismatches),
      '',
    ),
  ];
};

/**
 * Real extracts, those given or those at hand: what it costs to make a map of them, and whether its answers are exact.
 * @throws Error when anything is wrong
 */
export async function run({ small, roads }: { readonly small: boolean; readonly roads: readonly string[] }) {
  const paths = roads.length > 0 ? roads : EXTRACTS_AT_HAND.filter((path) => existsSync(path));
  if (paths.length === 0) throw new Error('aucun extrait : donnez-en un par --roads FICHIER.osm.pbf');
  const figures = [];
  for (const path of paths) figures.push(...(await measure(path, small)));
  figures.push(figure('mémoire, au plus', process.resourceUsage().maxRSS / 1024, 'Mio'));
  if (figures.some(({ name, value }) => /(?:faux|fausses)$/.test(name) && value > 0)) process.exitCode = 1;
  return { name: 'roads : de l’extrait d’OpenStreetMap aux réponses', figures };
}
