import type { CommuneTable } from '#src/places/commune-table.ts';
import type { Hit } from '#src/places/gather-places.ts';
import { HEAD_PART, makeMatch, WHOLE } from '#src/places/match-names.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import { officialCost } from '#src/places/rank-places.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

/** Communes and arrondissements whose postal code starts with these digits, then the one with this INSEE code, best first. */
export type SearchPostalCode = (digits: string, territory: ReadyTerritory | null, limit: number) => readonly Hit[];

/** Reads the 36,000 postal codes one by one: quicker than an index would be worth. */
export const postalSearch = (table: CommuneTable, catalogue: PlaceCatalogue): SearchPostalCode => {
  const rowsOf = (digits: string): Set<number> => {
    const rows = new Set<number>();
    if (!/^\d{1,5}$/u.test(digits)) return rows;
    const scale = 10 ** (5 - digits.length);
    const low = Number(digits) * scale;
    const high = low + scale;
    let row = 0;
    for (let at = 0; at < table.postalCodes.length; at += 1) {
      while (at >= (table.postalStart[row + 1] ?? 0)) row += 1;
      const code = table.postalCodes[at] ?? 0;
      if (code >= low && code < high) rows.add(row);
    }
    return rows;
  };
  /** "2a", "2a00": Corsica's communes by the beginning of their code. */
  const rowsOfCode = (digits: string): readonly number[] => {
    const rows: number[] = [];
    for (let row = 0; row < table.rowCount; row += 1) if (table.codeAt(row).startsWith(digits)) rows.push(row);
    return rows;
  };
  return (typed, territory, limit) => {
    const digits = typed.toUpperCase();
    const rows = rowsOf(digits);
    if (digits.startsWith('2A') || digits.startsWith('2B')) for (const row of rowsOfCode(digits)) rows.add(row);
    if (digits.length === 5) {
      // A whole postal code of Paris means the arrondissement, not the city that has them all.
      for (const row of rows) if ((table.parent[row] ?? -1) >= 0) rows.delete(table.parent[row] ?? -1);
    }
    const whole = digits.length === 5 ? WHOLE : HEAD_PART;
    const hits = [...rows].map((entry): Hit => {
      const match = makeMatch(whole, 0, 0, 0);
      const ours = territory?.ours[entry] === 1;
      return { entry, match, cost: officialCost(table, catalogue, territory, entry, match), ours };
    });
    const named = digits.length === 5 ? table.rowOf(digits) : -1;
    const sorted = hits.toSorted((one, other) => one.cost - other.cost || one.entry - other.entry).slice(0, limit);
    if (named < 0 || rows.has(named)) return sorted;
    const last: Hit = {
      entry: named,
      match: makeMatch(HEAD_PART, 0, 0, 0),
      cost: Number.MAX_VALUE,
      ours: territory?.ours[named] === 1,
    };
    return [...sorted.slice(0, limit - 1), last];
  };
};
