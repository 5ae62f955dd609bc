import { planAddress, type PlanQuestion } from '#src/sources/motis/plan-address.ts';
import { type PlanAnswer, readPlan } from '#src/sources/motis/plan-answer.ts';

/** A day of a country's trains is a tenth of it. */
const MOST_BYTES = 8_000_000;

/**
 * Asks MOTIS for the journeys of a day.
 * @throws Error whatever goes wrong: no answer in time, an error of its own, an answer that is none
 */
export const askPlan = async (base: string, question: PlanQuestion, patience: number): Promise<PlanAnswer> => {
  const answer = await fetch(planAddress(base, question), {
    headers: { accept: 'application/json', 'user-agent': 'Lotocar' },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  try {
    if (!answer.ok) throw new Error(`MOTIS answered ${answer.status}`);
    return readPlan(JSON.parse(await textOf(answer)));
  } finally {
    // What is left of an answer that is not wanted.
    await answer.body?.cancel().catch(() => undefined);
  }
};

const textOf = async (answer: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('the answer is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};
