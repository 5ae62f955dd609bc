import { ATTRACTION, HOSPITALS, MARKETS, OUTSIDE } from '#src/demo/lot.ts';
import type { Random } from '#src/demo/random.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Commune, Point, PointSource, Stop } from '#src/places/place.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';
import type { Minutes } from '#src/time/units.ts';

/** A commune that stands somewhere. */
export interface Town extends Commune {
  readonly point: Point;
  readonly pointSource: PointSource;
}

/** Who lives where, and where they go. */
export interface Geography {
  readonly towns: readonly Town[];
  /** @throws Error for a name no town of the Lot bears. */
  town(name: string): Town;
  /** Where someone lives: as many people, as many chances; cities a little less, they have buses. */
  home(random: Random): Town;
  /** Where they go from there: what draws and is near, as gravity does. */
  destination(random: Random, from: Town): Town;
  /** Towns with a market near enough, with its days. */
  market(random: Random, from: Town): { readonly town: Town; readonly weekday: number };
  hospital(random: Random, from: Town): Town;
  /** Communes crossed on the way, at most two, or none. */
  onTheWay(random: Random, from: Town, to: Town): readonly Town[];
  minutes(from: Point, to: Point): Minutes;
}

export const stopAt = (town: Town): Stop => ({
  label: town.name,
  communeName: town.name,
  communeCode: town.code,
  point: town.point,
  source: town.pointSource,
});

const isPlaced = (commune: Commune): commune is Town => commune.point !== null && commune.pointSource !== null;

/** Nobody shares a ride for less, and few drive farther every week. */
const NEAREST_MINUTES = 9;
const FAR_MINUTES = 80;

export const createGeography = (communes: CommuneDirectory): Geography => {
  const towns = communes.communesOfDepartment('46').filter(isPlaced);
  const outside = Object.keys(OUTSIDE)
    .map((code) => communes.get(code))
    .filter(isPlaced);
  const byName = new Map(towns.map((town) => [town.name, town]));
  const homes = towns.map((home) => [home, home.population ** 0.85] as const);
  const drawn = [...towns, ...outside].map((to) => ({
    to,
    pull: OUTSIDE[to.code] ?? ATTRACTION[to.name] ?? to.population / 2500,
  }));
  const minutes = (from: Point, to: Point): Minutes => toMinutes(crowFlyMetric.ticks(from, to));
  const near = (from: Town, to: Town, power: number): number => {
    const away = minutes(from.point, to.point);
    return away < NEAREST_MINUTES || away > FAR_MINUTES ? 0 : away ** -power;
  };
  const town = (name: string): Town => {
    const found = byName.get(name);
    if (!found) throw new Error(`no town ${name} in the Lot`);
    return found;
  };
  const named = (names: Readonly<Record<string, unknown>>): readonly Town[] => Object.keys(names).map(town);
  const [markets, hospitals] = [named(MARKETS), named(HOSPITALS)];
  return {
    towns,
    town,
    minutes,
    home: (random) => random.weighted(homes, ([, weight]) => weight)[0],
    destination: (random, from) => random.weighted(drawn, ({ to, pull }) => pull * near(from, to, 1.3)).to,
    market: (random, from) => {
      const to = random.weighted(markets, (one) => (ATTRACTION[one.name] ?? 1) * near(from, one, 2));
      return { town: to, weekday: random.pick(MARKETS[to.name] ?? [6]) };
    },
    hospital: (random, from) => random.weighted(hospitals, (to) => (HOSPITALS[to.name] ?? 0) * near(from, to, 1.8)),
    onTheWay: (random, from, to) => {
      const direct = minutes(from.point, to.point);
      if (direct < 15) return [];
      const candidates = towns
        .filter(({ point, code }) => {
          const [before, after] = [minutes(from.point, point), minutes(point, to.point)];
          return code !== from.code && code !== to.code && before > 5 && after > 5 && before + after < direct * 1.12;
        })
        .toSorted((a, b) => b.population - a.population)
        .slice(0, 6);
      return random
        .shuffled(candidates)
        .slice(0, random.whole(1, 2))
        .toSorted((a, b) => greatCircleMetres(from.point, a.point) - greatCircleMetres(from.point, b.point));
    },
  };
};
