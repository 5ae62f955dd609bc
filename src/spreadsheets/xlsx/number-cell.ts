/** What a number of a workbook stands for: a spreadsheet keeps days and hours as numbers, and shows them by a format. */
export type NumberKind = 'plain' | 'date' | 'time' | 'date-time';

/** Formats that every workbook knows by their number alone (ECMA-376, 18.8.30). */
const KNOWN_FORMATS: readonly (readonly [from: number, to: number, kind: NumberKind])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date-time'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 58, 'date'],
];

/** The kind of a format known by its number alone. */
export const kindOfKnownFormat = (id: number): NumberKind =>
  KNOWN_FORMATS.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'plain';

/** The kind of a format written out: "dd/mm/yyyy", "[h]:mm", "0.00 €". */
export const kindOfFormat = (code: string): NumberKind => {
  if (/^(?:general|standard|@)$/i.test(code.trim())) return 'plain';
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  const [day, hour] = [/[yd]/i.test(first), /[hs]/i.test(first)];
  if (day) return hour ? 'date-time' : 'date';
  if (hour) return 'time';
  // Months alone: "mmmm"; a figure anywhere makes it a number.
  return /m/i.test(first) && !/[0#?]/.test(first) ? 'date' : 'plain';
};

const DAY_SECONDS = 86_400;
/** The 29th of February 1900, which never was, is the 60th day of most workbooks. */
const FALSE_DAY = 60;
/** 31/12/9999. */
const LAST_DAY = 2_958_465;

const two = (number: number): string => String(number).padStart(2, '0');

const dateOf = (days: number, since1904: boolean): string => {
  const start = since1904 ? '1904-01-01' : days < FALSE_DAY ? '1899-12-31' : '1899-12-30';
  const { year, month, day } = Temporal.PlainDate.from(start).add({ days });
  return `${two(day)}/${two(month)}/${year}`;
};

const timeOf = (seconds: number): string => {
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? clock : `${clock}:${two(seconds % 60)}`;
};

/** A French number kept as a number has lost its zero, and no sheet of people counts in hundreds of millions. */
const isPhone = (text: string): boolean => /^[1-9]\d{8}$/.test(text);

/** A number as the spreadsheet showed it, for whoever typed it: "05/09/2019", "08:30", "44.4491", "0536490012". */
export const formatNumberCell = (written: string, kind: NumberKind, since1904: boolean): string => {
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  if (kind === 'plain' || number < 0 || number > LAST_DAY) {
    // Fifteen figures, as spreadsheets show: 0.1 + 0.2 was typed by nobody.
    const plain = Number(number.toPrecision(15));
    const text = Number.isInteger(plain) && Math.abs(plain) < 1e15 ? plain.toFixed(0) : String(plain);
    return kind === 'plain' && isPhone(text) ? `0${text}` : text;
  }
  const seconds = Math.round(number * DAY_SECONDS);
  const [days, rest] = [Math.floor(seconds / DAY_SECONDS), seconds % DAY_SECONDS];
  if (kind === 'time') return timeOf(rest);
  const date = dateOf(days, since1904);
  return kind === 'date' ? date : `${date} ${timeOf(rest)}`;
};
