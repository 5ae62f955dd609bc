import type { TimeWindow, WayHome, When } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import { parseHour } from '#src/time/hours.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { parseDate } from '#src/time/written-dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';

/** "Dans les 7 jours": today and the seven days that follow. */
const WITHIN_DAYS = 7;

/** Gathers errors while each part of the form is read. */
export interface Reader {
  readonly form: Typed;
  readonly today: IsoDate;
  readonly errors: Record<string, string>;
}

const readDate = ({ today, errors }: Reader, name: string, text: string): IsoDate | undefined => {
  const reading = parseDate(text, today);
  if (reading.kind === 'read') return reading.value;
  errors[name] = text.trim() === '' ? 'Indiquez le jour.' : reading.reason;
  return undefined;
};

const readHour = ({ form, errors }: Reader, name: string): TimeOfDay | undefined => {
  const text = typed(form, name);
  const reading = parseHour(text);
  if (reading.kind === 'read' && reading.value !== null) return reading.value;
  errors[name] = reading.kind === 'refused' ? reading.reason : 'Indiquez l’heure.';
  return undefined;
};

/** The days asked; undefined when something is wrong, which is then among the errors. */
export const readWhen = (reader: Reader): When | undefined => {
  const { form, today, errors } = reader;
  switch (typed(form, 'quand')) {
    case 'date': {
      const date = readDate(reader, 'date', typed(form, 'date'));
      return date === undefined ? undefined : { kind: 'dates', dates: [date] };
    }
    case 'dates': {
      const texts = ticked(form, 'dates').filter((text) => text.trim() !== '');
      if (texts.length === 0) {
        errors['dates'] = 'Indiquez au moins un jour.';
        return undefined;
      }
      const dates = texts.map((text) => readDate(reader, 'dates', text)).filter((date) => date !== undefined);
      return dates.length === texts.length ? { kind: 'dates', dates: [...new Set(dates)].toSorted() } : undefined;
    }
    case 'semaine':
      return { kind: 'within', from: today, until: addDays(today, WITHIN_DAYS) };
    case 'regulier': {
      const days = ticked(form, 'jours').map(Number);
      const weekdays = days.filter((day) => day >= 1 && day <= 7).reduce((mask, day) => mask | weekdayBit(day), 0);
      if (weekdays === 0) errors['jours'] = 'Cochez au moins un jour de la semaine.';
      const [start, end] = [typed(form, 'du'), typed(form, 'au')];
      const from = start.trim() === '' ? today : readDate(reader, 'du', start);
      const until = end.trim() === '' ? null : readDate(reader, 'au', end);
      return weekdays === 0 || from === undefined || until === undefined
        ? undefined
        : { kind: 'weekly', weekdays, from, until };
    }
    default:
      errors['quand'] = 'Choisissez quand vous voulez partir.';
      return undefined;
  }
};

/** The hour asked. */
export const readWindow = (
  reader: Reader,
  names: { readonly choice: string; readonly hour: string },
): TimeWindow | undefined => {
  const choice = typed(reader.form, names.choice);
  if (choice === 'matin') return { kind: 'morning' };
  if (choice === 'apres-midi') return { kind: 'afternoon' };
  if (choice === 'libre') return { kind: 'any' };
  if (choice === 'rendez-vous' || choice === 'depart') {
    const at = readHour(reader, names.hour);
    return at === undefined ? undefined : { kind: choice === 'depart' ? 'leave-at' : 'arrive-by', at };
  }
  // An hour without its choice says enough.
  if (typed(reader.form, names.hour).trim() !== '') {
    const at = readHour(reader, names.hour);
    return at === undefined ? undefined : { kind: names.choice === 'horaire' ? 'arrive-by' : 'leave-at', at };
  }
  reader.errors[names.choice] =
    names.choice === 'horaire'
      ? 'Choisissez une heure, ou « peu importe ».'
      : 'Choisissez une heure pour le retour, ou « je ne sais pas encore ».';
  return undefined;
};

/** What the team notes when it asks "et pour rentrer ?"; the public form only says yes or no. */
const WAYS_HOME: Readonly<Record<string, WayHome | undefined>> = {
  attend: 'waits',
  revient: 'comes-back',
  autre: 'other-driver',
  inconnu: undefined,
};

/** The hour of a return that the team notes: said or not. */
const readDeskWindow = (reader: Reader): TimeWindow | undefined => {
  const blank = ['retour_horaire', 'retour_heure'].every((name) => typed(reader.form, name).trim() === '');
  return blank ? { kind: 'any' } : readWindow(reader, { choice: 'retour_horaire', hour: 'retour_heure' });
};

/** The return: null when none is to be found. */
export const readReturn = (
  reader: Reader,
  when: When | undefined,
): { readonly when: When; readonly window: TimeWindow; readonly wayHome?: WayHome } | null | undefined => {
  const { form, errors } = reader;
  const answer = typed(form, 'retour');
  if (answer === 'non' || answer === 'regle') return null;
  const noted = answer in WAYS_HOME;
  if (answer !== 'oui' && !noted) {
    errors['retour'] = 'Dites si vous avez besoin du retour.';
    return undefined;
  }
  const window = noted
    ? readDeskWindow(reader)
    : readWindow(reader, { choice: 'retour_horaire', hour: 'retour_heure' });
  const text = typed(form, 'retour_date');
  const other = text.trim() === '' ? null : readDate(reader, 'retour_date', text);
  if (!when || !window || other === undefined) return undefined;
  // Another day makes sense for a single day only; in the other cases the return follows the days of the outward way.
  const single = when.kind === 'dates' && when.dates.length === 1;
  const wayHome = WAYS_HOME[answer];
  return {
    when: other !== null && single ? { kind: 'dates', dates: [other] } : when,
    window,
    ...(wayHome && { wayHome }),
  };
};
