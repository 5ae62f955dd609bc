import { type CommuneTable, NO_POINT } from '#src/places/commune-table.ts';
import { isRough, levelOf, type Match, restOf, slipsOf } from '#src/places/match-names.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

// The weights below were set by reading the answers to the names of `search-places.test.ts`, which holds them in place.

/** By level of match (see match-names.ts). */
const LEVEL_COST: readonly number[] = [0, 0.2, 0.8, 1.8, 1.4, 2.4, 1.6, 1.9, 2.9];
const SLIP_COST = 1.2;
const ROUGH_COST = 0.6;
const REST_COST = 0.04;
/** A place elsewhere comes after a place here that answers as well; less so when its whole name was typed. */
const OUTSIDE_COST = 3;
const OUTSIDE_WHOLE_COST = 2.4;
const FORMER_COST = 0.4;
const ARRONDISSEMENT_COST = 0.6;
/** Ten times more inhabitants. */
const POPULATION_GAIN = 0.45;
/** The population of a former commune is not published with its name. */
const FORMER_POPULATION = 300;
const KILOMETRES_PER_COST = 250;
const FARTHEST_COST = 2;
/** A territory's own names win over official ones. */
const LOCAL_GAIN = 2;
const LOCAL_WHOLE_GAIN = 5;

/** Cost of a match by itself, whoever bears the name. */
export const matchCost = (match: Match): number =>
  (LEVEL_COST[levelOf(match)] ?? 4) +
  SLIP_COST * slipsOf(match) +
  (isRough(match) ? ROUGH_COST : 0) +
  REST_COST * restOf(match);

/** Cost of one of the territory's own places: lower comes first. */
export const localCost = (match: Match): number =>
  matchCost(match) - (levelOf(match) <= 1 ? LOCAL_WHOLE_GAIN : LOCAL_GAIN);

/** Cost of an official place: lower comes first. */
export const officialCost = (
  table: CommuneTable,
  catalogue: PlaceCatalogue,
  territory: ReadyTerritory | null,
  entry: number,
  match: Match,
): number => {
  const row = catalogue.rowOf(entry);
  const former = entry >= table.rowCount;
  const population = former ? FORMER_POPULATION : (table.population[row] ?? 0);
  let cost = matchCost(match) - POPULATION_GAIN * Math.log10(population + 1);
  if (former) cost += FORMER_COST;
  else if (row >= table.communeCount) cost += ARRONDISSEMENT_COST;
  if (territory === null || territory.ours[entry] === 1) return cost;
  cost += levelOf(match) <= 1 ? OUTSIDE_WHOLE_COST : OUTSIDE_COST;
  return cost + Math.min(kilometresTo(table, territory, row) / KILOMETRES_PER_COST, FARTHEST_COST);
};

/** Kilometres from the middle of a territory, to a hundredth near enough for ranking; Infinity without a point. */
export const kilometresTo = (table: CommuneTable, territory: ReadyTerritory, row: number): number => {
  const latitude = table.latitude[row] ?? NO_POINT;
  if (latitude === NO_POINT) return Number.POSITIVE_INFINITY;
  const north = latitude / 1e4 - territory.latitude;
  const east =
    ((table.longitude[row] ?? 0) / 1e4 - territory.longitude) * Math.cos((territory.latitude * Math.PI) / 180);
  return 111.2 * Math.hypot(north, east);
};
