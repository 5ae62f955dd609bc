import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Stop } from '#src/places/place.ts';
import { describeLine, linesOf } from '#src/trips/lines.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { Schedule, Trip } from '#src/trips/trip.ts';

const now = { date: '2026-11-24', time: 9 * 60 };

const stop = (name: string, code: string): Stop => ({
  label: name,
  communeName: name,
  communeCode: code,
  point: { latitude: 44.7, longitude: 1.5 },
  source: 'chef-lieu',
});
const GOURDON = stop('Gourdon', '46127');
const CAHORS = stop('Cahors', '46042');
const ALBAS = stop('Albas', '46001');

const regular = (weekdays: number, departure: number | null): Schedule => ({
  kind: 'regular',
  weekdays,
  departure,
  from: null,
  until: null,
  excluded: [],
  pausedUntil: null,
});

let made = 0;
const trip = (driverId: string, from: Stop, to: Stop, schedule: Schedule): Trip => ({
  id: `trip${(made += 1)}`,
  territoryId: 'lot',
  driverId,
  returnOf: null,
  schedule,
  stops: [from, to],
  seats: null,
  maxDetour: null,
  flexibility: 0,
  meetingPlace: null,
  remarks: '',
  carTakes: [],
  help: 'free',
  state: 'active',
  toVerify: false,
  confirmedAt: '2026-11-01T00:00:00.000Z',
  timesAsked: 0,
  createdAt: '2026-11-01T00:00:00.000Z',
  version: 1,
});

suite('lines', () => {
  test('count distinct drivers and join their half-days, in the order of the alphabet', () => {
    const lines = linesOf(
      [
        trip('a', GOURDON, CAHORS, regular(2, 480)),
        trip('a', GOURDON, CAHORS, regular(8, 480)),
        trip('b', GOURDON, CAHORS, regular(8, 500)),
        trip('c', GOURDON, CAHORS, regular(2, 510)),
        trip('a', CAHORS, GOURDON, regular(10, 1020)),
        trip('d', ALBAS, CAHORS, regular(31, 450)),
      ],
      now,
    );
    assert.deepEqual(
      lines.map((line) => [line.from.name, line.to.name, line.drivers, describeLine(line, now.date)]),
      [
        ['Albas', 'Cahors', 1, 'du lundi au vendredi matin'],
        ['Cahors', 'Gourdon', 1, 'mardi et jeudi après-midi'],
        ['Gourdon', 'Cahors', 3, 'mardi et jeudi matin'],
      ],
    );
  });

  test('say both halves once, an hour to be agreed only where no hour is known, and dates apart', () => {
    const [line] = linesOf(
      [
        trip('a', GOURDON, CAHORS, regular(2, 480)),
        trip('a', GOURDON, CAHORS, regular(2, 840)),
        trip('b', GOURDON, CAHORS, regular(6, null)),
        trip('c', GOURDON, CAHORS, { kind: 'one-off', date: '2026-12-01', departure: 600 }),
      ],
      now,
    );
    assert.equal(
      line && describeLine(line, now.date),
      'mardi matin et après-midi, mercredi à une heure à convenir, mardi 1er décembre matin',
    );
  });

  test('leave out what is over, and what is paused until further notice', () => {
    const lines = linesOf(
      [
        trip('a', GOURDON, CAHORS, { kind: 'one-off', date: '2026-11-24', departure: 8 * 60 }),
        trip('b', GOURDON, CAHORS, { ...regular(2, 480), until: '2026-11-01' } as Schedule),
        trip('c', GOURDON, CAHORS, { ...regular(2, 480), pausedUntil: UNTIL_FURTHER_NOTICE } as Schedule),
        trip('d', ALBAS, CAHORS, { ...regular(2, 480), pausedUntil: '2026-12-15' } as Schedule),
      ],
      now,
    );
    assert.deepEqual(
      lines.map((line) => line.from.name),
      ['Albas'],
    );
  });
});
