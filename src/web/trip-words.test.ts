import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  bandWords,
  carWords,
  detourWords,
  duration,
  from,
  inWords,
  publicLabel,
  publicName,
  to,
} from '#src/web/trip-words.ts';

const words = (detour: number, passesBy: string | null, estimated: boolean) =>
  detourWords({ detour, passesBy, estimated });

suite('the words of trips', () => {
  test('French names bend the word before them', () => {
    assert.deepEqual(['Gramat', 'Assier', 'Le Vigan', 'Les Arques', 'Éclans', 'L’Hospitalet'].map(from), [
      'de Gramat',
      'd’Assier',
      'du Vigan',
      'des Arques',
      'd’Éclans',
      'de L’Hospitalet',
    ]);
    assert.deepEqual(['Gramat', 'Le Vigan', 'Les Arques', 'La Tour'].map(to), [
      'à Gramat',
      'au Vigan',
      'aux Arques',
      'à La Tour',
    ]);
  });

  test('a place that is a common noun takes its article', () => {
    const places = [
      'Hôpital de Cahors',
      'Gare de Figeac',
      'Centre hospitalier',
      'EHPAD du Parc',
      'Gare-le-Cou',
      'Halles',
    ];
    assert.deepEqual(places.map(to), [
      'à l’hôpital de Cahors',
      'à la gare de Figeac',
      'au centre hospitalier',
      'à l’EHPAD du Parc',
      'à Gare-le-Cou',
      'à Halles',
    ]);
    assert.deepEqual(places.slice(0, 3).map(from), [
      'de l’hôpital de Cahors',
      'de la gare de Figeac',
      'du centre hospitalier',
    ]);
  });

  test('numbers and durations', () => {
    assert.equal(inWords(['un', 'deux', 'trois']), 'un, deux et trois');
    assert.deepEqual([1, 3.2, 59.01, 60, 65, 125].map(duration), [
      '1 minute',
      '4 minutes',
      '1\u00a0h',
      '1\u00a0h',
      '1\u00a0h\u00a005',
      '2\u00a0h\u00a005',
    ]);
  });

  test('a detour says what it costs, and that it is an estimate', () => {
    assert.equal(words(0, null, true), 'sans détour');
    assert.equal(words(3.4, 'Assier', true), 'passe par Assier, 4 minutes de détour (estimation)');
    assert.equal(words(1, null, false), '1 minute de détour');
  });

  test('nothing public shows an address or a last name', () => {
    const stop = {
      label: '12 rue du Foirail',
      communeName: 'Gramat',
      communeCode: '46128',
      point: { latitude: 0, longitude: 0 },
    };
    assert.equal(publicLabel({ ...stop, source: 'address' }), 'Gramat');
    assert.equal(publicLabel({ ...stop, label: 'Hôpital', source: 'local' }), 'Hôpital');
    assert.equal(publicName({ firstName: 'Lucette', initial: 'M.' }), 'Lucette M.');
    assert.equal(publicName({ firstName: '', initial: '' }), 'Une personne du territoire');
  });

  test('the car, and the bands of the territory', () => {
    assert.equal(carWords({ seats: 2, carTakes: ['dog', 'walker'] }), '2 places, prend un chien et un déambulateur');
    assert.equal(carWords({ seats: null, carTakes: [] }), '');
    const bands = { direct: 5, small: 15, large: 45 };
    assert.match(bandWords('direct', bands).hint, /^5 minutes/);
    assert.match(bandWords('large', bands).hint, /^Plus de 15 minutes/);
  });
});
