// npm run data:places — makes data/communes.txt from the Etalab package and the points beside the project.
// The format is described in data/README.md; `src/places/read-commune-table.ts` reads it.
import { readFileSync, writeFileSync } from 'node:fs';

interface SourceCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  readonly departement?: string;
  readonly chefLieu?: string;
  readonly commune?: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
}
interface SourceDepartment {
  readonly code: string;
  readonly nom: string;
}
interface SourceEpci {
  readonly code: string;
  readonly nom: string;
  readonly membres: readonly { readonly code: string }[];
}

export interface PlacesSources {
  readonly communes: readonly SourceCommune[];
  readonly departments: readonly SourceDepartment[];
  readonly epci: readonly SourceEpci[];
  /** `code,latitude,longitude,point` */
  readonly pointsCsv: string;
}

const KINDS: Readonly<Record<string, string>> = { 'chef-lieu': 'c', mairie: 'm', centroid: 'p' };
const byCode = (a: { readonly code: string }, b: { readonly code: string }): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
const ofType = (sources: PlacesSources, ...types: readonly SourceCommune['type'][]): readonly SourceCommune[] =>
  sources.communes.filter((commune) => types.includes(commune.type)).toSorted(byCode);

/** Ten-thousandths of a degree (about 11 m), written without a dot. */
const tenThousandths = (degrees: string): string => {
  const value = Math.round(Number(degrees) * 1e4);
  if (!Number.isFinite(value)) throw new Error(`Coordonnée illisible : « ${degrees} »`);
  return String(value);
};

const readPoints = (csv: string): ReadonlyMap<string, string> => {
  const lines = csv.trim().split(/\r?\n/u);
  if (lines[0] !== 'code,latitude,longitude,point') throw new Error('commune-points.csv : en-tête inattendu');
  return new Map(
    lines.slice(1).map((line) => {
      const [code = '', latitude = '', longitude = '', kind = ''] = line.split(',');
      const letter = KINDS[kind];
      if (letter === undefined) throw new Error(`commune-points.csv : sorte de point inconnue « ${kind} »`);
      return [code, `${tenThousandths(latitude)}\t${tenThousandths(longitude)}\t${letter}`];
    }),
  );
};

const clean = (name: string): string => {
  if (/[\t\n\r]/u.test(name)) throw new Error(`Nom avec une tabulation ou un saut de ligne : « ${name} »`);
  return name.normalize('NFC');
};

/** The part of a code after its département, or the whole code after `=` when it is of another one. */
const within = (department: string, code: string): string =>
  code.startsWith(department) ? code.slice(department.length) : `=${code}`;

const postalCodes = (commune: SourceCommune): string => (commune.codesPostaux ?? []).toSorted().join(' ');

/** Lines grouped under one `@département` line each. Codes sort as their départements do. */
const grouped = (
  communes: readonly SourceCommune[],
  line: (commune: SourceCommune, department: string) => string,
): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const commune of communes) {
    const department =
      commune.code.startsWith('97') || commune.code.startsWith('98')
        ? commune.code.slice(0, 3)
        : commune.code.slice(0, 2);
    if (department !== current) lines.push(`@${department}`);
    current = department;
    lines.push(line(commune, department));
  }
  return lines;
};

/** The text of data/communes.txt: same sources, same bytes. */
export const makeCommunesText = (sources: PlacesSources): string => {
  const points = readPoints(sources.pointsCsv);
  const epci = sources.epci.toSorted(byCode);
  const epciIndex = new Map(epci.flatMap(({ membres }, index) => membres.map(({ code }) => [code, index] as const)));
  const communes = ofType(sources, 'commune-actuelle');
  for (const { code, departement } of communes) {
    if (departement === undefined || !code.startsWith(departement)) throw new Error(`${code} hors de son département`);
  }
  const communeLine = (commune: SourceCommune, department: string): string => {
    const index = epciIndex.get(commune.code);
    return [
      within(department, commune.code),
      clean(commune.nom),
      postalCodes(commune),
      index === undefined ? '' : index.toString(36),
      commune.population ?? 0,
      points.get(commune.code) ?? '\t\t',
    ].join('\t');
  };
  const arrondissements = ofType(sources, 'arrondissement-municipal');
  const formers = ofType(sources, 'commune-deleguee', 'commune-associee');
  const postal = [...communes, ...arrondissements].reduce((sum, one) => sum + (one.codesPostaux?.length ?? 0), 0);
  return [
    // The counts let the reader make room once, and see a file cut short.
    ['lotocar communes 1', communes.length, arrondissements.length, postal, formers.length].join('\t'),
    '#departements',
    ...sources.departments.toSorted(byCode).map(({ code, nom }) => `${code}\t${clean(nom)}`),
    '#epci',
    ...epci.map(({ code, nom }) => `${code}\t${clean(nom)}`),
    '#communes',
    ...grouped(communes, communeLine),
    '#arrondissements',
    ...arrondissements.map((one) =>
      [
        one.code,
        clean(one.nom),
        postalCodes(one),
        one.commune ?? '',
        one.population ?? 0,
        points.get(one.code) ?? '\t\t',
      ].join('\t'),
    ),
    '#anciennes',
    ...grouped(formers, (one, department) =>
      [
        within(department, one.code),
        clean(one.nom),
        within(department, one.chefLieu ?? ''),
        one.type === 'commune-deleguee' ? 'd' : 'a',
      ].join('\t'),
    ),
    '#fin\n',
  ].join('\n');
};

const PACKAGE = new URL('../node_modules/@etalab/decoupage-administratif/data/', import.meta.url);
/** Where the points are kept, beside the project. */
export const POINTS_FILE = new URL('../../shared/data/places/commune-points.csv', import.meta.url);

const readJson = <T>(name: string): readonly T[] => {
  const value: unknown = JSON.parse(readFileSync(new URL(name, PACKAGE), 'utf8'));
  if (!Array.isArray(value)) throw new Error(`${name} : une liste était attendue`);
  return value as readonly T[];
};

/** The sources as they stand on the disk. @throws Error when one is missing. */
export const readPlacesSources = (): PlacesSources => ({
  communes: readJson<SourceCommune>('communes.json'),
  departments: readJson<SourceDepartment>('departements.json'),
  epci: readJson<SourceEpci>('epci.json'),
  pointsCsv: readFileSync(POINTS_FILE, 'utf8'),
});

if (import.meta.main) {
  const text = makeCommunesText(readPlacesSources());
  writeFileSync(new URL('../data/communes.txt', import.meta.url), text);
  process.stdout.write(`data/communes.txt : ${Buffer.byteLength(text)} octets\n`);
}
