import { formatPhone } from '#src/people/phone.ts';
import type { TimeWindow, When } from '#src/requests/request.ts';
import type { DriverLine } from '#src/spreadsheets/driver-sheet.ts';
import { HELP_SENTENCES } from '#src/spreadsheets/help-cell.ts';
import { type Field, LAYOUTS, type SheetKind } from '#src/spreadsheets/layouts.ts';
import { titleOf } from '#src/spreadsheets/titles.ts';
import type { SentAt } from '#src/spreadsheets/moment-cell.ts';
import { formatOutcome } from '#src/spreadsheets/outcome-cell.ts';
import type { PlaceLine } from '#src/spreadsheets/place-sheet.ts';
import type { RequestLine } from '#src/spreadsheets/request-sheet.ts';
import { formatHourInput } from '#src/time/hours.ts';
import type { Motive } from '#src/requests/request.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import { formatWeekdays, weekdaysOf } from '#src/time/weekdays.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';

type Cells = Readonly<Partial<Record<Field, string>>>;

/** A whole sheet, titles first, in the most complete of the layouts we read. */
const sheetOf = (kind: SheetKind, lines: readonly Cells[]): readonly (readonly string[])[] => {
  const fields = (LAYOUTS.find((layout) => layout.kind === kind)?.fields ?? []).filter((field) => field !== null);
  return [
    fields.map((field) => titleOf(kind, field)),
    ...lines.map((cells) => fields.map((field) => cells[field] ?? '')),
  ];
};

const sent = (at: SentAt | null): string =>
  at === null ? '' : formatDateDigits(at.date) + (at.time === null ? '' : ` ${formatHourInput(at.time)}:00`);

const hour = (at: TimeOfDay | null): string => (at === null ? '-' : `${formatHourInput(at)}:00`);

const phones = (line: DriverLine | RequestLine): string =>
  line.person.phones.map(({ number }) => formatPhone(number)).join(' / ');

/** The drivers' sheet in 21 columns; `readDriverLine` reads each line back. */
export const formatDriverSheet = (lines: readonly DriverLine[]): readonly (readonly string[])[] =>
  sheetOf(
    'drivers',
    lines.map((line) => ({
      sentAt: sent(line.sentAt),
      from: line.from,
      address: line.address,
      to: line.to,
      via: line.via.join(', '),
      days: line.days.kind === 'regular' ? formatWeekdays(line.days.weekdays) : '',
      date: line.days.kind === 'one-off' ? formatDateDigits(line.days.date) : '',
      departure: hour(line.departure),
      back: line.back === null ? '' : hour(line.back.departure),
      firstName: line.person.firstName,
      lastName: line.person.lastName,
      phone: phones(line),
      email: line.person.email ?? '',
      prefers: line.prefers,
      heardFrom: line.heardFrom,
      remarks: line.remarks,
      help: HELP_SENTENCES[line.help],
      place: line.place,
      consent: line.numberShown === null ? '' : line.numberShown ? 'Oui' : 'Non',
    })),
  );

const MOTIVE_WORDS: Readonly<Record<Motive, string>> = {
  health: 'Santé',
  work: 'Travail',
  administration: 'Démarches',
  shopping: 'Courses',
  visit: 'Visite',
  leisure: 'Loisirs',
  other: 'Autre',
};

const windowWords = (window: TimeWindow): string => {
  switch (window.kind) {
    case 'any':
      return '-';
    case 'morning':
      return 'matin';
    case 'afternoon':
      return 'après-midi';
    case 'leave-at':
      return hour(window.at);
    case 'arrive-by':
      return `arrivée à ${formatHourInput(window.at)}`;
  }
};

const whenWords = (when: When): string => {
  switch (when.kind) {
    case 'dates':
      return when.dates.map(formatDateDigits).join(', ');
    case 'within':
      return `du ${formatDateDigits(when.from)} au ${formatDateDigits(when.until)}`;
    case 'weekly':
      return weekdaysOf(when.weekdays).length === 1
        ? `tous les ${formatWeekdays(when.weekdays)}s`
        : formatWeekdays(when.weekdays);
  }
};

/** The requests' sheet in 17 columns; `readRequestLine` reads each line back. */
export const formatRequestSheet = (lines: readonly RequestLine[]): readonly (readonly string[])[] =>
  sheetOf(
    'requests',
    lines.map((line) => ({
      sentAt: sent(line.sentAt),
      from: line.from,
      to: line.to,
      date: whenWords(line.when),
      departure: windowWords(line.window),
      motive: line.motive === null ? '' : MOTIVE_WORDS[line.motive],
      wantsBack: line.back === null ? 'Non' : 'Oui',
      back: line.back === null ? '' : windowWords(line.back.window),
      firstName: line.person.firstName,
      lastName: line.person.lastName,
      phone: phones(line),
      email: line.person.email ?? '',
      heardFrom: line.heardFrom,
      remarks: line.note,
      outcome: formatOutcome(line.outcome),
    })),
  );

/** The places' sheet; `readPlaceLine` reads each line back. */
export const formatPlaceSheet = (lines: readonly PlaceLine[]): readonly (readonly string[])[] =>
  sheetOf(
    'places',
    lines.map(({ names, point }) => ({
      names: names.join(', '),
      latitude: point.latitude.toFixed(5),
      longitude: point.longitude.toFixed(5),
    })),
  );
