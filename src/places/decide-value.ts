import type { CommuneTable } from '#src/places/commune-table.ts';
import type { Decision } from '#src/places/decide-place.ts';
import type { Hit } from '#src/places/gather-places.ts';
import { makeMatch, WHOLE } from '#src/places/match-names.ts';
import { COMMUNE_VALUE, FORMER_VALUE, LOCAL_VALUE, type PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { SearchPostalCode } from '#src/places/search-postal-code.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

/** Decides what is written in codes; undefined when it is not one. */
export type DecideValue = (text: string, territory: ReadyTerritory | null) => Decision | undefined;

const none: Decision = { kind: 'none', near: [] };

const oneAt = (entry: number, territory: ReadyTerritory | null): Decision => {
  const hit: Hit = {
    entry,
    match: makeMatch(WHOLE, 0, 0, 0),
    cost: 0,
    ours: entry < 0 || territory?.ours[entry] === 1,
  };
  return { kind: 'one', hit };
};

/** Values carried by forms and links: `lieu:<id>`, `commune:46100`, `ancienne:46268`. */
export const prefixedValueDecider =
  (table: CommuneTable, catalogue: PlaceCatalogue): DecideValue =>
  (value, territory) => {
    const ofEntry = (entry: number): Decision => (entry >= 0 ? oneAt(entry, territory) : none);
    if (value.startsWith(LOCAL_VALUE)) {
      const id = value.slice(LOCAL_VALUE.length);
      const name = territory?.localNames.findIndex(({ place }) => place.id === id) ?? -1;
      return name < 0 ? none : oneAt(-1 - name, territory);
    }
    if (value.startsWith(FORMER_VALUE)) return ofEntry(catalogue.entryOfFormer(value.slice(FORMER_VALUE.length)));
    if (value.startsWith(COMMUNE_VALUE)) return ofEntry(table.rowOf(value.slice(COMMUNE_VALUE.length)));
    return undefined;
  };

/** Five digits (or Corsica's `2A004`): somebody's INSEE code, or a postal code, or both and then it is asked. */
export const codeDecider =
  (table: CommuneTable, catalogue: PlaceCatalogue, searchPostalCode: SearchPostalCode, most: number): DecideValue =>
  (text, territory) => {
    const code = text.toUpperCase();
    if (!/^(?:\d{5}|2[AB]\d{3})$/u.test(code)) return undefined;
    if (catalogue.isPostalCode(code)) {
      const hits = searchPostalCode(code, territory, most);
      const ours = hits.filter((hit) => hit.ours);
      const [hit, ...others] = ours.length === 1 ? ours : hits;
      return hit !== undefined && others.length === 0 ? { kind: 'one', hit } : { kind: 'several', hits };
    }
    const row = table.rowOf(code);
    const entry = row >= 0 ? row : catalogue.entryOfFormer(code);
    return entry >= 0 ? oneAt(entry, territory) : none;
  };

/** First INSEE code of the arrondissements of a city, less one. */
const ARRONDISSEMENTS: Readonly<Record<string, number>> = { paris: 75_100, lyon: 69_380, marseille: 13_200 };
const ARRONDISSEMENT = /^(?<city>paris|lyon|marseille) (?<number>\d{1,2})e?(?: arr(?:ondissements?)?)?$/u;

/** "Paris 12", "Marseille 3e", folded. */
export const arrondissementDecider =
  (table: CommuneTable): DecideValue =>
  (folded, territory) => {
    const { city = '', number = '' } = ARRONDISSEMENT.exec(folded)?.groups ?? {};
    const row = city === '' ? -1 : table.rowOf(String((ARRONDISSEMENTS[city] ?? 0) + Number(number)));
    return row >= table.communeCount ? oneAt(row, territory) : undefined;
  };
