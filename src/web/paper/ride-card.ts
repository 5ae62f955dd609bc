import { formatPhone } from '#src/people/phone.ts';
import type { Request } from '#src/requests/request.ts';
import { nextRideDay } from '#src/requests/next-ride-day.ts';
import { slotState } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { FREE_SENTENCE } from '#src/web/drivers/on-call-words.ts';
import { loadDay, type ToldDay, type ToldRide } from '#src/web/paper/load-day.ts';

/** One thing to know of a ride: "De : Gramat". */
interface CardFact {
  readonly label: string;
  readonly words: string;
}

/** What a passenger is given of their next ride, in the order in which it is looked for. */
export interface RideCard {
  readonly request: Request;
  readonly day: string;
  readonly facts: readonly CardFact[];
  /** After them, in words: what is said of costs when someone drives on purpose. */
  readonly note: string;
  /** Who it is for: the letter's address. */
  readonly passenger: ToldRide['passenger'];
}

/** Letters of a place on a card: two lines of it. Beyond, its commune says enough. */
const MOST_LETTERS = 32;

const placeOf = ({ label, communeName }: { readonly label: string; readonly communeName: string }): string =>
  label.length <= MOST_LETTERS ? label : communeName;

/** "8 h 15"; "le matin" when nobody said more. */
const hourOf = ({ way: { window }, pickupAt, trip }: ToldRide): string => {
  if (window.kind === 'leave-at') return formatHour(window.at);
  if (pickupAt !== null) return formatHour(pickupAt);
  const departure = trip?.schedule.departure ?? null;
  if (departure !== null) return `vers ${formatHour(departure)}`;
  if (window.kind === 'arrive-by') return `avant ${formatHour(window.at)}`;
  return { morning: 'le matin', afternoon: 'l’après-midi', any: 'à voir ensemble' }[window.kind];
};

const firstName = (person: ToldRide['driver']): string => person?.firstName.trim() || 'une personne du territoire';

/** The way back, always said: with whom and when, elsewhere, or still looked for. */
const backOf = (ride: ToldRide, day: ToldDay): string => {
  const { request } = ride;
  const back = request.ways.find(({ direction }) => direction === 'return');
  if (!back || ride.way.direction === 'return') return '';
  const same = day.rides.find((one) => one.way.direction === 'return');
  if (same) return `${hourOf(same)}, avec ${firstName(same.driver)}`;
  const slots = slotsOf(back);
  const slot = slots.includes(ride.ride.slot) ? ride.ride.slot : (slots[0] ?? '');
  const state = slotState(request, back.id, slot);
  if (state.kind === 'open') return 'nous cherchons, nous vous appelons';
  if (state.kind === 'otherwise') return 'déjà réglé';
  const { date, driverId } = state.ride;
  const other = date === null || date === ride.date ? '' : `${formatDate(date, day.date)}, `;
  return `${other}avec ${firstName(day.names.people.get(driverId))}`;
};

const factsOf = (ride: ToldRide, day: ToldDay, driverNumber: string | null): readonly CardFact[] => {
  const { window } = ride.way;
  const back = backOf(ride, day);
  return [
    { label: 'Heure', words: hourOf(ride) },
    { label: 'De', words: placeOf(ride.way.from) },
    { label: 'À', words: placeOf(ride.way.to) },
    { label: 'Avec', words: firstName(ride.driver) },
    ...(driverNumber === null ? [] : [{ label: 'Son numéro', words: formatPhone(driverNumber) }]),
    ...(window.kind === 'arrive-by' ? [{ label: 'Rendez-vous', words: formatHour(window.at) }] : []),
    ...(back === '' ? [] : [{ label: 'Retour', words: back }]),
  ];
};

/** The next ride of a request as it is put on paper, or why there is none. */
export const loadCard = async (c: Ctx, requestId: string): Promise<RideCard | 'unknown' | 'no-ride'> => {
  const at = c.get('at');
  const { requests, introductions } = c.get('service').storage.in(at.territory.id);
  const request = await requests.find(requestId);
  if (!request) return 'unknown';
  const date: IsoDate | undefined = nextRideDay(request, at.today);
  if (date === undefined) return 'no-ride';
  const day = await loadDay(c, date, requestId);
  const ride = day.rides[0];
  if (!ride) return 'no-ride';
  const asked = await introductions.listOfRequests([requestId]);
  // Silence is refusal: the driver's number is on the card only when they said yes.
  const shared = asked.findLast(({ driverId }) => driverId === ride.ride.driverId)?.driverNumberShared === true;
  const number = shared ? (ride.driver?.phones[0]?.number ?? null) : null;
  return {
    request,
    day: formatDate(date, at.today),
    facts: factsOf(ride, day, number),
    note: ride.ride.regime === 'on-purpose' ? FREE_SENTENCE : '',
    passenger: ride.passenger,
  };
};
