import { formatHour } from '#src/time/hours.ts';
import type { Minutes } from '#src/time/units.ts';
import type { Notice } from '#src/transit/on-demand/on-demand-service.ts';

const durationWords = (minutes: Minutes): string => {
  if (minutes % 60 !== 0) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return minutes === 60 ? '1 heure' : `${minutes / 60} heures`;
};

/** The comma stands where two "avant" would meet. */
const dayWords = (days: number): string => {
  if (days === 0) return 'le jour même';
  if (days === 1) return 'la veille';
  return days === 2 ? 'l’avant-veille' : `${days} jours avant,`;
};

/** "Réservez la veille avant 17 h", "Réservez au moins 2 heures avant"; '' where nothing is booked. */
export const describeNotice = (notice: Notice): string => {
  switch (notice.kind) {
    case 'none':
      return '';
    case 'real-time':
      return 'Appelez au moment de partir';
    case 'same-day':
      return notice.minutes === 0
        ? 'Appelez au moment de partir'
        : `Réservez au moins ${durationWords(notice.minutes)} avant`;
    case 'days-before':
      return `Réservez ${dayWords(notice.days)} avant ${formatHour(notice.until)}${notice.counted === null || notice.days === 0 ? '' : ' (en jours ouvrés)'}`;
  }
};
