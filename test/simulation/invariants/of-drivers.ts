import type { Offer } from '#src/matching/offer.ts';
import { tripText } from '#test/simulation/kept.ts';
import type { Seen } from '#test/simulation/seen.ts';

export const tripsAreAsAcknowledged = ({ kept, trips }: Seen): readonly string[] =>
  [...kept.trips.values()].flatMap((trip) => {
    const found = trips.get(trip.id);
    if (!found) return [`the trip ${trip.id} was acknowledged, and is lost`];
    if (found.version === trip.version) return [];
    return [`the trip ${trip.id} is not as acknowledged: ${tripText(found)} instead of ${tripText(trip)}`];
  });

export const noTripIsTooMany = ({ kept, trips }: Seen): readonly string[] =>
  kept.trips.size === trips.size ? [] : [`${kept.trips.size} trips were acknowledged, and ${trips.size} are there`];

const missing = (acknowledged: ReadonlySet<string>, found: ReadonlySet<string>, what: string): readonly string[] => [
  ...[...acknowledged].filter((id) => !found.has(id)).map((id) => `the ${what} ${id} was acknowledged, and is lost`),
  ...[...found].filter((id) => !acknowledged.has(id)).map((id) => `the ${what} ${id} is there, and no act made it`),
];

export const peopleAreAllThere = ({ kept, people, drivers }: Seen): readonly string[] => [
  ...missing(kept.people, people, 'person'),
  ...missing(kept.drivers, drivers, 'driver'),
];

const offerText = ({ trip, driver }: Offer): string => JSON.stringify([trip.id, trip.version, driver]);

/** The index proposes what the database has, no more and no less, in every process. */
export const indexAgreesWithTheDatabase = ({ offers, indexes }: Seen): readonly string[] => {
  const active = offers.filter(({ trip }) => trip.state === 'active');
  const written = new Map(active.map((offer) => [offer.trip.id, offerText(offer)]));
  return indexes.flatMap((index, process) => [
    ...index
      .filter((offer) => written.get(offer.trip.id) !== offerText(offer))
      .map(({ trip }) => `the index of process ${process + 1} still gives ${trip.id} as it was`),
    ...(index.length < active.length
      ? [`the index of process ${process + 1} misses offers: ${index.length} of ${active.length}`]
      : []),
  ]);
};
