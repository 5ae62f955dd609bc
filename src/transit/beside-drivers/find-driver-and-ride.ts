import type { FindMatches } from '#src/matching/find-matches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Commune, Stop } from '#src/places/place.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { AskJourneys, AskStations } from '#src/transit/search/ask-journeys.ts';
import { type DriverAndRide, type Handover, joinDriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { LegEnd } from '#src/transit/journey/journey.ts';

/**
 * A driver to the station, or from it, and a train or a coach for the rest: for whoever finds neither a driver nor a vehicle
 * that goes all the way. At most four stations at each end are looked at, and journeys only for those where somebody drives.
 */
export type FindDriverAndRide = (
  territory: Territory,
  query: MatchQuery,
  date: IsoDate,
) => Promise<readonly DriverAndRide[]>;

interface Parts {
  readonly findMatches: FindMatches;
  readonly findJourneys: AskJourneys;
  readonly findStations: AskStations;
  readonly communeNear: (territory: Territory, point: LegEnd['point']) => Commune | undefined;
}

export const createFindDriverAndRide =
  ({ findMatches, findJourneys, findStations, communeNear }: Parts): FindDriverAndRide =>
  async (territory, query, date) => {
    const { from, to, near, window } = query;
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
      const { matches } = await findMatches(territory, {
        ...query,
        ...drive,
        near: approaches,
        pairs: false,
        when: { kind: 'date', date },
        window: { kind: 'any' },
      });
      if (matches.length === 0) return null;
      const found = await findJourneys(territory, {
        from: driverFirst ? station : { name: from.label, point: from.point },
        to: driverFirst ? { name: to.label, point: to.point } : station,
        date,
        window: { kind: 'any' },
        back: null,
        wholeDay: true,
      });
      return found.kind === 'found' ? { driverFirst, station, matches, journeys: found.outward.all } : null;
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
    return joinDriverAndRide(handovers, { window, tolerance: territory.tolerance });
  };
