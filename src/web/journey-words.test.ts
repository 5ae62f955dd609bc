import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Call, Journey, Leg, RideLeg } from '#src/transit/journey/journey.ts';
import {
  homeByRideWords,
  hourWords,
  lastBackWords,
  lengthWords,
  outsideWords,
  shortWords,
  stepsWords,
  titleWords,
  vehicleWords,
} from '#src/web/journey-words.ts';

const POINT = { latitude: 44.78, longitude: 1.72 };
const call = (name: string, at: number, more: Partial<Call> = {}): Call => ({
  name,
  point: POINT,
  stopId: name,
  arrival: at,
  departure: at,
  pickup: 'regular',
  dropOff: 'regular',
  approximate: false,
  ...more,
});
const line = {
  id: 'l',
  shortName: '873',
  longName: 'Gramat – Cahors',
  kind: 'coach',
  color: null,
  url: null,
  agency: 'Cars du Lot',
  phone: '+33536490011',
} as const;
const ride = (board: Call, alight: Call, more: Partial<RideLeg> = {}): RideLeg => ({
  kind: 'ride',
  feedId: 'f',
  line,
  tripId: 't',
  serviceDate: '2026-11-26',
  headsign: 'Cahors',
  number: '',
  board,
  alight,
  between: [],
  every: null,
  ...more,
});
const walk = (minutes: number): Leg => ({
  kind: 'walk',
  from: { name: '', point: POINT },
  to: { name: '', point: POINT },
  minutes,
  metres: minutes * 60,
});
const journey = (legs: readonly Leg[], departure: number, arrival: number, changes = 0): Journey => ({
  departure,
  arrival,
  duration: arrival - departure,
  changes,
  walking: 0,
  missesBy: 0,
  legs,
});
const read = (words: readonly string[]): readonly string[] => words.map((one) => one.replaceAll('\u00a0', ' '));

suite('a journey in words', () => {
  const direct = ride(call('Gramat Place', 430), call('Cahors Gare', 465));

  test('where to get on and off, and the walks with when to leave', () => {
    const there = journey([walk(5), direct, walk(6)], 425, 471);
    assert.deepEqual(read(stepsWords(there)), [
      'Départ : Gramat Place (5 minutes à pied : partez à 7 h 05). Arrivée : Cahors Gare, puis 6 minutes à pied : vous y êtes à 7 h 51.',
    ]);
    assert.deepEqual(read([titleWords(there), lengthWords(there), shortWords(there)]), [
      'Car 873 vers Cahors',
      '46 minutes, sans changement',
      'Car 7 h 10 → 7 h 45',
    ]);
  });

  test('where to change, for how long, and with what walk', () => {
    const train = ride(call('Cahors', 500), call('Toulouse', 570), {
      line: { ...line, kind: 'train', shortName: 'K15', longName: '' },
      headsign: '871505',
    });
    const there = journey([direct, walk(4), train], 430, 570, 1);
    assert.deepEqual(read(stepsWords(there)), [
      'Départ : Gramat Place.',
      'Changement : Cahors Gare, 7 h 45. 35 minutes pour changer, dont 4 minutes à pied, jusqu’à Cahors. Puis train K15 (n° 871505), 8 h 20.',
      'Arrivée : Toulouse.',
    ]);
    assert.equal(shortWords(there).replaceAll('\u00a0', ' '), 'Car et train 7 h 10 → 9 h 30');
  });

  test('the last way back: its stop, the walk before it, its changes; none is said', () => {
    const back = journey(
      [walk(8), ride(call('Cahors Gare', 1085), call('Gramat Place', 1130)), walk(3)],
      1077,
      1133,
      1,
    );
    assert.deepEqual(read([lastBackWords(back), homeByRideWords(back), lastBackWords(undefined)]), [
      'Dernier retour à 18 h 05 (Cahors Gare, à 8 minutes à pied), arrivée à 18 h 50, avec 1 changement.',
      'Dernier car ou train pour rentrer : 18 h 05 (Cahors Gare, à 8 minutes à pied).',
      'Pas de retour en car ni en train ce jour-là.',
    ]);
  });

  test('what has to be asked for, what is not certain, and the morrow', () => {
    const asked = ride(
      call('Gramat Place', 430, { pickup: 'phone-agency' }),
      call('Cahors Gare', 1470, { dropOff: 'ask-driver', approximate: true }),
    );
    assert.deepEqual(read(stepsWords(journey([asked], 430, 1470))), [
      'Départ : Gramat Place.',
      'À réserver au 05 36 49 00 11.',
      'Pour descendre là, dites-le en montant.',
      'Heures approximatives.',
      'Arrivée : Cahors Gare.',
    ]);
    assert.equal(hourWords(1470).replaceAll('\u00a0', ' '), '0 h 30 le lendemain');
    const frequent = { ...direct, every: 20 };
    assert.match(stepsWords(journey([frequent], 430, 465)).join(' '), /Passe toutes les 20 minutes environ/);
  });

  test('where one stays on board there is nothing to change', () => {
    const through = [
      ride(call('Gramat Place', 430), call('Cahors Gare', 465, { dropOff: 'phone-agency' })),
      ride(call('Cahors Gare', 470, { pickup: 'phone-agency' }), call('Cahors Hôpital', 480), {
        headsign: 'Hôpital',
        line: { ...line, shortName: '2' },
        isStay: true,
      }),
    ];
    assert.deepEqual(read(stepsWords(journey(through, 430, 480))), [
      'Départ : Gramat Place.',
      'Restez à bord : à Cahors Gare, 7 h 45, le même véhicule continue, car 2 vers Hôpital, 7 h 50.',
      'Arrivée : Cahors Hôpital.',
    ]);
    assert.equal(titleWords(journey(through, 430, 480)), 'Car 873 vers Cahors, puis car 2 vers Hôpital');
  });

  test('a line is called by its name where the name says what it is', () => {
    const named = (longName: string, kind: 'bus' | 'train'): string =>
      vehicleWords({ ...direct, line: { ...line, longName, kind } });
    assert.equal(named('Train d’essai du Quercy', 'train'), 'train d’essai du Quercy (873) vers Cahors');
    assert.equal(named('Gramat – Cahors', 'bus'), 'car 873 vers Cahors');
    assert.equal(named('Bus de Cahors', 'bus'), 'bus de Cahors (873) vers Cahors');
  });

  test('a date outside the timetables is said, with what they cover', () => {
    const periods = [{ feedId: 'f', name: 'Cars du Lot', from: '2025-01-22', until: '2025-04-22' }];
    assert.equal(
      outsideWords(periods, '2025-06-01', '2025-02-01'),
      'Nos horaires ne disent rien du dimanche 1er juin. Nous avons : Cars du Lot : horaires du 22 janvier au 22 avril 2025.',
    );
  });
});
