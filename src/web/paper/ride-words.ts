import type { Request, Slot, Way } from '#src/requests/request.ts';
import { slotState } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { CLOSING_WORDS, fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';
import type { ToldRide } from '#src/web/paper/load-day.ts';

/** The hour that leads the line, and what it is the hour of. */
export interface HourWords {
  readonly hour: string;
  readonly what: string;
}

const appointment = ({ window }: Way): string =>
  window.kind === 'arrive-by' ? `rendez-vous à ${formatHour(window.at)}` : '';

/** "8 h 15", "rendez-vous à 9 h 30": the hour at which the car comes by, when it is known. */
export const hourWords = ({ way, trip, pickupAt }: Pick<ToldRide, 'way' | 'trip' | 'pickupAt'>): HourWords => {
  if (way.window.kind === 'leave-at') return { hour: formatHour(way.window.at), what: 'départ' };
  if (pickupAt !== null) return { hour: formatHour(pickupAt), what: appointment(way) || 'départ' };
  const departure = trip?.schedule.departure ?? null;
  if (departure !== null) return { hour: formatHour(departure), what: appointment(way) || 'part de chez soi' };
  if (way.window.kind === 'arrive-by') return { hour: formatHour(way.window.at), what: 'rendez-vous' };
  return { hour: { morning: 'le matin', afternoon: 'l’après-midi', any: 'à voir' }[way.window.kind], what: '' };
};

/** The slot of the way back that goes with this one of the way there. */
const slotBack = (back: Way, slot: Slot): Slot => {
  const slots = slotsOf(back);
  return slots.includes(slot) ? slot : (slots[0] ?? slot);
};

export interface ReturnWords {
  readonly words: string;
  /** Someone will be far from home with nobody to bring them back. */
  readonly missing: boolean;
}

/** What is arranged for the way back of someone who is driven there: always said, "sans retour" included. */
export const returnWords = (
  { request, way, ride }: Pick<ToldRide, 'request' | 'way' | 'ride'>,
  rides: readonly ToldRide[],
  names: Pick<Names, 'people'>,
  today: IsoDate,
): ReturnWords | undefined => {
  if (way.direction === 'return') return undefined;
  const back = request.ways.find(({ direction }) => direction === 'return');
  if (!back) return { words: 'Sans retour', missing: false };
  const slot = slotBack(back, ride.slot);
  const state = slotState(request, back.id, slot);
  if (state.kind === 'open')
    return {
      words: back.wayHome === 'waits' ? 'Retour : qui conduit attend, à confirmer' : 'Retour à trouver',
      missing: true,
    };
  if (state.kind === 'otherwise')
    return {
      words: `Retour : ${CLOSING_WORDS[state.settled.reason]}`,
      missing: state.settled.reason === 'no-solution',
    };
  const driver = fullName(names.people.get(state.ride.driverId));
  const same = rides.find((one) => one.ride.id === state.ride.id);
  if (same) return { words: `Retour : ${hourWords(same).hour}, avec ${driver}`, missing: false };
  const { date } = state.ride;
  return {
    words: `Retour ${date === null ? slotWords(slot, today) : formatDate(date, today)}, avec ${driver}`,
    missing: false,
  };
};

/** "Déambulateur, 2 personnes"; empty when nothing is needed. */
export const needWords = ({ needs, seats }: Pick<Request, 'needs' | 'seats'>): string =>
  [...needs.map((need) => NEED_SHORT[need]), ...(seats > 1 ? [`${seats} personnes`] : [])].join(', ');
