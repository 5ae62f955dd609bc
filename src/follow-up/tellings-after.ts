import {
  type CancelledBy,
  CHANGED_PARTS,
  type ChangedPart,
  PARTIES,
  type Party,
  sameTelling,
  type Telling,
  type ToldAbout,
  type ToldHow,
} from '#src/requests/telling.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { changedParts } from '#src/requests/ride-changes.ts';
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

interface RideChanged {
  readonly ride: Ride;
  readonly changed: readonly ChangedPart[];
}

const ridesChanged = (before: Request, after: Request): readonly RideChanged[] =>
  agreedRides(after).flatMap((ride) => {
    if (!agreedRides(before).some(({ id }) => id === ride.id)) return [];
    const changed = changedParts(before, after, ride);
    return changed.length === 0 ? [] : [{ ride, changed }];
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
    changed: [],
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
  for (const { ride, changed } of ridesChanged(before, after))
    for (const party of PARTIES) {
      if (knewNothing(known, ride.id, party).length > 0) continue;
      const next = telling(ride, party, 'changed', null);
      const unsaid = known.find((one) => sameTelling(one, next) && one.state !== 'told')?.changed ?? [];
      put.push({ ...next, changed: CHANGED_PARTS.filter((part) => changed.includes(part) || unsaid.includes(part)) });
    }
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
