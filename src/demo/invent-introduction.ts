import { type DemoContext, instantAt } from '#src/demo/demo-context.ts';
import type { FittingTrip } from '#src/demo/fitting-trips.ts';
import type { Answer, Call, Introduction } from '#src/introductions/introduction.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

const WORDS: Readonly<Record<Answer, readonly string[]>> = {
  yes: ['', '', 'Volontiers.', 'Passera devant la porte.'],
  no: ['', 'En congé ce jour-là.', 'Voiture au garage.', 'Déjà deux personnes.', 'Horaire changé cette semaine.'],
  'not-reached': ['', 'Message laissé.'],
  'call-again': ['Doit voir son planning.', 'Était au volant.'],
};

/** One call of that day. */
export const inventCall = (context: DemoContext, on: IsoDate, answer: Answer, memberId: string): Call => ({
  id: context.newId(),
  at: instantAt(context, on, context.random.whole(16 * 60 + 50, 18 * 60)),
  memberId,
  answer,
  callAgainOn: null,
  note: context.random.pick(WORDS[answer]),
});

/** One driver asked for all the occasions of a way; without a call yet, a word was left and the answer is waited for. */
export const inventIntroduction = (
  context: DemoContext,
  request: Request,
  way: Way,
  { trip }: FittingTrip,
  calls: readonly Call[],
  askedAt: IsoInstant = request.createdAt,
): Introduction => {
  const last = calls.at(-1);
  return {
    id: context.newId(),
    requestId: request.id,
    wayId: way.id,
    slots: slotsOf(way),
    driverId: trip.driverId,
    tripId: trip.id,
    regime: 'on-the-way',
    state: last?.answer ?? 'asked',
    callAgainOn: last?.callAgainOn ?? null,
    driverNumberShared: last?.answer === 'yes' ? true : null,
    calls,
    asking: null,
    createdAt: calls[0]?.at ?? askedAt,
    version: 1,
  };
};
