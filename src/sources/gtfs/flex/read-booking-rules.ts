import { plainWords } from '#src/plain-words.ts';
import { parsePhone } from '#src/people/phone.ts';
import { NO_TIME, parseChoice, parseTime } from '#src/sources/gtfs/parse-values.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import type { Booking, Notice, RunningDays } from '#src/transit/on-demand/on-demand-service.ts';

const FILE = 'booking_rules.txt';
const MOST_RULES = 100_000;
const MOST_DAYS = 366;
const MOST_MINUTES = 366 * 24 * 60;
const LONGEST_MESSAGE = 400;

/** Only what a browser opens as a page. */
export const webAddress = (text: string): string | null => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/u.test(url.protocol) ? url.href : null;
};

const COLUMNS = {
  file: FILE,
  required: ['booking_rule_id', 'booking_type'],
  optional: [
    'prior_notice_duration_min',
    'prior_notice_duration_max',
    'prior_notice_last_day',
    'prior_notice_last_time',
    'prior_notice_start_day',
    'prior_notice_service_id',
    'message',
    'pickup_message',
    'drop_off_message',
    'phone_number',
    'info_url',
    'booking_url',
  ],
  most: MOST_RULES,
} as const;
type Row = Readonly<Record<(typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number], string>>;

const noticeOf = (row: Row, calendars: ReadonlyMap<string, RunningDays>): Notice | undefined => {
  if (row.booking_type === '0') return { kind: 'real-time' };
  if (row.booking_type === '1') {
    const minutes = parseChoice(row.prior_notice_duration_min, MOST_MINUTES, -1);
    return minutes === undefined || minutes < 0 ? undefined : { kind: 'same-day', minutes };
  }
  if (row.booking_type !== '2') return undefined;
  const days = parseChoice(row.prior_notice_last_day, MOST_DAYS, -1);
  const last = parseTime(row.prior_notice_last_time);
  if (days === undefined || days < 0 || Number.isNaN(last) || last >= 24 * 3600) return undefined;
  return {
    kind: 'days-before',
    days,
    // Without its hour, until the end of that day.
    until: last === NO_TIME ? 24 * 60 - 1 : Math.floor(last / 60),
    counted: calendars.get(row.prior_notice_service_id) ?? null,
  };
};

/** From when on it can be asked for: said, not computed, nobody looks that far ahead. */
const earliestWords = (row: Row): string => {
  const days = parseChoice(row.prior_notice_start_day, MOST_DAYS, -1) ?? -1;
  const minutes = parseChoice(row.prior_notice_duration_max, MOST_MINUTES, -1) ?? -1;
  if (days > 0) return `Pas plus de ${days} ${days === 1 ? 'jour' : 'jours'} avant.`;
  return minutes > 0 ? `Pas plus de ${Math.round(minutes / 60)} h avant.` : '';
};

/** How services are asked for, by rule. A rule that cannot be read is left out: its phone is said without a notice. */
export const readBookingRules = async (
  source: FeedSource,
  calendars: ReadonlyMap<string, RunningDays>,
): Promise<ReadonlyMap<string, Booking>> => {
  const rules = new Map<string, Booking>();
  await readTable(source, COLUMNS, (row, line) => {
    const id = row.booking_rule_id;
    if (id === '' || rules.has(id))
      return source.notes.note(
        FILE,
        line,
        'Cette règle n’a pas d’identifiant, ou celui d’une autre : elle est laissée de côté.',
        id,
      );
    const notice = noticeOf(row, calendars);
    if (!notice)
      source.notes.note(
        FILE,
        line,
        'Le délai de réservation ne se lit pas : il n’est pas dit, le téléphone le reste.',
        id,
      );
    if (row.prior_notice_service_id !== '' && !calendars.has(row.prior_notice_service_id))
      source.notes.note(
        FILE,
        line,
        'Les jours comptés ne sont pas dans calendar.txt : tous les jours comptent.',
        row.prior_notice_service_id,
      );
    const phone = row.phone_number === '' ? null : (parsePhone(row.phone_number)?.number ?? null);
    if (row.phone_number !== '' && phone === null)
      source.notes.note(
        FILE,
        line,
        'Ce numéro de téléphone ne se compose pas : il est écrit tel quel.',
        row.phone_number,
      );
    const message = plainWords(row.message || row.pickup_message || row.drop_off_message, LONGEST_MESSAGE);
    rules.set(id, {
      notice: notice ?? { kind: 'none' },
      phone,
      url: webAddress(row.booking_url) ?? webAddress(row.info_url),
      message: [message, phone === null ? plainWords(row.phone_number) : '', earliestWords(row)]
        .filter((words) => words !== '')
        .join(' ')
        .slice(0, LONGEST_MESSAGE),
    });
    return undefined;
  });
  return rules;
};
