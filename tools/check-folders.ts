// npm run check:folders: in the rooms below, folders know each other one way only.
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';

/** Rooms whose folders stand in an order: none imports, even by way of others, one that imports it. */
const ROOMS = ['src/transit', 'src/web/workspace'];

const folderOf = (room: string, path: string): string | undefined => {
  const folder = dirname(relative(room, path));
  return folder === '.' || folder.startsWith('..') ? undefined : folder.split(sep)[0];
};

/** For each folder, those it imports, and a file that does. */
const importsIn = (room: string): Map<string, Map<string, string>> => {
  const imports = new Map<string, Map<string, string>>();
  for (const file of globSync(`${room}/**/*.{ts,tsx}`)) {
    const from = folderOf(room, file);
    if (from === undefined || file.includes('.test.')) continue;
    const known = imports.get(from) ?? new Map<string, string>();
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '#(src\/[^']+)'/g)) {
      const to = folderOf(room, path);
      if (to !== undefined && to !== from) known.set(to, `${file} imports ${path}`);
    }
    imports.set(from, known);
  }
  return imports;
};

const reachedFrom = (start: string, imports: ReturnType<typeof importsIn>): ReadonlySet<string> => {
  const reached = new Set<string>();
  const visit = (folder: string): void => {
    for (const next of imports.get(folder)?.keys() ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      visit(next);
    }
  };
  visit(start);
  return reached;
};

const faults = ROOMS.flatMap((room) => {
  const imports = importsIn(room);
  return [...imports].flatMap(([from, known]) =>
    [...known].flatMap(([to, why]) =>
      reachedFrom(to, imports).has(from) ? [`${room}: ${from} -> ${to}: ${why}`] : [],
    ),
  );
});
for (const fault of faults) console.error(`in a circle: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
