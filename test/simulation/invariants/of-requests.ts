import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides, openSlots, saysWhy } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { whatToDo } from '#src/follow-up/what-to-do.ts';
import { requestText } from '#test/simulation/kept.ts';
import type { Seen } from '#test/simulation/seen.ts';

const freshOnes = ({ fresh, requests }: Seen): readonly Request[] => [...fresh].flatMap((id) => requests.get(id) ?? []);

/** Nothing is lost: each acknowledged act is found again, as it was acknowledged. */
export const whatWasAcknowledgedIsThere = ({ kept, requests, fresh }: Seen): readonly string[] =>
  [...fresh].flatMap((id) => {
    const [acknowledged, found] = [kept.requests.get(id), requests.get(id)];
    if (!acknowledged) return [`the request ${id} is there, and no act made it`];
    if (!found) return [`the request ${id} was acknowledged, and is lost`];
    if (requestText(acknowledged) === requestText(found)) return [];
    return [`the request ${id} is not as acknowledged: ${requestText(found)} instead of ${requestText(acknowledged)}`];
  });

export const noRequestIsTooMany = ({ kept, requests }: Seen): readonly string[] =>
  kept.requests.size === requests.size
    ? []
    : [`${kept.requests.size} requests were acknowledged in ${kept.territory.slug}, and ${requests.size} are there`];

export const callsAreAllThere = ({ kept, introductions, fresh }: Seen): readonly string[] =>
  [...fresh].flatMap((id) => {
    const noted = kept.calls.get(id) ?? 0;
    const found = (introductions.get(id) ?? []).reduce((sum, { calls }) => sum + calls.length, 0);
    return noted === found ? [] : [`${noted} calls were noted on ${id}, and ${found} are there`];
  });

export const noPromiseWithoutRequest = ({ strayPromises }: Seen): readonly string[] =>
  strayPromises.map((id) => `the promise ${id} has no request`);

/** Whoever was promised an answer has it, or nobody was there to be told. */
export const noPromiseOutlivesItsRequest = (seen: Seen): readonly string[] =>
  freshOnes(seen).flatMap(({ id, closing, promise }) => {
    const nobody = closing?.reason === 'unreachable' || closing?.reason === 'duplicate';
    return closing && promise?.keptAt === null && !nobody
      ? [`${id} was closed, and the promise made was not kept`]
      : [];
  });

export const noClosedRequestHasAnUnsettledReturn = (seen: Seen): readonly string[] =>
  freshOnes(seen).flatMap((request) => {
    if (!request.closing || saysWhy(request.closing.reason) || seen.kept.ridesErased.has(request.id)) return [];
    return request.ways
      .filter((way) => openSlots(request, way).length > 0)
      .map(
        ({ direction }) =>
          `${request.id} is closed as ${request.closing?.reason}, and its ${direction} way is not settled`,
      );
  });

export const ridesAreOfWhatWasAsked = (seen: Seen): readonly string[] =>
  freshOnes(seen).flatMap((request) =>
    agreedRides(request).flatMap((ride) => {
      const way = request.ways.find(({ id }) => id === ride.wayId);
      return way && slotsOf(way).includes(ride.slot)
        ? []
        : [`the ride ${ride.id} is for ${ride.slot}, which ${request.id} does not ask`];
    }),
  );

export const noOccasionHasTwoDrivers = (seen: Seen): readonly string[] =>
  freshOnes(seen).flatMap((request) => {
    const occasions = agreedRides(request).map(({ wayId, slot }) => `${wayId} ${slot}`);
    return new Set(occasions).size === occasions.length ? [] : [`an occasion of ${request.id} has two drivers`];
  });

/** The last word was a call, or an answer to a message. */
const wasSaid = ({ state, calls, asking }: Introduction): boolean =>
  calls.at(-1)?.answer === state ||
  (state === 'yes' ? asking?.answer === 'yes' : state === 'no' && (asking?.answer ?? 'yes') !== 'yes');

/** The yes of someone who waits there, confirmed by a member, is kept on the return too. */
const isReturnOfYes = ({ kept }: Seen, { id, state }: Introduction): boolean =>
  state === 'yes' && kept.confirmed.has(id);

/** A yes of the moment has its ride: the last answer of who drives is yes, or no call of ours made the ride. */
export const noDriverOfARideSaidNoAfter = (seen: Seen): readonly string[] =>
  freshOnes(seen).flatMap((request) =>
    (seen.introductions.get(request.id) ?? []).flatMap((introduction) =>
      introduction.state !== 'asked' && !wasSaid(introduction) && !isReturnOfYes(seen, introduction)
        ? [
            `the introduction ${introduction.id} says ${introduction.state}, and its last call ${introduction.calls.at(-1)?.answer}`,
          ]
        : [],
    ),
  );

/** Each open request is in one of the desk's lists, and only one: nobody is forgotten. */
export const everyOpenRequestIsOnTheDesk = ({ requests, introductions, kept, now, fresh }: Seen): readonly string[] => {
  if (fresh.size === 0) return [];
  const open = [...requests.values()].filter(({ closing }) => closing === null);
  const lists = whatToDo(
    open,
    open.flatMap(({ id }) => introductions.get(id) ?? []),
    now,
    kept.territory.zone,
  );
  const shown = [...lists.callBack, ...lists.now, ...lists.waiting].map(({ request }) => request.id);
  const forgotten = open
    .filter(({ id }) => !shown.includes(id))
    .map(({ id }) => `${id} is open, and on no list of the desk`);
  return shown.length === new Set(shown).size ? forgotten : [...forgotten, 'a request is on two lists of the desk'];
};
