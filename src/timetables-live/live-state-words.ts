import { formatNumber } from '#src/format-number.ts';
import { counted } from '#src/counted.ts';
import type { LiveState } from '#src/timetables-live/live-timetables.ts';
import { ageWords } from '#src/transit/live/age-words.ts';
import { isFresh } from '#src/transit/live/live.ts';

/** How an address of realtime is: something to look at, or not; in a sentence for the team. */
export interface LiveVerdict {
  readonly isGood: boolean;
  readonly sentence: string;
}

export const judgeLive = ({ problem, reading, counts }: LiveState, now: Temporal.Instant): LiveVerdict => {
  if (problem !== null) return { isGood: false, sentence: problem };
  if (reading === null || counts === null)
    return { isGood: true, sentence: 'Pas encore lu : il l’est quand quelqu’un cherche un trajet.' };
  if (!isFresh(reading.saidAt, now))
    return {
      isGood: false,
      sentence: `Le réseau n’a rien dit de nouveau depuis ${ageWords(reading.saidAt, now).replace('il y a ', '')}.`,
    };
  if (counts.trips + counts.extras + counts.alerts === 0 && counts.strangers > 0)
    return {
      isGood: false,
      sentence: `Aucune des courses annoncées (${formatNumber(counts.strangers)}) n’est dans ces horaires. Est-ce bien le temps réel de ce réseau ?`,
    };
  const said = [
    counts.trips > 0 && counted(counts.trips, 'course'),
    counts.extras > 0 && counted(counts.extras, 'départ ajouté', 'départs ajoutés'),
    counts.alerts > 0 && counted(counts.alerts, 'message'),
  ].filter((words) => words !== false);
  return {
    isGood: true,
    sentence: `Lu ${ageWords(reading.saidAt, now)} : ${said.length === 0 ? 'rien à signaler' : said.join(', ')}.`,
  };
};
