import type { CommuneDirectory } from '#src/places/commune-directory.ts';

/** What a territory is made of: a whole département, a whole intercommunality, or one commune. */
export interface TerritoryPart {
  readonly kind: 'department' | 'epci' | 'commune';
  /** `46`, a SIREN, or an INSEE code. */
  readonly code: string;
}

const codesIn = (directory: CommuneDirectory, { kind, code }: TerritoryPart): readonly string[] => {
  if (kind === 'department') return directory.communesOfDepartment(code).map((commune) => commune.code);
  if (kind === 'epci') return directory.communesOfEpci(code).map((commune) => commune.code);
  const commune = directory.find(code);
  return commune ? [commune.parent ?? commune.code] : [];
};

/** Every commune of these parts, once, by code; parts that no longer exist hold none. */
export const communesOfParts = (directory: CommuneDirectory, parts: readonly TerritoryPart[]): readonly string[] =>
  [...new Set(parts.flatMap((part) => codesIn(directory, part)))].toSorted();

/** "Lot, le département", "CC Grand-Figeac", "Gramat (Lot)", and of how many communes. */
export const describePart = (
  directory: CommuneDirectory,
  part: TerritoryPart,
): { readonly name: string; readonly communes: number } => {
  const communes = codesIn(directory, part).length;
  const named = (from: readonly { readonly code: string; readonly name: string }[]): string =>
    from.find(({ code }) => code === part.code)?.name ?? part.code;
  if (part.kind === 'department') return { name: `Le département : ${named(directory.departments)}`, communes };
  if (part.kind === 'epci') return { name: named(directory.epcis), communes };
  const commune = directory.find(part.code);
  return { name: commune ? `${commune.name} (${commune.departmentName})` : part.code, communes };
};

/** `commune:46102`: what a form carries. */
export const formatPart = ({ kind, code }: TerritoryPart): string => `${kind}:${code}`;

/** The way back of `formatPart`; undefined for what is no part that exists. */
export const parsePart = (directory: CommuneDirectory, text: string): TerritoryPart | undefined => {
  const [kind, code = ''] = text.split(':');
  if (kind !== 'department' && kind !== 'epci' && kind !== 'commune') return undefined;
  return codesIn(directory, { kind, code }).length > 0 ? { kind, code } : undefined;
};
