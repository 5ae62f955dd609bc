import { foldPlaceName, squash } from '#src/places/normalise.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { createPlaceSearch, type TerritoryPlaces } from '#src/places/search-places.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const LIMIT = 8;
/** Names taken for the run; each is typed letter by letter. */
const NAMES = 400;
const ROUNDS = 5;

/** Numbers that look drawn at random and are the same at each run (mulberry32). */
const drawer = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A name as hurried fingers write it: a letter left out, doubled, changed or swapped; or without its accents. */
const mistype = (name: string, draw: () => number): string => {
  const at = 1 + Math.floor(draw() * Math.max(1, name.length - 2));
  const kind = Math.floor(draw() * 5);
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1);
  if (kind === 1) return name.slice(0, at) + name.slice(at, at + 1) + name.slice(at);
  if (kind === 2) return `${name.slice(0, at)}e${name.slice(at + 1)}`;
  if (kind === 3) return name.slice(0, at) + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2);
  return foldPlaceName(name);
};

/** What is typed, letter by letter: half of the names from the territory, a third of them mistyped. */
const typedTexts = (directory: CommuneDirectory, department: string): readonly string[] => {
  const draw = drawer(46);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(draw() * list.length)];
  const all = Array.from(directory.communes(), ({ name }) => name);
  const ours = directory.communesOfDepartment(department).map(({ name }) => name);
  return Array.from({ length: NAMES }, (_, index) => {
    const name = pick(index % 2 === 0 ? ours : all) ?? 'Cahors';
    const typed = index % 3 === 0 ? mistype(name, draw) : name;
    return Array.from(typed, (_letter, end) => typed.slice(0, end + 1));
  }).flat();
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/**
 * Milliseconds of each text, sorted. Of several rounds the shortest counts: what other processes of a busy machine took is
 * left out. One round leaves everything in.
 */
const time = (texts: readonly string[], answer: (text: string) => unknown, rounds = 1): readonly number[] => {
  const byText = texts.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, text] of texts.entries()) {
      const start = performance.now();
      answer(text);
      byText[index]?.push(performance.now() - start);
    }
  }
  const medians = byText.map((times) =>
    percentile(
      times.toSorted((one, other) => one - other),
      0.5,
    ),
  );
  return medians.toSorted((one, other) => one - other);
};

/** Levenshtein distance from `needle` to the nearest beginning of `name`, the textbook way. */
const naiveDistance = (needle: string, name: string): number => {
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let i = 1; i <= needle.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= name.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (needle[i - 1] === name[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(...row);
};

/** The reference: every name of France is compared with what is typed, each time. */
const naiveSearch = (directory: CommuneDirectory): ((text: string) => readonly string[]) => {
  const names = Array.from(directory.communes(), ({ code, name, population }) => ({
    code,
    key: squash(foldPlaceName(name)),
    population,
  }));
  return (text) => {
    const needle = squash(foldPlaceName(text));
    return names
      .map(({ code, key, population }) => ({ code, population, distance: naiveDistance(needle, key) }))
      .filter(({ distance }) => distance <= 2)
      .toSorted((one, other) => one.distance - other.distance || other.population - one.population)
      .slice(0, LIMIT)
      .map(({ code }) => code);
  };
};

const ms = (name: string, value: number): { name: string; value: number; unit: string } => ({
  name,
  value,
  unit: 'ms',
});

/** Milliseconds of an as-you-type search over all France, beside a full scan of all names in the same run. */
export async function run(): Promise<{
  name: string;
  figures: readonly { name: string; value: number; unit: string }[];
}> {
  const text = readCommunesFile();
  const loading = performance.now();
  const directory = readCommunes(text);
  const read = performance.now() - loading;
  const places = createPlaceSearch(directory);
  const indexed = performance.now() - loading - read;

  const department = '46';
  const territory: TerritoryPlaces = {
    communeCodes: directory.communesOfDepartment(department).map(({ code }) => code),
    localPlaces: [],
    centre: { latitude: 44.62, longitude: 1.6 },
  };
  const texts = typedTexts(directory, department);
  const search = (typed: string): unknown => places.search({ text: typed, territory, limit: LIMIT });
  const cold = time(texts.slice(0, 200), search);
  const once = time(texts, search);
  const warm = time(texts, search, ROUNDS);
  const everywhere = time(texts, (typed) => places.search({ text: typed, territory: null, limit: LIMIT }), ROUNDS);
  const resolved = time(texts, (typed) => places.resolve(typed, territory), ROUNDS);
  const memory = process.memoryUsage.rss() / 1e6;
  // The reference is slow: one text in forty is enough for its median.
  const naive = time(
    texts.filter((_, index) => index % 40 === 0),
    naiveSearch(directory),
  );
  return {
    name: `places: ${texts.length} textes tapés lettre à lettre, ${directory.size} communes`,
    figures: [
      ms('lecture du fichier décodé', read),
      ms("construction de l'index", indexed),
      ms('recherche, 200 premières, p99', percentile(cold, 0.99)),
      ms('recherche depuis le Lot, une fois chacune, p99', percentile(once, 0.99)),
      ms('recherche depuis le Lot, p50', percentile(warm, 0.5)),
      ms('recherche depuis le Lot, p99', percentile(warm, 0.99)),
      ms('recherche depuis le Lot, la plus longue', warm.at(-1) ?? 0),
      ms('recherche sans territoire, p50', percentile(everywhere, 0.5)),
      ms('recherche sans territoire, p99', percentile(everywhere, 0.99)),
      ms('texte envoyé, p50', percentile(resolved, 0.5)),
      ms('texte envoyé, p99', percentile(resolved, 0.99)),
      ms('référence : lecture de tous les noms, p50', percentile(naive, 0.5)),
      {
        name: 'référence / recherche depuis le Lot, p50',
        value: percentile(naive, 0.5) / percentile(warm, 0.5),
        unit: 'fois',
      },
      { name: 'mémoire du processus', value: memory, unit: 'Mo' },
    ],
  };
}
