import { capital } from '#src/capital.ts';
import type { Person } from '#src/people/person.ts';
import { formatPhone } from '#src/people/phone.ts';
import { describeWayHome, describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import type { Request, Ride, Way } from '#src/requests/request.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { weekdayOfSlot } from '#src/requests/slots.ts';
import type { Party } from '#src/requests/telling.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';
import type { Trip } from '#src/trips/trip.ts';

/** What both people of a ride are told, the same, in plain words: read out, written on a card or in a letter. */
export interface RideFacts {
  /** "mardi 1er décembre", "chaque mardi". */
  readonly day: string;
  /** "départ à 8 h 30", "rendez-vous à 9 h 30 sur place". */
  readonly hour: string;
  readonly from: string;
  readonly to: string;
  /** Where they meet, when it was said. */
  readonly meeting: string | null;
  readonly driver: string;
  readonly passenger: string;
  /** "2 personnes, avec un déambulateur"; empty when nothing is to be foreseen. */
  readonly needs: string;
  /** How the passenger comes home, in a sentence. */
  readonly wayBack: string;
  /** The driver comes on purpose: what is then said of costs. Empty for who goes there anyway. */
  readonly freeHelp: string;
  /** The number of the other person, only when its owner agreed. */
  readonly passengerNumber: string | null;
  readonly driverNumber: string | null;
  /** Whom to call, and how to say that it will not be. */
  readonly serviceName: string;
  readonly servicePhone: string;
  readonly serviceHours: string;
}

/** Everything the facts of a ride are made from. */
export interface RideTold {
  readonly request: Request;
  readonly ride: Ride;
  readonly driver: Pick<Person, 'firstName' | 'lastName' | 'phones'> | undefined;
  readonly passenger: Pick<Person, 'firstName' | 'lastName' | 'phones'>;
  readonly trip: Pick<Trip, 'schedule' | 'meetingPlace'> | null;
  /** Whether the driver agreed that this passenger has their number. */
  readonly driverNumberShared: boolean;
  readonly territory: Pick<Territory, 'name' | 'phone' | 'phoneHours'>;
  readonly today: IsoDate;
}

const nameOf = (person: Pick<Person, 'firstName' | 'lastName'> | undefined): string =>
  (person && `${person.firstName} ${person.lastName}`.trim()) || 'une personne du territoire';

const dayOf = ({ date, slot }: Pick<Ride, 'date' | 'slot'>, today: IsoDate): string => {
  if (date !== null) return formatDate(date, today);
  const weekday = weekdayOfSlot(slot);
  return weekday === undefined ? 'un jour à fixer' : `chaque ${WEEKDAY_NAMES[weekday - 1]}`;
};

const hourOf = (way: Way, departure: number | null): string => {
  if (way.window.kind === 'arrive-by') {
    const there = `rendez-vous sur place à ${formatHour(way.window.at)}`;
    return departure === null || departure >= way.window.at ? there : `départ à ${formatHour(departure)}, ${there}`;
  }
  return departure === null ? describeWindow(way.window) : `départ à ${formatHour(departure)}`;
};

/** The way back of the same day, or of the same weekday. */
const backOf = ({ request, ride, today }: RideTold): string => {
  const way = findWay(request, ride.wayId);
  if (way?.direction === 'return') return 'C’est le trajet du retour.';
  const back = request.ways.find(({ direction }) => direction === 'return');
  if (!back) return 'Le retour est déjà réglé par ailleurs.';
  const same = agreedRides(request).find(
    (one) => one.wayId === back.id && (ride.date === null ? one.slot === ride.slot : one.date === ride.date),
  );
  if (!same)
    return `Le retour, ${describeWindow(back.window)} (${describeWayHome(back)}), n’est pas encore trouvé : l’équipe le dira.`;
  const who = same.driverId === ride.driverId ? 'avec la même personne' : 'avec quelqu’un d’autre';
  return `Retour ${who}, ${dayOf(same, today)}, ${describeWindow(back.window)}.`;
};

const numberOf = (person: Pick<Person, 'phones'> | undefined, shared: boolean): string | null => {
  const number = shared ? person?.phones[0]?.number : undefined;
  return number === undefined ? null : formatPhone(number);
};

/** The facts of a ride, the same for both. @throws Error when the ride is of another request. */
export const rideFacts = (told: RideTold): RideFacts => {
  const { request, ride, driver, passenger, trip, territory, today } = told;
  const way = findWay(request, ride.wayId);
  if (!way) throw new Error(`ride ${ride.id} is of no way of request ${request.id}`);
  return {
    day: dayOf(ride, today),
    hour: hourOf(way, trip?.schedule.departure ?? null),
    from: way.from.label,
    to: way.to.label,
    meeting: trip?.meetingPlace?.text ?? null,
    driver: nameOf(driver),
    passenger: nameOf(passenger),
    needs: needSentence(request),
    wayBack: backOf(told),
    freeHelp: ride.regime === 'on-purpose' ? FREE_LINE : '',
    passengerNumber: numberOf(passenger, request.passengerNumberShared === true),
    driverNumber: numberOf(driver, told.driverNumberShared),
    serviceName: territory.name,
    servicePhone: formatPhone(territory.phone),
    serviceHours: territory.phoneHours,
  };
};

const sentence = (text: string): string => `${capital(text)}.`;

/** The facts as they are read out or written to one of the two, one sentence after another. */
export const rideSentences = (facts: RideFacts, party: Party): readonly string[] => {
  const other = party === 'passenger' ? facts.driver : facts.passenger;
  const number = party === 'passenger' ? facts.driverNumber : facts.passengerNumber;
  return [
    sentence(`${facts.day}, ${facts.hour}`),
    sentence(`de ${facts.from} à ${facts.to}`),
    ...(facts.meeting === null ? [] : [sentence(`on se retrouve ici : ${facts.meeting}`)]),
    sentence(party === 'passenger' ? `${other} conduit` : `vous emmenez ${other}`),
    ...(facts.needs === '' ? [] : [sentence(`à prévoir : ${facts.needs}`)]),
    facts.wayBack,
    ...(facts.freeHelp === '' ? [] : [facts.freeHelp]),
    ...(number === null ? [] : [sentence(`pour joindre ${other} : ${number}`)]),
    sentence(
      `un souci, un retard, un changement ? Appelez ${facts.serviceName} au ${facts.servicePhone}, ${facts.serviceHours}`,
    ),
    'Si vous ne pouvez plus venir, dites-le dès que vous le savez : l’autre personne est prévenue.',
  ];
};
