import type { Person } from '#src/people/person.ts';
import type { JournalActor } from '#src/journal/journal-store.ts';
import { checkWays, type NewWay, type WayRefusal } from '#src/requests/check-ways.ts';
import { findOrMakePassenger, keepHeard } from '#src/requests/find-passenger.ts';
import type { NewRequest } from '#src/requests/new-request.ts';
import type { Request } from '#src/requests/request.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

export type SubmitRefusal =
  | ({ readonly kind: 'way' } & WayRefusal)
  | { readonly kind: 'unknown-passenger' }
  | { readonly kind: 'nobody-to-call' }
  | { readonly kind: 'no-name' };

export type Submitted =
  | { readonly kind: 'kept'; readonly requestId: string; readonly passengerId: string; readonly already: boolean }
  | { readonly kind: 'refused'; readonly refusal: SubmitRefusal };

export type SubmitRequest = (
  territory: { readonly id: string; readonly zone: string },
  asked: NewRequest,
) => Promise<Submitted>;

/** A form sent twice (weak network, double press) within it is one request. */
const SAME_WITHIN_MINUTES = 30;

/** The most of seats in a car. */
const MOST_SEATS = 8;

const whyNot = (asked: NewRequest, today: IsoDate): SubmitRefusal | undefined => {
  const { passenger } = asked;
  if (passenger.kind === 'described') {
    if (passenger.firstName.trim() === '' && passenger.lastName.trim() === '') return { kind: 'no-name' };
    if (!passenger.phone && !asked.askedFor && !asked.noted?.reach?.trustedContact) return { kind: 'nobody-to-call' };
  }
  const wrong = checkWays(asked.ways, asked.source === 'import' || asked.source === 'demo' ? null : today);
  return wrong && { kind: 'way', ...wrong };
};

const plain = (ways: readonly NewWay[]): string =>
  JSON.stringify(ways.map(({ direction, from, to, when, window }) => [direction, from.label, to.label, when, window]));

const sameWays = (kept: Request, asked: readonly NewWay[]): boolean => plain(kept.ways) === plain(asked);

const findTwin = async (
  { requests }: RequestStores,
  passengerId: string,
  asked: NewRequest,
  now: Temporal.Instant,
): Promise<Request | undefined> => {
  if (asked.source === 'import' || asked.source === 'demo') return undefined;
  const since = formatInstant(now.subtract({ minutes: SAME_WITHIN_MINUTES }));
  const recent = await requests.list({ state: 'open', passengerIds: [passengerId], createdFrom: since });
  return recent.find((one) => sameWays(one, asked.ways));
};

const actorOf = ({ noted, source }: NewRequest, passengerId: string): JournalActor => {
  if (noted) return { kind: 'member', id: noted.memberId };
  return source === 'form' ? { kind: 'passenger', id: passengerId } : { kind: 'system', id: null };
};

/** Keeps a request from whoever asks: the public form, the phone and a neighbour's team all enter here. */
export const createSubmitRequest =
  ({ atomically, now, newId }: RequestTools): SubmitRequest =>
  (territory, asked) =>
    atomically(territory.id, async (stores) => {
      const instant = now();
      const at = formatInstant(instant);
      const refusal = whyNot(asked, localMoment(instant, territory.zone).date);
      if (refusal) return { kind: 'refused', refusal };
      // Before anybody is looked for: whoever has no number would be made again.
      const known = asked.id === undefined ? undefined : await stores.requests.find(asked.id);
      if (known) return { kind: 'kept', requestId: known.id, passengerId: known.passengerId, already: true };
      const passenger: Person | undefined = await findOrMakePassenger(stores.people, territory.id, asked, newId, at);
      if (!passenger) return { kind: 'refused', refusal: { kind: 'unknown-passenger' } };
      const twin = asked.id === undefined ? await findTwin(stores, passenger.id, asked, instant) : undefined;
      if (twin) {
        await keepHeard(stores.people, passenger, asked, at);
        return { kind: 'kept', requestId: twin.id, passengerId: twin.passengerId, already: true };
      }
      const { noted } = asked;
      const request: Request = {
        id: asked.id ?? newId(),
        territoryId: territory.id,
        passengerId: passenger.id,
        askedFor: asked.askedFor,
        source: asked.source,
        ways: asked.ways.map((way) => ({ ...way, id: newId() })),
        rides: [],
        settledOtherwise: [],
        needs: asked.needs,
        motive: asked.motive,
        seats: Math.min(MOST_SEATS, Math.max(1, Math.trunc(asked.seats) || 1)),
        note: asked.note.trim(),
        chosenTripId: asked.chosenTripId,
        promise:
          noted?.promisedBefore == null
            ? null
            : { dueAt: noted.promisedBefore, saidAt: at, byMember: noted.memberId, keptAt: null },
        reviewOn: null,
        passengerNumberShared: null,
        memberId: null,
        closing: null,
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      await stores.requests.add(request, noted?.memberId ?? null);
      await keepHeard(stores.people, passenger, asked, at);
      await stores.journal.add({
        id: newId(),
        at,
        actor: actorOf(asked, passenger.id),
        action: 'request-noted',
        subject: { kind: 'request', id: request.id },
        details: { version: 1, source: request.source },
      });
      return { kind: 'kept', requestId: request.id, passengerId: passenger.id, already: false };
    });
