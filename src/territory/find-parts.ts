import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { foldPlaceName, withoutSmallWords } from '#src/places/normalise.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import { communesOfParts, formatPart, type TerritoryPart } from '#src/territory/territory-part.ts';

/** What someone wrote of their territory, name by name. */
export interface FoundParts {
  /** Understood without a doubt. */
  readonly parts: readonly TerritoryPart[];
  /** Names that may mean several things, with what they may mean. */
  readonly unsure: readonly { readonly text: string; readonly choices: readonly TerritoryPart[] }[];
  readonly unknown: readonly string[];
}

/** A list to choose from is read, not scrolled. */
const MOST_CHOICES = 12;
/** A page of names; longer lists are départements. */
const MOST_NAMES = 300;

/** What an intercommunality is, and not which one. */
const KINDS = new Set(
  'cc ca cu communaute communautes commune communes agglomeration agglo urbaine metropole intercommunalite'.split(' '),
);

const wordsOf = (text: string): readonly string[] =>
  withoutSmallWords(foldPlaceName(text))
    .split(' ')
    .filter((word) => word !== '' && !KINDS.has(word));

/** Words of a name, all in that of the intercommunality: "figeac" is in "CC Grand-Figeac", and "grand figeac" is all of it. */
const epcisNamed = (
  directory: CommuneDirectory,
  text: string,
): readonly { readonly part: TerritoryPart; readonly whole: boolean }[] => {
  const asked = wordsOf(text);
  if (asked.length === 0) return [];
  return directory.epcis.flatMap(({ code, name }) => {
    const words = wordsOf(name);
    if (!asked.every((word) => words.includes(word))) return [];
    return [{ part: { kind: 'epci', code }, whole: words.every((word) => asked.includes(word)) }];
  });
};

const departmentsNamed = (directory: CommuneDirectory, text: string): readonly TerritoryPart[] => {
  const name = foldPlaceName(text.replace(/d[ée]partements?/iu, ' '));
  const plain = withoutSmallWords(name);
  return directory.departments
    .filter(
      (department) =>
        department.code === text.trim().toUpperCase() || withoutSmallWords(foldPlaceName(department.name)) === plain,
    )
    .map(({ code }) => ({ kind: 'department', code }));
};

const has = (text: string, words: ReadonlySet<string>): boolean =>
  foldPlaceName(text)
    .split(' ')
    .some((word) => words.has(word));
const DEPARTMENT = new Set(['departement']);

interface Tools {
  readonly directory: CommuneDirectory;
  readonly search: PlaceSearch;
}

/** Communes that bear the name, and those that only look like it: a guess is never taken silently. */
const communesNamed = (
  { directory, search }: Tools,
  name: string,
): { readonly bear: readonly TerritoryPart[]; readonly near: readonly TerritoryPart[] } => {
  const partOf = (code: string): TerritoryPart => ({ kind: 'commune', code: directory.find(code)?.parent ?? code });
  const resolution = search.resolve(name, null);
  if (resolution.kind === 'no-point') return { bear: [partOf(resolution.commune.code)], near: [] };
  if (resolution.kind === 'found') return { bear: [partOf(resolution.place.commune.code)], near: [] };
  if (resolution.kind === 'unknown')
    return { bear: [], near: resolution.near.map(({ communeCode }) => partOf(communeCode)) };
  return { bear: resolution.candidates.map(({ communeCode }) => partOf(communeCode)), near: [] };
};

/** What one name may mean: one thing without a doubt, or several to choose from. */
const meaningOf = (tools: Tools, name: string, inList: boolean): readonly TerritoryPart[] | TerritoryPart => {
  const { directory } = tools;
  const departments = departmentsNamed(directory, name);
  if (has(name, DEPARTMENT) || /^(?:\d{2,3}|2[ab])$/iu.test(name)) return departments[0] ?? [];
  const epcis = epcisNamed(directory, name);
  const exact = epcis.filter(({ whole }) => whole).map(({ part }) => part);
  if (has(name, KINDS)) return exact.length === 1 && exact[0] ? exact[0] : epcis.map(({ part }) => part);
  const { bear, near } = communesNamed(tools, name);
  const isSame = ({ code }: TerritoryPart): boolean =>
    withoutSmallWords(foldPlaceName(directory.find(code)?.name ?? '')) === withoutSmallWords(foldPlaceName(name));
  // "le Lot" is a département, whatever villages begin alike.
  if (departments[0] && exact.length === 0 && !bear.some(isSame)) return departments[0];
  const [only, ...others] = [...departments, ...exact, ...bear];
  const isLone = others.length === 0 && (only?.kind !== 'commune' || inList || epcis.length === 0);
  if (only && isLone) return only;
  const named = [...departments, ...epcis.map(({ part }) => part)];
  if (inList) return [...bear, ...named];
  return named.length + bear.length > 0 ? [...named, ...bear] : near;
};

/**
 * Départements, intercommunalities and communes out of what someone wrote: "46", "le Lot", "Grand-Figeac",
 * "Gramat, Rocamadour, Lacave". In a list a name is that of a commune, and of the département of the others.
 */
export const findParts = (tools: Tools, text: string, chosen: readonly TerritoryPart[]): FoundParts => {
  const names = text
    .split(/[,;\n]/u)
    .map((name) => name.trim())
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index)
    .slice(0, MOST_NAMES);
  const inList = names.length > 1 || chosen.length > 0;
  const parts: TerritoryPart[] = [];
  const several: { text: string; choices: readonly TerritoryPart[] }[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const meaning = meaningOf(tools, name, inList);
    if ('kind' in meaning) parts.push(meaning);
    else if (meaning.length === 0) unknown.push(name);
    else several.push({ text: name, choices: meaning });
  }
  const near = new Set(
    communesOfParts(tools.directory, [...chosen, ...parts]).map((code) => tools.directory.find(code)?.department),
  );
  const isNear = ({ kind, code }: TerritoryPart): boolean =>
    kind === 'commune' && near.has(tools.directory.find(code)?.department);
  const unsure = several.flatMap((one) => {
    const [here, ...others] = one.choices.filter(isNear);
    if (inList && here && others.length === 0 && one.choices.every(({ kind }) => kind === 'commune')) {
      parts.push(here);
      return [];
    }
    return [{ ...one, choices: unique(one.choices).slice(0, MOST_CHOICES) }];
  });
  return { parts: unique(parts), unsure, unknown };
};

const unique = (parts: readonly TerritoryPart[]): readonly TerritoryPart[] => [
  ...new Map(parts.map((part) => [formatPart(part), part])).values(),
];
