import { capital } from '#src/capital.ts';
import type { AskedAnswer, Answer } from '#src/introductions/introduction.ts';
import type { Person } from '#src/people/person.ts';
import { describeWay, describeWindow } from '#src/requests/describe-way.ts';
import type { RideMark } from '#src/requests/ride-day.ts';
import type { ClosingReason, Request, Slot, Way } from '#src/requests/request.ts';
import { dateOfSlot, weekdayOfSlot } from '#src/requests/slots.ts';
import type { Due } from '#src/follow-up/what-to-do.ts';
import { addDays } from '#src/time/dates.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';

/** How a request ended, in the words of the desk's sheet of old. */
export const CLOSING_WORDS: Readonly<Record<ClosingReason, string>> = {
  done: 'fait',
  'regular-found': 'régulier trouvé',
  'not-done': 'pas fait',
  'no-solution': 'pas de solution',
  'other-way': 'autre moyen',
  cancelled: 'annulé',
  duplicate: 'noté deux fois',
  unreachable: 'personne injoignable',
  'out-of-scope': 'hors de ce que nous faisons',
};

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  yes: 'oui',
  no: 'non',
  'not-reached': 'pas joint',
  'call-again': 'à rappeler',
};

/** What the team says of a ride on its day, and how it went. */
export const MARK_WORDS: Readonly<Record<RideMark, string>> = {
  out: 'en route',
  home: 'à la maison',
  'not-out': 'pas encore en route',
  'not-home': 'pas encore à la maison',
  forget: 'à demander de nouveau',
  done: 'fait',
  'not-done': 'pas fait',
  unknown: 'on ne sait pas',
};

/** What a driver answers to a message. */
export const WRITTEN_WORDS: Readonly<Record<AskedAnswer, string>> = {
  yes: 'oui',
  no: 'non',
  'not-this-week': 'pas cette semaine',
  stop: 'ne me demandez plus',
};

export const SOURCE_WORDS: Readonly<Record<Request['source'], string>> = {
  phone: 'notée au téléphone',
  form: 'reçue par le site',
  import: 'reprise d’un tableur',
  neighbour: 'transmise par une équipe voisine',
  demo: 'inventée pour l’essai',
};

export const DIRECTION_WORDS: Readonly<Record<Way['direction'], string>> = { outward: 'Aller', return: 'Retour' };

/** "Lucette Vidal"; nobody is ever blank. */
export const fullName = (person: Pick<Person, 'firstName' | 'lastName'> | undefined): string =>
  (person && `${person.firstName} ${person.lastName}`.trim()) || 'Sans nom';

/** "aujourd’hui", "demain", "hier", else "mardi 1er décembre". */
export const dayWords = (date: IsoDate, today: IsoDate): string => {
  if (date === today) return 'aujourd’hui';
  if (date === addDays(today, 1)) return 'demain';
  return date === addDays(today, -1) ? 'hier' : formatDate(date, today);
};

/** "aujourd’hui, 17 h". */
export const momentWords = (instant: IsoInstant, zone: string, today: IsoDate): string => {
  const { date, time } = localMoment(Temporal.Instant.from(instant), zone);
  return `${dayWords(date, today)}, ${formatHour(time)}`;
};

/** "demain, avant 17 h": a promise. "Avant hier" would say another day. */
export const promiseWords = (instant: IsoInstant, zone: string, today: IsoDate): string => {
  const { date, time } = localMoment(Temporal.Instant.from(instant), zone);
  return `${dayWords(date, today)}, avant ${formatHour(time)}`;
};

/** What is said aloud, between its marks: they stay with their word at the end of a line. */
export const spoken = (text: string): string => `«\u00a0${text}\u00a0»`;

/** One occasion of a way: "mardi 1er décembre", "chaque lundi", "un jour de la période". */
export const slotWords = (slot: Slot, today: IsoDate): string => {
  const weekday = weekdayOfSlot(slot);
  if (weekday !== undefined) return `chaque ${WEEKDAY_NAMES[weekday - 1]}`;
  const date = dateOfSlot(slot);
  return date === undefined ? 'un jour de la période' : formatDate(date, today);
};

/** "Gramat → Figeac". */
export const endsWords = (way: Pick<Way, 'from' | 'to'>): string => `${way.from.label} → ${way.to.label}`;

/** "Gramat → Figeac, mardi 1er décembre, rendez-vous à 9 h 30 ; retour l’après-midi". */
export const requestWords = (request: Pick<Request, 'ways'>, today: IsoDate): string => {
  const [outward, back] = request.ways;
  if (!outward) return '';
  const there = `${endsWords(outward)}, ${describeWay(outward, today)}`;
  if (!back) return `${there} ; sans retour`;
  // The same days are not said twice.
  const sameDays = JSON.stringify(back.when) === JSON.stringify(outward.when);
  return `${there} ; retour ${sameDays ? describeWindow(back.window) : describeWay(back, today)}`;
};

const whatIsDue = (due: Due, zone: string, today: IsoDate, driver: string): string => {
  if (due.kind === 'promise') return `réponse promise ${promiseWords(due.dueAt, zone, today)}`;
  if (due.kind === 'driver') return `rappeler ${driver}, ${dayWords(due.on, today)}`;
  return `à revoir, ${dayWords(due.on, today)}`;
};

/** Why someone is to be called: the driver's name is given, since the passenger's heads the line. */
export const dueWords = (
  due: Due,
  late: boolean,
  { zone, today, driver }: { readonly zone: string; readonly today: IsoDate; readonly driver: string },
): string => {
  const words = whatIsDue(due, zone, today, driver);
  return late ? `En retard : ${words}` : capital(words);
};
