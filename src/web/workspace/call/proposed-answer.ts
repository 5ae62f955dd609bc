import { answerBefore } from '#src/territory/answer-before.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';

/** By when a caller is promised an answer, unless the member says otherwise: the territory's delay, in days of opening. */
export const proposedAnswer = ({ territory, today, time }: At): LocalMoment =>
  answerBefore(territory, { date: today, time }, territory.answerDays);
