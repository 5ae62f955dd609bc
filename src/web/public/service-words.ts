import { withoutCapital } from '#src/capital.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Motive, Need } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { describeDayHours, describeWeekHours } from '#src/transit/on-demand/describe-hours.ts';
import { describeNotice } from '#src/transit/on-demand/describe-notice.ts';
import type { OnDemandService, WayKind } from '#src/transit/on-demand/on-demand-service.ts';
import type { ServiceCard } from '#src/transit/on-demand/services-for.ts';
import type { ToldService } from '#src/web/load-services.ts';
import { inWords } from '#src/web/trip-words.ts';

/** What it is, in a few words. */
export const KIND_OF_WAY: Readonly<Record<WayKind, string>> = {
  'on-demand': 'Transport à la demande',
  taxi: 'Taxi',
  minibus: 'Minibus',
  shop: 'Commerce ambulant',
  'hitch-hiking': 'Arrêt de stop',
  other: 'Autre moyen',
};

const MOTIVE_FOR: Readonly<Record<Motive, string>> = {
  health: 'la santé',
  shopping: 'les courses',
  administration: 'les démarches',
  work: 'le travail ou la formation',
  visit: 'les visites',
  leisure: 'les loisirs',
  other: 'le reste',
};

const UNFIT: Readonly<Record<Need, string>> = {
  wheelchair: 'de fauteuil roulant',
  walker: 'de déambulateur',
  cane: 'de canne',
  companion: 'd’accompagnant',
  bags: 'de gros bagages',
  dog: 'de chien',
  'child-seat': 'de siège enfant',
};

/** When it runs: the hours of the day asked, or its days and hours; '' when it always does. */
export const serviceHours = ({ service, legs }: ServiceCard, date: IsoDate | null): string => {
  if (service.always) return '';
  return date === null ? describeWeekHours(legs) : describeDayHours(legs);
};

/** "Trop tard pour ce jour-là : il fallait réserver avant le lundi 23 novembre, 17 h." */
export const tooLateWords = ({ bookBy, booking }: ServiceCard, today: IsoDate): string =>
  bookBy === null || booking.notice.kind === 'real-time'
    ? 'Trop tard pour ce jour-là.'
    : `Trop tard pour ce jour-là : il fallait réserver avant ${formatDate(bookBy.date, today)}, ${formatHour(bookBy.time)}.`;

/**
 * "Retour possible jusqu’à 12 h 30.", "Pas de retour ce jour-là avec ce service."; '' where it is all the same, or where nobody is carried.
 */
export const serviceBackWords = ({ service, back }: ServiceCard, date: IsoDate | null): string => {
  if (service.kind === 'hitch-hiking') return 'Le retour n’est pas assuré.';
  if (service.kind === 'shop' || service.kind === 'other') return '';
  if (back.length === 0)
    return date === null ? 'Pas de retour avec ce service.' : 'Pas de retour ce jour-là avec ce service.';
  if (service.always || date === null) return '';
  return `Retour possible jusqu’à ${formatHour(Math.max(...back.map(({ pickUp }) => pickUp.until)))}.`;
};

/**
 * "Réservez la veille avant 17 h"; where only some days count, the very day. A call that books nothing is a call all the
 * same.
 */
export const bookingWords = (
  { booking, bookBy, tooLate }: Pick<ServiceCard, 'booking' | 'bookBy' | 'tooLate'>,
  today: IsoDate,
): string => {
  const { notice } = booking;
  if (tooLate && bookBy !== null) return `Pour un autre jour : ${withoutCapital(describeNotice(notice))}`;
  if (bookBy !== null && notice.kind === 'days-before' && notice.counted !== null)
    return `Réservez avant ${formatDate(bookBy.date, today)}, ${formatHour(bookBy.time)},`;
  const words = describeNotice(notice);
  return words === '' && booking.phone !== null ? 'Renseignements' : words;
};

/** "TAD du Causse, de 8 h à 12 h, réservez la veille avant 17 h au 05 36 49 00 11 (jeudi 26 novembre).", on paper, while it can be booked. */
export const shortServiceWords = ({ card, date }: ToldService, today: IsoDate): string => {
  const { phone, url } = card.booking;
  const where = phone === null ? (url === null ? '' : `sur ${url}`) : `au ${formatPhone(phone)}`;
  const ask = `${withoutCapital(bookingWords(card, today)).replace(/,$/u, '')} ${where}`.trim();
  const words = [card.service.name, serviceHours(card, date), ask].filter((part) => part !== '').join(', ');
  const day = date === null ? '' : ` (${formatDate(date, today)})`;
  return `${words}${day}.`;
};

/** What it is, unless its name says so. */
export const kindWords = ({ kind, name }: Pick<OnDemandService, 'kind' | 'name'>): string =>
  name.toLowerCase().startsWith(KIND_OF_WAY[kind].toLowerCase()) ? '' : KIND_OF_WAY[kind];

/** Who it is for, what it is for, what it does not take: what may keep someone from it. */
export const conditionWords = ({
  who,
  motives,
  unfit,
}: Pick<OnDemandService, 'who' | 'motives' | 'unfit'>): readonly string[] => [
  ...(who === '' ? [] : [`Pour qui : ${who}`]),
  ...(motives.length === 0 ? [] : [`Pour ${inWords(motives.map((one) => MOTIVE_FOR[one]))}`]),
  ...(unfit.length === 0 ? [] : [`Ne prend pas ${inWords(unfit.map((one) => UNFIT[one]))}`]),
];
