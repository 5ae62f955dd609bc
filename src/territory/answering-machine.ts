import { answerBefore } from '#src/territory/answer-before.ts';
import { absencesAhead, whyAway } from '#src/territory/closure.ts';
import { describePlan } from '#src/territory/describe-opening.ts';
import { describeAbsence } from '#src/territory/describe-absence.ts';
import { stageOn } from '#src/territory/opening.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/** Absences said on the answering machine: the tape is not spoken again each week. */
export const ANNOUNCED_DAYS = 14;

/** What is read on the answering machine: when someone answers, what to say, and by when one is called back. */
export const answeringMachineText = (territory: Territory, now: LocalMoment): readonly string[] => {
  const absences = absencesAhead(territory, now.date, ANNOUNCED_DAYS);
  const due = answerBefore(territory, now, territory.answerDays);
  const away = whyAway(territory, now.date) !== undefined;
  return [
    `Bonjour. Vous êtes bien à ${territory.name}.`,
    ...(stageOn(territory.opening, now.date) === 'open'
      ? []
      : [`Le service ouvre ${describePlan(territory.opening.plan, now.date)}.`]),
    ...absences.map((absence) => describeAbsence(absence, now.date)),
    ...(territory.phoneHours === ''
      ? []
      : [`${away ? 'D’habitude, nous' : 'Nous'} répondons ${territory.phoneHours}.`]),
    'Dites votre nom, puis votre numéro de téléphone, lentement et deux fois.',
    'Dites où vous devez être, quel jour et à quelle heure, et si vous revenez.',
    away
      ? `Nous vous rappelons avant ${formatDate(due.date, now.date)}, ${formatHour(due.time)}, même si c’est non.`
      : `Nous vous rappelons sous ${daysWords(territory.answerDays)}, même si c’est non.`,
    'Pour une urgence de santé, faites le 15 ou le 112.',
  ];
};

const daysWords = (days: number): string => (days === 1 ? 'un jour d’ouverture' : `${days} jours d’ouverture`);
