import type { FindMatches } from '#src/matching/find-matches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Commune, Stop } from '#src/places/place.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { AskJourneys, AskStations } from '#src/transit/search/ask-journeys.ts';
import { type DriverAndRide, type Handover, joinDriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import { SHORTEST_STAY } from '#src/transit/beside-drivers/journeys-beside.ts';
import { lastWayHome, type WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import { hasLeft } from '#src/transit/journey/has-left.ts';
import type { Journey, LegEnd } from '#src/transit/journey/journey.ts';

/** A driver for one end and what runs for the rest, with how one comes back from there. */
export interface DriversAndRides {
  readonly told: readonly DriverAndRide[];
  /** By each of `told`; those that have none leave one there. */
  readonly waysHome: ReadonlyMap<DriverAndRide, WayHome>;
}

/**
 * A driver to the station, or from it, and a train or a coach for the rest: for whoever finds neither a driver nor a vehicle
 * that goes all the way. At most four stations at each end are looked at, and journeys only for those where somebody drives. Where
 * there is one, the same is asked the other way, so that nobody is sent where nothing brings them back from.
 * @param home the journeys that go all the way back; null when nobody comes back
 */
export type FindDriverAndRide = (
  territory: Territory,
  query: MatchQuery,
  date: IsoDate,
  home: readonly Journey[] | null,
) => Promise<DriversAndRides>;

interface Parts {
  readonly findMatches: FindMatches;
  readonly findJourneys: AskJourneys;
  readonly findStations: AskStations;
  readonly communeNear: (territory: Territory, point: LegEnd['point']) => Commune | undefined;
}

export const createFindDriverAndRide = (parts: Parts): FindDriverAndRide => {
  const findHandovers = createFindHandovers(parts);
  return async (territory, query, date, home) => {
    const handovers = await findHandovers(territory, query, date);
    const told = joinDriverAndRide(handovers, { window: query.window, tolerance: territory.tolerance });
    if (home === null || told.length === 0) return { told, waysHome: new Map() };
    const back = wayBackOf(query);
    const { matches } = await parts.findMatches(territory, onDay(back, date));
    const goingHome = { journeys: home, matches, handovers: await findHandovers(territory, back, date) };
    return {
      told,
      waysHome: new Map(
        told.flatMap((one) => {
          const way = lastWayHome(goingHome, one.arrival + SHORTEST_STAY);
          return way === null ? [] : [[one, way] as const];
        }),
      ),
    };
  };
};

const wayBackOf = ({ from, to, near, ...query }: MatchQuery): MatchQuery => ({
  ...query,
  from: to,
  to: from,
  ...(near && { near: { from: near.to, to: near.from } }),
});

const onDay = (query: MatchQuery, date: IsoDate): MatchQuery => ({
  ...query,
  pairs: false,
  when: { kind: 'date', date },
  window: { kind: 'any' },
});

/** The stations at either end from which, or to which, somebody drives, with what runs between them and the other end. */
const createFindHandovers =
  ({ findMatches, findJourneys, findStations, communeNear }: Parts) =>
  async (territory: Territory, query: MatchQuery, date: IsoDate): Promise<readonly Handover[]> => {
    const { from, to, near, now } = query;
    const { nearStart, nearEnd } = await findStations(territory, { from: from.point, to: to.point, date });

    const stopAt = ({ name, point }: LegEnd): Stop => {
      const commune = communeNear(territory, point);
      return {
        label: name,
        communeName: commune?.name ?? name,
        communeCode: commune?.code ?? '',
        point,
        source: 'local',
      };
    };
    const handOver = async (station: LegEnd, driverFirst: boolean): Promise<Handover | null> => {
      const stop = stopAt(station);
      const drive = driverFirst ? { from, to: stop } : { from: stop, to };
      const approaches = { from: driverFirst ? (near?.from ?? []) : [], to: driverFirst ? [] : (near?.to ?? []) };
      const { matches } = await findMatches(territory, onDay({ ...query, ...drive, near: approaches }, date));
      if (matches.length === 0) return null;
      const found = await findJourneys(territory, {
        from: driverFirst ? station : { name: from.label, point: from.point },
        to: driverFirst ? { name: to.label, point: to.point } : station,
        date,
        window: { kind: 'any' },
        back: null,
        wholeDay: true,
      });
      if (found.kind !== 'found') return null;
      const journeys = found.outward.all.filter((journey) => !hasLeft(journey, date, now));
      return { driverFirst, station, matches, journeys };
    };

    const handovers: Handover[] = [];
    for (const [stations, driverFirst] of [
      [nearStart, true],
      [nearEnd, false],
    ] as const)
      for (const station of stations) {
        const handover = await handOver(station, driverFirst);
        if (handover) handovers.push(handover);
      }
    return handovers;
  };
