import type { CancelledBy } from '#src/requests/cancel-ride.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { PARTIES, type Party, sameTelling, type Telling, type ToldAbout, type ToldHow } from '#src/requests/telling.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Who knows of a change of rides at once, and by what: the driver on the phone, whoever cancels. */
export interface KnowsAtOnce {
  readonly settled?: Partial<Readonly<Record<Party, ToldHow>>>;
  readonly cancelledBy?: CancelledBy;
  /** Told that it is off while it is cancelled. */
  readonly cancelled?: Partial<Readonly<Record<Party, ToldHow>>>;
}

/** What to write, and what there is no need to tell any more. */
export interface TellingChanges {
  readonly put: readonly Telling[];
  readonly remove: readonly Telling[];
}

const ridesAdded = (before: Request, after: Request): readonly Ride[] =>
  agreedRides(after).filter((ride) => !agreedRides(before).some(({ id }) => id === ride.id));

const ridesCancelled = (before: Request, after: Request): readonly Ride[] =>
  agreedRides(before).filter((ride) => !agreedRides(after).some(({ id }) => id === ride.id));

/** What people were told of a ride: where, when, how many, with what. */
const asTold = (request: Request, ride: Ride): string => {
  const way = findWay(request, ride.wayId);
  return JSON.stringify([way?.from.label, way?.to.label, way?.window, ride.date, request.seats, request.needs]);
};

const ridesChanged = (before: Request, after: Request): readonly Ride[] =>
  agreedRides(after).filter((ride) => {
    const was = agreedRides(before).find(({ id }) => id === ride.id);
    return was !== undefined && asTold(before, was) !== asTold(after, ride);
  });

/** What was never said needs no denial: neither they nor a message knows of it. */
const knewNothing = (known: readonly Telling[], rideId: string, party: Party): readonly Telling[] => {
  const own = known.filter((one) => one.rideId === rideId && one.party === party);
  return own.length > 0 && own.every(({ state }) => state === 'to-tell') ? own : [];
};

/**
 * What there is to tell, and to whom, once a request went from one state to another.
 * @param known the tellings of this request so far
 */
export const tellingsAfter = (
  before: Request,
  after: Request,
  known: readonly Telling[],
  knows: KnowsAtOnce,
  { at, memberId }: { readonly at: IsoInstant; readonly memberId: string | null },
): TellingChanges => {
  const telling = (ride: Ride, party: Party, about: ToldAbout, how: ToldHow | null): Telling => ({
    requestId: after.id,
    rideId: ride.id,
    party,
    about,
    state: how === null ? 'to-tell' : 'told',
    how,
    messageId: null,
    memberId: how === null ? null : memberId,
    at,
    createdAt: at,
  });
  const put: Telling[] = [];
  const remove: Telling[] = [];
  for (const ride of ridesAdded(before, after))
    for (const party of PARTIES) put.push(telling(ride, party, 'settled', knows.settled?.[party] ?? null));
  for (const ride of ridesChanged(before, after))
    for (const party of PARTIES)
      if (knewNothing(known, ride.id, party).length === 0) put.push(telling(ride, party, 'changed', null));
  for (const ride of ridesCancelled(before, after))
    for (const party of PARTIES) {
      const unsaid = knewNothing(known, ride.id, party);
      const pending = known.filter((one) => one.rideId === ride.id && one.party === party && one.state !== 'told');
      remove.push(...pending);
      const how = knows.cancelledBy === party ? 'answer' : (knows.cancelled?.[party] ?? null);
      if (how !== null || unsaid.length === 0) put.push(telling(ride, party, 'cancelled', how));
    }
  return { put, remove: remove.filter((one) => !put.some((other) => sameTelling(one, other))) };
};
