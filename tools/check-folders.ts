// npm run check:folders: folders that stand side by side below src/ know each other one way only.
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';

/** For each folder, those beside it that it imports, and a file that does. */
type Imports = ReadonlyMap<string, ReadonlyMap<string, string>>;

const sources = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
const imported = new Map(
  sources.map((file) => [
    file,
    [...readFileSync(file, 'utf8').matchAll(/from '#(src\/[^']+)'/g)].map(([, path = '']) => path),
  ]),
);
const rooms = new Set(sources.map((file) => dirname(dirname(file))).filter((room) => room.startsWith('src')));

/** The folder of a room in which a file stands; undefined when it stands elsewhere, or in the room itself. */
const folderIn = (room: string, file: string): string | undefined => {
  const folder = dirname(relative(room, file));
  return folder === '.' || folder.startsWith('..') ? undefined : folder.split(sep)[0];
};

const importsIn = (room: string): Imports => {
  const imports = new Map<string, Map<string, string>>();
  for (const [file, paths] of imported) {
    const from = folderIn(room, file);
    if (from === undefined) continue;
    const known = imports.get(from) ?? new Map<string, string>();
    for (const path of paths) {
      const to = folderIn(room, path);
      if (to !== undefined && to !== from) known.set(to, `${file} imports ${path}`);
    }
    imports.set(from, known);
  }
  return imports;
};

/** The shortest way from a folder back to itself, a sentence for each step; undefined when there is none. */
const circleFrom = (start: string, imports: Imports): readonly string[] | undefined => {
  const ways = new Map<string, readonly string[]>([[start, []]]);
  for (const [folder, way] of ways) {
    for (const [next, why] of imports.get(folder) ?? []) {
      if (next === start) return [...way, why];
      if (!ways.has(next)) ways.set(next, [...way, why]);
    }
  }
  return undefined;
};

for (const room of rooms) {
  const imports = importsIn(room);
  const circles = [...imports.keys()].flatMap((folder) => {
    const circle = circleFrom(folder, imports);
    return circle === undefined ? [] : [circle];
  });
  const shortest = circles.toSorted((one, other) => one.length - other.length).at(0);
  if (shortest === undefined) continue;
  console.error(`folders of ${room} go round in a circle:\n  ${shortest.join('\n  ')}`);
  process.exitCode = 1;
}
