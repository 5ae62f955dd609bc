import type { Absence } from '#src/territory/closure.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate, formatDayAndMonth } from '#src/time/written-dates.ts';

/** "le jeudi 24 décembre", "du 24 au 26 décembre", "du 24 décembre au 3 janvier". */
export const describeDays = (firstDay: IsoDate, lastDay: IsoDate, today: IsoDate): string => {
  if (firstDay === lastDay) return `le ${formatDate(firstDay, today)}`;
  const sameMonth = firstDay.slice(0, 7) === lastDay.slice(0, 7);
  const [first = ''] = formatDayAndMonth(firstDay).split(' ');
  return `du ${sameMonth ? first : formatDayAndMonth(firstDay)} au ${formatDayAndMonth(lastDay)}`;
};

/** "L’équipe est absente du 24 au 26 décembre ; elle répond de nouveau lundi 28 décembre." */
export const describeAbsence = ({ firstDay, lastDay, holiday, backOn }: Absence, today: IsoDate): string => {
  const days = describeDays(firstDay, lastDay, today);
  const away = holiday === null ? `L’équipe est absente ${days}` : `L’équipe ne répond pas ${days}, jour férié`;
  return backOn === null ? `${away}.` : `${away} ; elle répond de nouveau ${formatDate(backOn, today)}.`;
};
