import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCommunes } from '#src/places/read-communes.ts';
import { createPlaceSearch, type TerritoryPlaces } from '#src/places/search-places.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const directory = readCommunes(readCommunesFile());
const places = createPlaceSearch(directory);
const lot: TerritoryPlaces = {
  communeCodes: directory.communesOfDepartment('46').map(({ code }) => code),
  localPlaces: [
    {
      id: 'hopital',
      names: ['Hôpital de Cahors', 'CH Jean Rougier'],
      kind: 'meeting-point',
      communeCode: '46042',
      point: { latitude: 44.4493, longitude: 1.4405 },
    },
    {
      id: 'villeneuve',
      names: ['Villeneuve'],
      kind: 'hamlet',
      communeCode: '46128',
      point: { latitude: 44.79, longitude: 1.7 },
    },
  ],
  centre: { latitude: 44.62, longitude: 1.6 },
};

const texts = (text: string, territory: TerritoryPlaces | null = lot, limit = 8): readonly string[] =>
  places.search({ text, territory, limit }).map((suggestion) => suggestion.text);
const first = (text: string, territory: TerritoryPlaces | null = lot): string | undefined => texts(text, territory)[0];

describe('search, as one types', () => {
  test('finds a commune of the territory however it is written', () => {
    const spellings: Readonly<Record<string, readonly string[]>> = {
      'Cahors (Lot)': [
        'cah',
        'cahors',
        'CAHORS',
        'caor',
        'kahors',
        'cahrs',
        'cahors 46',
        'Cahors 46000',
        '46000 cahors',
        '46042',
      ],
      'Saint-Céré (Lot)': ['st cere', 'St-Cére', 'saint cere', 'Saint-Céré', 'st sere', 'SAINT CERE'],
      'Figeac (Lot)': ['fig', 'figac', 'figgeac', 'Figeac'],
      'Rocamadour (Lot)': ['roca', 'rocamadur', 'rokamadour', 'Rocamadour'],
      "Puy-l'Évêque (Lot)": ['puy leveque', "puy l'ev", 'puy-l’évèque', 'leveque'],
      'Saint-Cirq-Lapopie (Lot)': ['lapopie', 'st cirq la', 'saint sir lapopi'],
      'Gramat (Lot)': ['gram', 'le bourg de Gramat', 'le bourg de gram', 'gare de gramat', 'chez Paul à Gramat'],
      'Montcuq-en-Quercy-Blanc (Lot)': ['montcuq', 'moncuq'],
      'Souillac (Lot)': ['soulliac', 'souilac'],
      'Limogne-en-Quercy (Lot)': ['limogne'],
      'Lhospitalet (Pern-Lhospitalet, Lot)': ["l'hospitalet", 'l hospitalet', 'L’Hospitalet', 'lhospitalet'],
      'Vers (Saint Géry-Vers, Lot)': ['vers', 'Vers (Saint Géry-Vers'],
      'Labastide-Murat (Cœur de Causse, Lot)': ['labastide murat', 'la bastide murat'],
    };
    for (const [expected, written] of Object.entries(spellings)) {
      for (const text of written) assert.equal(first(text), expected, `« ${text} »`);
    }
  });

  test('puts what the territory calls its own first', () => {
    assert.equal(first('hopital'), 'Hôpital de Cahors (Cahors)');
    assert.equal(first('jean roug'), 'CH Jean Rougier (Cahors)');
    assert.equal(first('villeneuve'), 'Villeneuve (Gramat)');
    assert.equal(first('cahors'), 'Cahors (Lot)', 'la commune avant ce qui la contient');
    const [hospital] = places.search({ text: 'rougier', territory: lot, limit: 3 });
    assert.deepEqual(
      [hospital?.kind, hospital?.value, hospital?.label, hospital?.matched],
      ['local', 'lieu:hopital', 'Hôpital de Cahors', 'CH Jean Rougier'],
    );
  });

  test('offers namesakes elsewhere by population and nearness, each with its département', () => {
    const villefranches = texts('Villefranche');
    assert.equal(villefranches[0], 'Villefranche-de-Rouergue (Aveyron)');
    assert.ok(villefranches.includes('Villefranche-du-Périgord (Dordogne)'));
    assert.ok(villefranches.includes('Villefranche-sur-Saône (Rhône)'));
    assert.equal(texts('Villefranche', null)[0], 'Villefranche-sur-Saône (Rhône)');
    const panat = directory.communesOfDepartment('12').find(({ name }) => name === 'Villefranche-de-Panat');
    const aveyron: TerritoryPlaces = { ...lot, communeCodes: [panat?.code ?? ''], localPlaces: [] };
    assert.equal(first('Villefranche', aveyron), 'Villefranche-de-Panat (Aveyron)', 'le territoire avant tout');
  });

  test('finds towns outside the territory', () => {
    assert.equal(first('toulou'), 'Toulouse (Haute-Garonne)');
    assert.equal(first('tolouse'), 'Toulouse (Haute-Garonne)');
    assert.equal(first('brive'), 'Brive-la-Gaillarde (Corrèze)');
    assert.equal(first('saint denis réunion'), 'Saint-Denis (La Réunion)');
    assert.equal(first('villefranche (avey'), 'Villefranche-de-Rouergue (Aveyron)');
    assert.equal(first('stains', null), 'Stains (Seine-Saint-Denis)');
    assert.equal(first('sta', null), 'Stains (Seine-Saint-Denis)');
  });

  test('knows postal codes, complete or not, and arrondissements', () => {
    assert.equal(first('46100'), 'Figeac (Lot)');
    assert.equal(first('461'), 'Figeac (Lot)');
    assert.ok(texts('46100', lot, 50).length > 10);
    assert.equal(first('46 000'), 'Cahors (Lot)');
    assert.equal(first('Paris 12'), 'Paris 12e Arrondissement (Paris)');
    assert.equal(first('marseille 3e'), 'Marseille 3e Arrondissement (Bouches-du-Rhône)');
    assert.deepEqual(texts('75012'), ['Paris 12e Arrondissement (Paris)']);
    assert.equal(first('paris'), 'Paris (Paris)');
    assert.equal(first('2A004'), 'Ajaccio (Corse-du-Sud)');
    assert.equal(first('01400', null), texts('01400', null)[0]);
    assert.ok(texts('01400', null, 50).includes("L'Abergement-Clémenciat (Ain)"));
  });

  test('keeps to the limit, repeats nothing, and has nothing to say to nothing', () => {
    for (const text of ['', '   ', '-', '()', '🚲', '\ud83d']) assert.deepEqual(texts(text), [], JSON.stringify(text));
    assert.equal(texts('s', lot, 3).length, 3);
    assert.equal(texts('s', lot, 0).length, 1);
    assert.equal(texts('s', lot, Number.NaN).length, 1);
    const values = places.search({ text: 'saint', territory: lot, limit: 50 }).map(({ value }) => value);
    assert.equal(values.length, 50);
    assert.equal(new Set(values).size, 50);
    assert.deepEqual(texts('saint'), texts('saint'));
  });

  test('says what stands nowhere', () => {
    const [celles] = places.search({ text: 'Celles (Cantal)', territory: null, limit: 1 });
    assert.deepEqual([celles?.value, celles?.located], ['15031', false]);
  });
});
