import { capital } from '#src/capital.ts';
import { answerTooLate } from '#src/requests/answer-too-late.ts';
import { describeWayHome, describeWhen, describeWindow } from '#src/requests/describe-way.ts';
import type { Need, Request, TimeWindow, WayHome, When } from '#src/requests/request.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import { from, inWords, to } from '#src/web/trip-words.ts';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { promiseWords } from '#src/web/workspace/shared/desk-words.ts';

/** A way as far as it was said: null = not said yet. */
export interface SaidWay {
  readonly from: { readonly label: string } | null;
  readonly to: { readonly label: string } | null;
  readonly when: When | null;
  readonly window: TimeWindow | null;
  readonly wayHome?: WayHome;
}

/** A call as far as it was said. */
export interface SaidCall {
  readonly outward: SaidWay;
  /** 'none': no return to find; null: not asked yet. */
  readonly back: SaidWay | 'none' | null;
  readonly needs: readonly Need[];
  readonly seats: number;
  readonly promisedBefore: IsoInstant | null;
}

const momentOf = ({ when, window }: SaidWay, at: At): string =>
  `${when ? describeWhen(when, at.today) : 'jour à préciser'}, ${window ? describeWindow(window) : 'heure à préciser'}`;

const backWords = ({ outward, back }: SaidCall, at: At): string => {
  if (back === null) return 'retour : à demander';
  if (back === 'none') return 'sans retour à trouver';
  // The same day is not said twice.
  const sameDay = JSON.stringify(back.when) === JSON.stringify(outward.when);
  const moment = sameDay ? (back.window ? describeWindow(back.window) : 'heure à préciser') : momentOf(back, at);
  return `retour ${sameDay ? 'le même jour, ' : ''}${moment}, ${describeWayHome(back)}`;
};

const answerWords = (at: At, promisedBefore: IsoInstant, { when, window }: SaidWay): string => {
  const answer = localMoment(Temporal.Instant.from(promisedBefore), at.territory.zone);
  return when && window && answerTooLate(answer, when, window)
    ? 'réponse : à promettre pour avant le rendez-vous'
    : `nous vous rappelons ${promiseWords(promisedBefore, at.territory.zone, at.today)}, même si c’est non`;
};

/** Said to the person before hanging up: day, hour, both places, return, aids, companion, promise. */
export const readBack = (at: At, call: SaidCall): string => {
  const { outward, needs, seats, promisedBefore } = call;
  const there = `${momentOf(outward, at)}, ${from(outward.from?.label ?? '…')} ${to(outward.to?.label ?? '…')}`;
  const sentences = [
    `${there} ; ${backWords(call, at)}`,
    ...(needs.length > 0 ? [`avec ${inWords(needs.map((need) => NEED_SHORT[need]))}`] : []),
    ...(seats > 1 ? [`${seats} personnes`] : []),
    ...(promisedBefore === null ? [] : [answerWords(at, promisedBefore, outward)]),
  ];
  return sentences.map((sentence) => `${capital(sentence)}.`).join(' ');
};

/** The same for a request that is kept; the promise, as long as it is to be kept. */
export const readBackRequest = (
  at: At,
  { ways, needs, seats, promise }: Pick<Request, 'ways' | 'needs' | 'seats' | 'promise'>,
): string => {
  const outward = ways.find(({ direction }) => direction === 'outward');
  const back = ways.find(({ direction }) => direction === 'return') ?? 'none';
  const promisedBefore = promise?.keptAt === null ? promise.dueAt : null;
  return outward ? readBack(at, { outward, back, needs, seats, promisedBefore }) : '';
};
