import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request, Slot } from '#src/requests/request.ts';
import { agreedRides, slotState } from '#src/requests/settlement.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** What a driver answers to a message: 'not-this-week' is a no and a rest until Sunday, 'stop' is a no for good. */
export const ASKED_ANSWERS = ['yes', 'no', 'not-this-week', 'stop'] as const;
export type AskedAnswer = (typeof ASKED_ANSWERS)[number];

/** By what a driver is asked, when it is not aloud. */
export type AskingChannel = 'sms' | 'email';

/** Wrong codes sent from the number asked, after which only the link still answers. */
export const ANSWER_TRIES = 5;

/** A question sent to one driver by a message, and what became of it. */
export interface Asking {
  readonly by: AskingChannel;
  /** 1 for the one the team would rather have. */
  readonly rank: number;
  readonly memberId: string | null;
  readonly at: IsoInstant;
  /** Four digits, to answer "OUI 4721"; null by e-mail. */
  readonly code: string | null;
  /** Wrong codes so far. */
  readonly tries: number;
  /** Until when an answer counts. */
  readonly until: IsoInstant;
  readonly answer: AskedAnswer | null;
  readonly answeredAt: IsoInstant | null;
  readonly answeredBy: 'link' | 'sms' | null;
  /** Asked to drive on purpose, to wait there and bring the passenger back: the return is part of the question. */
  readonly waits: boolean;
  /** "C'est trouvé, merci" was sent to them: once only. */
  readonly thankedAt: IsoInstant | null;
}

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
