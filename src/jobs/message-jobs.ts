import type { RegularJob } from '#src/jobs/regular-job.ts';
import { type Ask, type AskTools, createAskStillAgreed, createWarnByMessage } from '#src/messages/ask-by-message.ts';

/** Twice a day: what was written in the morning is known to have arrived in the evening. */
const TWICE_A_DAY = 12 * 60;

/** What is written by itself, in the territories that write. */
export const messageJobs = (tools: AskTools): readonly RegularJob[] => {
  const job = (name: string, label: string, ask: Ask): RegularJob => ({
    name,
    label,
    every: TWICE_A_DAY,
    async run(now) {
      const total: Record<string, number> = {};
      for (const territory of await tools.storage.instance.territories.list()) {
        if (!territory.switches.sms && !territory.switches.email) continue;
        for (const [key, count] of Object.entries(await ask(territory, now))) total[key] = (total[key] ?? 0) + count;
      }
      return total;
    },
  });
  return [
    job('ask-still-agreed', 'Demande « toujours d’accord ? » par message, après six mois', createAskStillAgreed(tools)),
    job('warn-by-message', 'Prévient par message avant d’effacer', createWarnByMessage(tools)),
  ];
};
