import type { Columns } from '#src/spreadsheets/columns.ts';
import { cellOf } from '#src/spreadsheets/columns.ts';
import { parseConsent } from '#src/spreadsheets/consent-cell.ts';
import { parseHelp } from '#src/spreadsheets/help-cell.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { type LineReading, readLine, refuseLine } from '#src/spreadsheets/line-reading.ts';
import { parseHourCell, parseSentAt, type SentAt } from '#src/spreadsheets/moment-cell.ts';
import { type PersonCells, readPerson, splitFullName } from '#src/spreadsheets/person-cells.ts';
import { phonesInCell } from '#src/spreadsheets/phones-in-cell.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { readTimetable } from '#src/spreadsheets/timetable-cell.ts';
import { namesOnTheWay } from '#src/spreadsheets/via-cell.ts';
import { folded } from '#src/time/reading.ts';
import type { IsoDate, TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import { EVERY_DAY, parseWeekdays, weekdayBit } from '#src/time/weekdays.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { KindOfHelp } from '#src/trips/trip.ts';

/** When a line's trip is made: every week, or once. */
export type LineDays =
  { readonly kind: 'regular'; readonly weekdays: WeekdayMask } | { readonly kind: 'one-off'; readonly date: IsoDate };

/** One line of a drivers' sheet: one trip of one person, and its way back when an hour of return is given. */
export interface DriverLine {
  readonly sentAt: SentAt | null;
  readonly person: PersonCells;
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly days: LineDays;
  /** null: variable, or to be asked. */
  readonly departure: TimeOfDay | null;
  readonly back: { readonly departure: TimeOfDay | null } | null;
  readonly help: KindOfHelp;
  /** More precise place of arrival: of the employer sometimes, never public. */
  readonly place: string;
  readonly address: string;
  /** How the person prefers to be reached, in their words. */
  readonly prefers: string;
  readonly heardFrom: string;
  readonly remarks: string;
  /** null: nothing said. */
  readonly numberShown: boolean | null;
}

/** Words that mean "ask me": every day, at an hour to be agreed. */
const ON_CALL = /variable|planning|besoin|demande|appel|ca depend|selon|flexible|souple|indifferent|n'importe/;

/** The trip on one line; relative and yearless dates are counted from the day it was sent. */
export const readDriverLine = (columns: Columns, row: SheetRow, today: IsoDate): LineReading<DriverLine> =>
  readLine((doubt) => {
    const cell = (field: Field): string => cellOf(columns, row, field);
    const sentAt = parseSentAt(cell('sentAt')) ?? null;
    if (cell('sentAt') !== '' && !sentAt)
      doubt(`La date d'inscription « ${cell('sentAt')} » ne se lit pas : elle est laissée de côté.`);
    if (cell('from') === '' || cell('to') === '')
      refuseLine(`Il manque ${cell('from') === '' ? 'le départ' : "l'arrivée"}.`);
    const full = splitFullName(cell('fullName'));
    const person = readPerson(
      {
        firstName: cell('firstName') || (cell('lastName') === '' ? full.firstName : ''),
        lastName: cell('lastName') || (cell('firstName') === '' ? full.lastName : ''),
        phone: cell('phone'),
        email: cell('email'),
        address: cell('address'),
        hasEmail: columns.places.has('email'),
      },
      doubt,
    );
    const remarks = [cell('remarks')];
    const phoneWords = phonesInCell(cell('phone')).rest;
    if (phoneWords !== '' && !phoneWords.includes('@')) remarks.push(`Téléphone : ${cell('phone')}`);
    const timetable = readTimetable(cell('timetable'));
    if (timetable.rest !== '') {
      doubt(`Horaires « ${cell('timetable')} » : à relire avec la personne.`);
      remarks.push(`Horaires : ${cell('timetable')}`);
    }
    const hour = (field: Field, label: string, fallback: TimeOfDay | null): TimeOfDay | null => {
      if (cell(field) === '') return fallback;
      const read = parseHourCell(cell(field));
      if (read.kind === 'impossible') return refuseLine(`${label} : ${read.reason}`);
      if (read.kind === 'hour') return read.at;
      doubt(`${label} « ${read.text} » : gardée en remarque, heure à demander.`);
      remarks.push(`${label} : ${read.text}`);
      return null;
    };
    const daysCell = cell('days') || (timetable.weekdays === null ? cell('timetable') : '');
    const days = readDays(daysCell, timetable.weekdays, cell('date'), { sentOn: sentAt?.date ?? null, today }, doubt);
    const departure = hour('departure', 'Heure de départ', timetable.hours[0] ?? null);
    const back = readBack(cell('back'), timetable.hours[1], () => hour('back', 'Heure de retour', null), doubt);
    const consent = parseConsent(cell('consent'));
    if (consent.doubt !== null) doubt(consent.doubt);
    const means = readMeans(cell('heardFrom'));
    return {
      sentAt,
      person,
      from: cell('from'),
      to: cell('to'),
      via: namesOnTheWay(cell('via')),
      days,
      departure,
      back,
      help: parseHelp(cell('help'), days.kind === 'one-off'),
      place: cell('place') === '-' ? '' : cell('place'),
      address: cell('address').includes('@') ? '' : cell('address'),
      prefers: [cell('prefers'), cell('means'), means ? cell('heardFrom') : '']
        .filter((text) => text !== '')
        .join(', '),
      heardFrom: means ? '' : cell('heardFrom'),
      remarks: remarks.filter((text) => text !== '').join('\n'),
      numberShown: consent.given,
    };
  });

/** "Communication" once held the means preferred, once how the person heard of the service: its words tell. */
const readMeans = (text: string): boolean =>
  /^(?:(?:par )?(?:sms|texto|telephone|tel|appel|mail|e-?mail|courriel|whatsapp)(?:[ ,/&]|et|ou)*)+$/.test(
    folded(text),
  );

const readDays = (
  cell: string,
  fromTimetable: WeekdayMask | null,
  date: string,
  { sentOn, today }: { readonly sentOn: IsoDate | null; readonly today: IsoDate },
  doubt: (text: string) => void,
): LineDays => {
  if (date !== '' && date !== '-') {
    const weekdays = parseWeekdays(date);
    // "Jour : jeudi" in a list of trips is said of every week; only beside the day it was sent does it mean the next one.
    if (sentOn === null && cell === '' && weekdays.kind === 'read') {
      doubt(`Jour « ${date} » : compris comme chaque semaine, à relire avec la personne.`);
      return { kind: 'regular', weekdays: weekdays.value };
    }
    const read = parseDate(date, sentOn ?? today);
    if (read.kind === 'refused') return refuseLine(`Date du trajet : ${read.reason}`);
    const said = parseWeekdays(cell);
    if (said.kind === 'read' && (said.value & weekdayBit(weekdayOf(read.value))) === 0) {
      doubt(`Les jours « ${cell} » et la date « ${date} » ne s'accordent pas : la date est retenue.`);
    } else if (said.kind === 'read') {
      doubt(`Une date et des jours sont donnés : seule la date « ${date} » est retenue.`);
    }
    return { kind: 'one-off', date: read.value };
  }
  if (cell === '' || cell === '-') {
    if (fromTimetable !== null) return { kind: 'regular', weekdays: fromTimetable };
    return refuseLine(
      'Ni jours ni date. Écrivez les jours (« Lundi, Mardi »), ou « variable » si la personne préfère être appelée.',
    );
  }
  const weekdays = parseWeekdays(cell);
  if (weekdays.kind === 'read') return { kind: 'regular', weekdays: weekdays.value };
  if (ON_CALL.test(folded(cell))) {
    doubt(`Jours « ${cell} » : compté tous les jours, à demander à la personne.`);
    return { kind: 'regular', weekdays: EVERY_DAY };
  }
  const once = parseDate(cell, today);
  if (once.kind === 'read') return { kind: 'one-off', date: once.value };
  const example = weekdays.reason.includes('Écrivez')
    ? ''
    : ' Écrivez par exemple « Lundi, Mardi » ou « Du lundi au vendredi ».';
  return refuseLine(`Jours : ${weekdays.reason}${example}`);
};

const NO_RETURN = /^(?:non|pas de retour|sans retour|aucun|neant|aller simple)\b/;

/** The ancestor's rule: no return unless its cell is filled. */
const readBack = (
  cell: string,
  fromTimetable: TimeOfDay | undefined,
  hour: () => TimeOfDay | null,
  doubt: (text: string) => void,
): DriverLine['back'] => {
  if (cell === '') return fromTimetable === undefined ? null : { departure: fromTimetable };
  if (NO_RETURN.test(folded(cell))) return null;
  const departure = hour();
  if (cell === '-') doubt('Heure de retour « - » : un retour est compté, heure à demander.');
  return { departure };
};
