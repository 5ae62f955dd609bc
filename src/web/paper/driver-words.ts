import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At } from '#src/web/context.ts';
import type { CallDriver } from '#src/web/paper/call-sheet.ts';
import { carWords, kilometreWords } from '#src/web/trip-words.ts';
import { ANSWER_WORDS, DIRECTION_WORDS, slotWords } from '#src/web/workspace/shared/desk-words.ts';

/** Which way a driver is called for, and on which days. */
export const occasionWords = ({ way, slots }: CallDriver, at: At): string =>
  `${DIRECTION_WORDS[way.direction]}, ${slots.map((slot) => slotWords(slot, at.today)).join(', ')}`;

/** What this driver offers, and what they already said. */
export const offerWords = ({ trip, pickupAt, last, regime, fromDoor }: CallDriver, at: At): string => {
  const departure = trip?.schedule.departure ?? null;
  const [start, end] = [trip?.stops[0]?.communeName, trip?.stops.at(-1)?.communeName];
  const again = last?.callAgainOn ?? null;
  return [
    ...(start && end ? [`${departure === null ? '' : `${formatHour(departure)} `}${start} → ${end}`] : []),
    ...(regime === 'on-purpose'
      ? [`vient exprès${fromDoor === null ? '' : `, ${kilometreWords(fromDoor)} de sa porte et retour`}`]
      : []),
    ...(pickupAt === null ? [] : [`passe vers ${formatHour(pickupAt)}`]),
    ...(trip && carWords(trip) !== '' ? [carWords(trip)] : []),
    ...(last && last.state !== 'asked'
      ? [`déjà appelé : ${ANSWER_WORDS[last.state]}${again === null ? '' : ` ${formatDate(again, at.today)}`}`]
      : []),
  ].join('\u00A0; ');
};
