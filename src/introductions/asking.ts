import type { Asking, Introduction } from '#src/introductions/introduction.ts';
import type { Request, Slot } from '#src/requests/request.ts';
import { agreedRides, slotState } from '#src/requests/settlement.ts';

/** Wrong codes sent from the number asked, after which only the link still answers. */
export const ANSWER_TRIES = 5;

/** Nobody has heard them since they were asked: a call that did not reach them takes nothing back. */
export const notHeardSince = ({ state }: Pick<Introduction, 'state'>): boolean =>
  state === 'asked' || state === 'not-reached';

/** Told since their last word that they were needed no more: whatever they said, they count on nothing, and are asked anew. */
export const wasLetGo = (asking: Pick<Asking, 'thankedAt' | 'answeredAt'>): boolean =>
  asking.thankedAt !== null && (asking.answeredAt ?? '') <= asking.thankedAt;

/** Said yes by a message, and the team has not confirmed: nothing is agreed yet. */
export const saidYes = ({ state, asking }: Pick<Introduction, 'state' | 'asking'>): boolean =>
  notHeardSince({ state }) && asking?.answer === 'yes' && !wasLetGo(asking);

/** Said yes, then heard that it was found or over: kept, to be asked first if somebody is needed again. */
export const hadSaidYes = ({ state, asking }: Pick<Introduction, 'state' | 'asking'>): boolean =>
  notHeardSince({ state }) && asking?.answer === 'yes' && wasLetGo(asking);

/** Asked by a message whose answer is awaited: who was told that it is over may be asked again. */
export const awaitsAnswer = ({ state, asking }: Pick<Introduction, 'state' | 'asking'>): boolean =>
  state === 'asked' && asking !== null && asking.thankedAt === null;

/** The occasions asked of this driver that are still to be found. */
export const openOf = (
  request: Pick<Request, 'ways' | 'rides' | 'settledOtherwise' | 'closing'>,
  { wayId, slots }: Pick<Introduction, 'wayId' | 'slots'>,
): readonly Slot[] => (request.closing ? [] : slots.filter((slot) => slotState(request, wayId, slot).kind === 'open'));

/** Whether one of them is still to be found. */
export const stillNeeded: (...of: Parameters<typeof openOf>) => boolean = (...of) => openOf(...of).length > 0;

/** Whether they drive what they were asked for, however it was agreed, and nothing of it is left to find. */
export const drivesItAll = (
  request: Pick<Request, 'ways' | 'rides' | 'settledOtherwise' | 'closing'>,
  { wayId, slots, driverId }: Pick<Introduction, 'wayId' | 'slots' | 'driverId'>,
): boolean =>
  !stillNeeded(request, { wayId, slots }) &&
  agreedRides(request).some((ride) => ride.wayId === wayId && ride.driverId === driverId && slots.includes(ride.slot));

/** Of two at the same instant, the one the team would rather have. */
const byAnswer = (a: Introduction, b: Introduction): number => {
  const [first, second] = [a.asking?.answeredAt ?? '', b.asking?.answeredAt ?? ''];
  return first === second ? (a.asking?.rank ?? 0) - (b.asking?.rank ?? 0) : first < second ? -1 : 1;
};

/** Every yes not confirmed, the first one first: it is proposed to the team, the others are its reserve. */
export const yesesOf = (introductions: readonly Introduction[]): readonly Introduction[] =>
  introductions.filter(saidYes).toSorted(byAnswer);
