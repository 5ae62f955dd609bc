import type { Purpose } from '#src/outbox/purposes.ts';
import { writerIn } from '#src/outbox/write-to.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Act, Moment } from '#src/follow-up/act.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { changeWords } from '#src/requests/ride-changes.ts';
import { findWay } from '#src/requests/settlement.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import { type Party, sameTelling, type TellingKey, type ToldAbout } from '#src/requests/telling.ts';
import { answerUntil, daysAsked } from '#src/requests/when-needed.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';

const PURPOSE_OF: Readonly<Record<ToldAbout, Purpose>> = {
  settled: 'ride-agreed',
  changed: 'ride-changed',
  cancelled: 'ride-cancelled',
};

/** The person of a ride who is told. */
export const personTold = (request: Pick<Request, 'passengerId'>, ride: Ride, party: Party): string =>
  party === 'driver' ? ride.driverId : request.passengerId;

/** Whether they may have each other's number: said by each, or no. */
const mayHaveNumber = async (stores: RequestStores, request: Request, ride: Ride, party: Party): Promise<boolean> => {
  if (party === 'driver') return request.passengerNumberShared === true;
  const asked = await stores.introductions.listOfRequests([request.id]);
  return (
    asked.findLast((one) => one.wayId === ride.wayId && one.driverId === ride.driverId)?.driverNumberShared === true
  );
};

/**
 * Writes to one person of a ride what became of it, where a message reaches them. It is "sent", and nobody is told until it
 * arrives. Inside the transaction of what it tells.
 * @returns false when nothing reaches them: somebody has to call.
 */
export const sendTelling = async (
  stores: RequestStores,
  { newId }: Pick<RequestTools, 'newId'>,
  request: Request,
  key: TellingKey,
  { instant, at, memberId = null }: Moment & { readonly memberId?: string | null },
): Promise<boolean> => {
  const telling = (await stores.tellings.ofRequests([request.id])).find((one) => sameTelling(one, key));
  const ride = request.rides.find(({ id }) => id === key.rideId);
  const way = ride && findWay(request, ride.wayId);
  if (!telling || telling.state === 'told' || !ride || !way) return false;
  const writer = await writerIn(stores, request.territoryId);
  const { zone } = writer;
  const person = await stores.people.find(personTold(request, ride, key.party));
  const other = await stores.people.find(personTold(request, ride, key.party === 'driver' ? 'passenger' : 'driver'));
  const reach = person && writer.reach(person);
  if (!person || !reach) return false;
  const today: IsoDate = localMoment(instant, zone).date;
  const shared = (await mayHaveNumber(stores, request, ride, key.party)) ? other?.phones[0]?.number : undefined;
  const messageId = newId();
  const slots = ride.date === null ? [ride.slot] : [ride.date];
  await stores.outbox.add(
    writer.compose(
      {
        id: messageId,
        key: `told ${key.rideId} ${key.party} ${key.about} ${at}`,
        personId: person.id,
        purpose: PURPOSE_OF[key.about],
        about: { kind: 'request', id: request.id },
        neededBy: formatInstant(answerUntil(way, slots, instant, zone)),
        also: ride.regime === 'on-purpose' ? FREE_LINE : undefined,
      },
      reach,
      {
        prénom: person.firstName,
        autre: other?.firstName ?? '',
        jour: daysAsked(way, slots, today),
        heure: describeWindow(way.window),
        départ: way.from.communeName,
        arrivée: way.to.communeName,
        changement: changeWords(request, way, telling.changed, ({ communeName }) => communeName),
        ...(shared === undefined ? {} : { 'téléphone de l’autre': formatPhone(shared) }),
      },
      instant,
    ),
  );
  await stores.tellings.put({ ...telling, state: 'sent', how: reach.channel, messageId, memberId, at });
  return true;
};

export type SentTelling = { readonly kind: 'sent' } | { readonly kind: 'unknown' } | { readonly kind: 'no-message' };

/** A member sends the facts of a ride to one of its people; while that message is on its way, no other. */
export const createSendTelling =
  (tools: RequestTools) =>
  (act: Omit<Act, 'expectedVersion'>, key: TellingKey): Promise<SentTelling> =>
    tools.atomically(act.territoryId, async (stores): Promise<SentTelling> => {
      const request = await stores.requests.find(act.requestId);
      if (!request) return { kind: 'unknown' };
      // Pressed twice, or by two members: one message.
      const known = (await stores.tellings.ofRequests([request.id])).find((one) => sameTelling(one, key));
      if (known?.state === 'sent') return { kind: 'sent' };
      const instant = tools.now();
      const moment = { instant, at: formatInstant(instant), memberId: act.memberId };
      return (await sendTelling(stores, tools, request, key, moment)) ? { kind: 'sent' } : { kind: 'no-message' };
    });
