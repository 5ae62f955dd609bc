import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parsePhone } from '#src/people/phone.ts';
import { CLOSING_REASONS, MOTIVES, type TimeWindow, type When } from '#src/requests/request.ts';
import { type DriverLine, readDriverLine } from '#src/spreadsheets/driver-sheet.ts';
import { formatDriverSheet, formatPlaceSheet, formatRequestSheet } from '#src/spreadsheets/format-lines.ts';
import type { LineReading } from '#src/spreadsheets/line-reading.ts';
import { openSheet, type OpenSheet } from '#src/spreadsheets/open-sheet.ts';
import { type PlaceLine, readPlaceLine } from '#src/spreadsheets/place-sheet.ts';
import { readRequestLine, type RequestLine } from '#src/spreadsheets/request-sheet.ts';
import { writeCsv } from '#src/spreadsheets/write-csv.ts';
import { addDays, dateOf } from '#src/time/dates.ts';

const TODAY = '2026-11-22';

const place = fc.constantFrom(
  'Cahors',
  'Cahors (Pradines)',
  "L'Hospitalet",
  'Saint-Céré',
  'Gourdon',
  'le bourg de Gramat',
);
const name = fc.constantFrom('Jeanne', 'Marie-Ange', 'Élie', "d'Arcambal", 'de la Tour', 'Ørsted', 'Nguyễn');
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('=1+1', '+ tard', '-20 %', '@voisin', "'=a", 'a;b,c\td', 'a\nb'),
  )
  .map((text) => text.normalize('NFC').replaceAll('\r', '').replaceAll('\u0000', '').trim())
  .filter((text) => text !== '-' && !text.includes('@'));
const phone = fc
  .tuple(fc.constantFrom('019900', '026191', '035301', '046571', '053649', '063998'), fc.integer({ min: 0, max: 9999 }))
  .map(([range, end]) => parsePhone(`${range}${String(end).padStart(4, '0')}`))
  .filter((parsed) => parsed !== undefined);
const time = fc.integer({ min: 0, max: 1439 });
const day = fc.integer({ min: 18000, max: 21000 }).map(dateOf);
const sentAt = fc.record({ date: day, time: fc.option(time) });
const person = fc.record({
  firstName: name,
  lastName: name,
  phones: fc.uniqueArray(phone, { minLength: 1, maxLength: 2, selector: ({ number }) => number }),
  email: fc.option(fc.constantFrom('a.b@exemple.fr', 'jeanne@exemple.org')),
});

const driverLine: fc.Arbitrary<DriverLine> = fc.record({
  sentAt: fc.option(sentAt),
  person,
  from: place,
  to: place,
  via: fc.uniqueArray(place, { maxLength: 3 }),
  days: fc.oneof(
    fc.record({ kind: fc.constant('regular' as const), weekdays: fc.integer({ min: 1, max: 127 }) }),
    fc.record({ kind: fc.constant('one-off' as const), date: day }),
  ),
  departure: fc.option(time),
  back: fc.option(fc.record({ departure: fc.option(time) })),
  help: fc.constantFrom('free' as const, 'shared' as const),
  place: words,
  address: words,
  prefers: words,
  heardFrom: fc.constantFrom('', 'Bouche à Oreille', 'Mairie'),
  remarks: words,
  numberShown: fc.option(fc.boolean()),
});

const window: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.constantFrom<TimeWindow>({ kind: 'any' }, { kind: 'morning' }, { kind: 'afternoon' }),
  time.map((at): TimeWindow => ({ kind: 'leave-at', at })),
  time.map((at): TimeWindow => ({ kind: 'arrive-by', at })),
);

const requestLine: fc.Arbitrary<RequestLine> = sentAt.chain((sent) => {
  const when: fc.Arbitrary<When> = fc.oneof(
    fc
      .uniqueArray(day, { minLength: 1, maxLength: 3 })
      .map((dates): When => ({ kind: 'dates', dates: dates.toSorted() })),
    fc
      .integer({ min: 1, max: 127 })
      .map((weekdays): When => ({ kind: 'weekly', weekdays, from: sent.date, until: null })),
    fc
      .integer({ min: 1, max: 20 })
      .map((days): When => ({ kind: 'within', from: sent.date, until: addDays(sent.date, days) })),
  );
  return fc.record({
    sentAt: fc.constant(sent),
    person,
    from: place,
    to: place,
    when,
    window,
    back: fc.option(fc.record({ window })),
    motive: fc.option(fc.constantFrom(...MOTIVES.filter((motive) => motive !== 'other'))),
    heardFrom: words,
    note: words,
    outcome: fc.option(fc.constantFrom(...CLOSING_REASONS)),
  });
});

const placeLine: fc.Arbitrary<PlaceLine> = fc.record({
  names: fc.uniqueArray(fc.constantFrom('Villeneuve', "L'Hôpital", 'Gare de Gourdon', 'le Mas'), { minLength: 1 }),
  point: fc.record({
    latitude: fc.integer({ min: 4200000, max: 5100000 }).map((value) => value / 100000),
    longitude: fc.integer({ min: -500000, max: 900000 }).map((value) => value / 100000),
  }),
});

const ENCODINGS: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text.replace('\uFEFF', '')),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
];

const opened = (bytes: Uint8Array): OpenSheet => {
  const sheet = openSheet(bytes);
  assert.equal(sheet.kind, 'read', sheet.kind === 'refused' ? sheet.reason : '');
  return sheet.kind === 'read' ? sheet.value : assert.fail();
};

const valueOf = <T>(reading: LineReading<T>): T => {
  assert.equal(reading.kind, 'taken', reading.kind === 'refused' ? reading.reason : '');
  return reading.kind === 'taken' ? reading.value : assert.fail();
};

/** Written, encoded in each way, opened and read: the same lines again. */
const comesBack = <T>(
  lines: fc.Arbitrary<T>,
  format: (lines: readonly T[]) => readonly (readonly string[])[],
  readBack: (sheet: OpenSheet, index: number) => LineReading<T>,
): void =>
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 5 }), fc.constantFrom(...ENCODINGS), (given, encode) => {
      const sheet = opened(encode(writeCsv(format(given))));
      assert.equal(sheet.columns.rows.length, given.length);
      assert.deepEqual(
        given.map((_, index) => valueOf(readBack(sheet, index))),
        structuredClone(given),
      );
    }),
    { numRuns: 120 },
  );

const rowAt = (sheet: OpenSheet, index: number) => sheet.columns.rows[index] ?? assert.fail();

suite('a sheet written is read back the same, in every encoding', () => {
  test('drivers', () =>
    comesBack(driverLine, formatDriverSheet, (sheet, index) =>
      readDriverLine(sheet.columns, rowAt(sheet, index), TODAY),
    ));
  test('requests', () =>
    comesBack(requestLine, formatRequestSheet, (sheet, index) => readRequestLine(sheet.columns, rowAt(sheet, index))));
  test('places', () =>
    comesBack(placeLine, formatPlaceSheet, (sheet, index) => readPlaceLine(sheet.columns, rowAt(sheet, index))));
});
