import { createAnswerBySms } from '#src/follow-up/answer-ask.ts';
import type { TakeIncomingSms } from '#src/outbox/incoming-sms.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

/**
 * Takes the SMS that answer a question of ours; all the others wait on the desk, where somebody reads them. Nothing is
 * answered by itself. Given twice, the same SMS is noted once.
 */
export const createTakeAnswerSms =
  (tools: RequestTools): TakeIncomingSms =>
  async (territory, sms) => {
    const answered = await createAnswerBySms(tools)(territory, sms);
    return answered.kind === 'noted' || answered.kind === 'older' ? 'taken' : 'not-mine';
  };
