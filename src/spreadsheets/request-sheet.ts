import type { ClosingReason, Motive, TimeWindow, When } from '#src/requests/request.ts';
import { cellOf, type Columns } from '#src/spreadsheets/columns.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { type LineReading, readLine, refuseLine } from '#src/spreadsheets/line-reading.ts';
import { parseHourCell, parseSentAt, type SentAt } from '#src/spreadsheets/moment-cell.ts';
import { parseMotive } from '#src/spreadsheets/motive-cell.ts';
import { parseOutcome } from '#src/spreadsheets/outcome-cell.ts';
import { type PersonCells, readPerson } from '#src/spreadsheets/person-cells.ts';
import { phonesInCell } from '#src/spreadsheets/phones-in-cell.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { parseWhen } from '#src/spreadsheets/when-cell.ts';
import { folded } from '#src/time/reading.ts';

/** One line of a requests' sheet: one need of one passenger. */
export interface RequestLine {
  readonly sentAt: SentAt | null;
  readonly person: PersonCells;
  readonly from: string;
  readonly to: string;
  readonly when: When;
  readonly window: TimeWindow;
  readonly back: { readonly window: TimeWindow } | null;
  readonly motive: Motive | null;
  readonly heardFrom: string;
  /** For the team: what was said besides. */
  readonly note: string;
  /** null = open. */
  readonly outcome: ClosingReason | null;
}

const ANY: TimeWindow = { kind: 'any' };

const NO = /^(?:non|n|pas de retour|sans retour|aucun|aller simple|aller seulement|aller)$/;
const YES = /^(?:oui|o|aller[ -/]*retour|a ?\/ ?r|ar|retour)$/;

/** The need on one line. */
export const readRequestLine = (columns: Columns, row: SheetRow): LineReading<RequestLine> =>
  readLine((doubt) => {
    const cell = (field: Field): string => cellOf(columns, row, field);
    const sentAt = parseSentAt(cell('sentAt')) ?? null;
    if (cell('sentAt') !== '' && !sentAt)
      doubt(`La date de demande « ${cell('sentAt')} » ne se lit pas : elle est laissée de côté.`);
    if (cell('from') === '' || cell('to') === '')
      refuseLine(`Il manque ${cell('from') === '' ? 'le départ' : "l'arrivée"}.`);
    const person = readPerson(
      {
        firstName: cell('firstName'),
        lastName: cell('lastName'),
        phone: cell('phone'),
        email: cell('email'),
        address: '',
        hasEmail: columns.places.has('email'),
      },
      doubt,
    );
    const note: string[] = [cell('remarks'), cell('interest')];
    const add = (label: string, text: string): void => {
      if (text !== '' && text !== '-') note.push(`${label} : ${text}`);
    };
    const phoneWords = phonesInCell(cell('phone')).rest;
    if (!phoneWords.includes('@')) add('Téléphone', phoneWords === '' ? '' : cell('phone'));
    const when = parseWhen(cell('date'), sentAt?.date ?? null);
    if (when.kind === 'refused') return refuseLine(`Date de départ : ${when.reason}`);
    if (when.value.doubt !== null) doubt(when.value.doubt);
    const window = (text: string, label: string): TimeWindow => {
      const read = readWindow(text);
      if (read.kind === 'impossible') return refuseLine(`${label} : ${read.reason}`);
      if (read.kind === 'window') return read.window;
      doubt(`${label} « ${text} » : gardée en note, heure à demander.`);
      add(label, text);
      return ANY;
    };
    const outward = window(cell('departure'), 'Heure de départ');
    const back = readBack(cell('wantsBack'), cell('back'), window, (text) => {
      doubt(`Retour « ${text} » : un retour est compté, à demander.`);
      add('Retour', text);
    });
    const motive = parseMotive(cell('motive'));
    if (motive === 'other') add('Motif', cell('motive'));
    const outcome = parseOutcome(cell('outcome'));
    if (outcome.doubt !== null) {
      doubt(outcome.doubt);
      add('État noté dans la feuille', cell('outcome'));
    }
    add('Motif de refus', cell('refusal'));
    return {
      sentAt,
      person,
      from: cell('from'),
      to: cell('to'),
      when: when.value.when,
      window: outward,
      back,
      motive,
      heardFrom: cell('heardFrom'),
      note: note.filter((text) => text !== '').join('\n'),
      outcome: outcome.reason,
    };
  });

type WindowCell =
  | { readonly kind: 'window'; readonly window: TimeWindow }
  | { readonly kind: 'impossible'; readonly reason: string }
  | { readonly kind: 'vague' };

const readWindow = (text: string): WindowCell => {
  const plain = folded(text);
  if (/^(?:le |en |dans la |au )?matin(?:ee)?$/.test(plain)) return { kind: 'window', window: { kind: 'morning' } };
  if (/^(?:l'|dans l'|en )?(?:apres[- ]midi|aprem)$/.test(plain))
    return { kind: 'window', window: { kind: 'afternoon' } };
  const arrival = /^(?:arrivee?|arriver|rdv|rendez-vous) ?(?:a|avant|pour)? ?(.+)$/.exec(plain)?.[1];
  const read = parseHourCell(arrival ?? text);
  if (read.kind === 'vague') return { kind: 'vague' };
  if (read.kind === 'impossible') return read;
  if (read.at === null) return { kind: 'window', window: ANY };
  return { kind: 'window', window: { kind: arrival === undefined ? 'leave-at' : 'arrive-by', at: read.at } };
};

const readBack = (
  wanted: string,
  hour: string,
  window: (text: string, label: string) => TimeWindow,
  unsure: (text: string) => void,
): RequestLine['back'] => {
  const plain = folded(wanted)
    .replace(/[!.]+$/, '')
    .trim();
  const given = hour === '-' ? '' : hour;
  if (NO.test(plain)) return null;
  if (plain === '' || plain === '-') return given === '' ? null : { window: window(given, 'Heure de retour') };
  if (YES.test(plain)) return { window: given === '' ? ANY : window(given, 'Heure de retour') };
  const inside = readWindow(plain.replace(/^oui[ ,:]*/, ''));
  if (inside.kind === 'window' && given === '') return { window: inside.window };
  unsure(wanted);
  return { window: given === '' ? ANY : window(given, 'Heure de retour') };
};
