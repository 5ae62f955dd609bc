import type { WeekdayMask } from '#src/time/units.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import type { VolunteerDetails } from '#src/volunteers/volunteer.ts';

const SHORT = ['toute la journée', 'matin', 'après-midi'] as const;
const LONG = ['toute la journée', 'le matin', 'l’après-midi'] as const;

const part = (mask: WeekdayMask, which: 0 | 1 | 2): readonly string[] => {
  if (mask === 0) return [];
  const days = formatWeekdays(mask);
  return [/^(?:du|tous) /.test(days) || which === 0 ? `${days}, ${LONG[which]}` : `${days} ${SHORT[which]}`];
};

/** "mardi et jeudi matin", "du lundi au vendredi, toute la journée", "lundi matin ; samedi après-midi". */
export const describeHalfDays = ({
  mornings,
  afternoons,
}: Pick<VolunteerDetails, 'mornings' | 'afternoons'>): string => {
  const both = mornings & afternoons;
  return [...part(both, 0), ...part(mornings & ~both, 1), ...part(afternoons & ~both, 2)].join(' ; ');
};
