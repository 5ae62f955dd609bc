// npm run bench -- NAME… [--small] [--roads FILE.osm.pbf]… [--json FILE]: a table for people, figures for machines.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions } from '#src/bench/bench.ts';

// Each names its reference, run in the same process: a ratio travels from one machine to another, a time does not.
const BENCHES: Readonly<Record<string, () => Promise<{ run: (options: BenchOptions) => Promise<Bench> }>>> = {
  search: () => import('#src/bench/search.bench.ts'),
  'search-engine': () => import('#src/bench/search-engine.bench.ts'),
  matching: () => import('#src/bench/matching.bench.ts'),
  roads: () => import('#src/bench/roads.bench.ts'),
  places: () => import('#src/bench/places.bench.ts'),
  journeys: () => import('#src/bench/journeys.bench.ts'),
  city: () => import('#src/bench/city.bench.ts'),
  desk: () => import('#src/bench/desk.bench.ts'),
  gtfs: () => import('#src/bench/gtfs.bench.ts'),
  executable: () => import('#src/bench/executable.bench.ts'),
};

const written = (value: number): string => value.toLocaleString('fr-FR', { maximumSignificantDigits: 4 });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    small: { type: 'boolean', default: false },
    roads: { type: 'string', multiple: true, default: [] },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const results: Bench[] = [];
for (const name of names) {
  const load = BENCHES[name];
  if (!load) {
    process.stderr.write(`Mesure inconnue : ${name}. Mesures : ${Object.keys(BENCHES).join(', ')}\n`);
    process.exit(1);
  }
  const result = await (await load()).run({ small: values.small, roads: values.roads });
  results.push(result);
  process.stdout.write(`\n${result.name}\n`);
  const width = Math.max(...result.figures.map((figure) => figure.name.length));
  for (const figure of result.figures) {
    process.stdout.write(`  ${figure.name.padEnd(width)}  ${written(figure.value).padStart(12)} ${figure.unit}\n`);
  }
}
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'processeur inconnu'}, Node ${process.version}`;
process.stdout.write(`\n${machine}\n`);
// Figures with a key for a name are at the top too: that is where a script looks for them.
const keyed = results.flatMap(({ figures }) =>
  figures.flatMap(({ name, value }) => (/^[a-z]\w*$/u.test(name) ? [[name, value] as const] : [])),
);
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ machine, ...Object.fromEntries(keyed), results }, null, 2)}\n`);
