import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stopFrom } from '#src/places/found-place.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { createPlaceSearch, type TerritoryPlaces } from '#src/places/search-places.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const directory = readCommunes(readCommunesFile());
const places = createPlaceSearch(directory);
const hospital: LocalPlace = {
  id: 'h-1',
  names: ['Hôpital de Cahors', 'CH Jean Rougier'],
  kind: 'meeting-point',
  communeCode: '46042',
  point: { latitude: 44.4493, longitude: 1.4405 },
};
const hamlet = (id: string, name: string, communeCode: string): LocalPlace => ({
  id,
  names: [name],
  kind: 'hamlet',
  communeCode,
  point: { latitude: 44.79, longitude: 1.7 },
});
const lot: TerritoryPlaces = {
  communeCodes: directory.communesOfDepartment('46').map(({ code }) => code),
  localPlaces: [
    hospital,
    hamlet('v-1', 'Villeneuve', '46128'),
    hamlet('b-1', 'Le Bastit-Haut', '46128'),
    hamlet('b-2', 'Le Bastit-Haut', '46102'),
    // A hamlet with the name of a commune of the territory: the team's name wins.
    hamlet('a-1', 'Albas', '46102'),
  ],
  centre: { latitude: 44.62, longitude: 1.6 },
};

/** What a text comes to, in one line: the label and value found, or the kind with what is offered. */
const said = (text: string, territory: TerritoryPlaces | null = lot): string => {
  const result = places.resolve(text, territory);
  if (result.kind === 'found') return `${result.place.label} = ${result.place.value}`;
  if (result.kind === 'no-point') return `sans point : ${result.commune.name}`;
  const offered = result.kind === 'ambiguous' ? result.candidates : result.near;
  return `${result.kind} : ${offered.map((one) => one.text).join(' | ')}`;
};
const offered = (text: string, territory: TerritoryPlaces | null = lot): readonly string[] => {
  const result = places.resolve(text, territory);
  assert.equal(result.kind, 'ambiguous', `« ${text} » : ${said(text, territory)}`);
  return result.kind === 'ambiguous' ? result.candidates.map((one) => one.text) : [];
};
const expectAll = (
  expected: Readonly<Record<string, readonly string[]>>,
  territory: TerritoryPlaces | null = lot,
): void => {
  for (const [answer, written] of Object.entries(expected)) {
    for (const text of written) assert.equal(said(text, territory), answer, `« ${text} »`);
  }
};

describe('resolve, in a territory', () => {
  test('understands the ways a commune is written', () => {
    expectAll({
      'Cahors = 46042': [
        'Cahors',
        'cahors',
        ' CAHORS ',
        'caor',
        'Cahor',
        'kahors',
        'Cahors 46000',
        '46000 Cahors',
        'Cahors (46)',

        'Cahors (Lot)',
        'Cahors, Lot',
        'Cahors Lot',
        '46042',
        '46000',
        '46 000',
        'à Cahors',
        'de Cahors',
        'gare de Cahors',

        '12 rue Victor Hugo 46000 Cahors',
        '12 rue Victor-Hugo, 46000 Cahors',
        '46005 Cahors Cedex',
        'centre-ville de Cahors',
      ],
      'Saint-Céré = 46251': ['st cere', 'St. Céré', 'Saint-Céré', 'SAINT CERE', 'ste cere', 'sant sere'],
      'Gramat = 46128': [
        'le bourg de Gramat',
        'Gramat',
        'bourg de gramat',
        'chez Paul à Gramat',
        'Gramat, place de la Halle',
        'gramatt',
      ],
      "Puy-l'Évêque = 46231": ["puy l'eveque", 'puy-l’évêque', 'Puy l`Evêque', 'PUY LEVEQUE'],
      'Figeac = 46102': ['figac', 'Figgeac', 'fijeac'],
      'Limogne-en-Quercy = 46173': ['Limogne', 'limogne en quercy'],
      'Le Bourg = 46034': ['Le Bourg', 'le bourg'],
      'Cœur de Causse = 46138': ['Coeur de Causse', 'cœur-de-causse'],
    });
  });

  test('leads the name of a former commune to the one of today, and keeps it on the label', () => {
    expectAll({
      'Vers (Saint Géry-Vers) = 46331': [
        'Vers',
        'vers',
        '46331',
        'Vers (Saint Géry-Vers)',
        'Vers (Saint Géry-Vers, Lot)',
        'vers (46)',
      ],
      'Lhospitalet (Pern-Lhospitalet) = ancienne:46172': [
        "L'Hospitalet",
        'l hospitalet',
        'L’Hospitalet',
        'Lhospitalet',
      ],
      'Saint-Géry (Saint Géry-Vers) = ancienne:46268': ['Saint-Géry', 'st gery', 'ancienne:46268'],
      'Labastide-Murat (Cœur de Causse) = ancienne:46138': ['Labastide-Murat', 'labastide murat'],
    });
    const vers = places.resolve('Vers', lot);
    assert.ok(vers.kind === 'found');
    assert.deepEqual(stopFrom(vers.place), {
      label: 'Vers (Saint Géry-Vers)',
      communeName: 'Saint Géry-Vers',
      communeCode: '46268',
      point: { latitude: 44.4787, longitude: 1.582 },
      source: 'chef-lieu',
    });
  });

  test("takes the territory's own names before official ones", () => {
    expectAll({
      'Hôpital de Cahors = lieu:h-1': [
        'hopital de cahors',
        'hopital cahors',
        'Cahors hôpital',
        'cahors, hopital',
        'CH Jean-Rougier',
        'jean rougier',
        'Hôpital de Cahors (Cahors)',
        'lieu:h-1',
      ],
      'Villeneuve = lieu:v-1': ['Villeneuve', 'villeneuve'],
      'Albas = lieu:a-1': ['Albas'],
      'Albas = 46001': ['46001', 'Albas (Lot)'],
    });
    const found = places.resolve('CH Jean Rougier', lot);
    assert.ok(found.kind === 'found');
    assert.deepEqual(stopFrom(found.place), {
      label: 'Hôpital de Cahors',
      communeName: 'Cahors',
      communeCode: '46042',
      point: hospital.point,
      source: 'local',
    });
    assert.deepEqual(offered('le bastit haut'), ['Le Bastit-Haut (Gramat)', 'Le Bastit-Haut (Figeac)']);
    assert.equal(said('Le Bastit-Haut (Figeac)'), 'Le Bastit-Haut = lieu:b-2');
    assert.match(said('lieu:inconnu'), /^unknown/u);
    assert.match(said('Villeneuve', null), /^ambiguous/u);
  });

  test('prefers an exact name of the territory to its namesakes elsewhere', () => {
    expectAll({ 'Gourdon = 46127': ['Gourdon'], 'Ussel = 46323': ['Ussel'], 'Souillac = 46309': ['souillac'] });
  });

  test('takes a second commune between brackets as a precision', () => {
    assert.equal(said('Cahors (Pradines)'), 'Pradines = 46224');
    assert.equal(said('Cahors (gare)'), 'Cahors = 46042');
    assert.deepEqual(offered('Cahors (Figeac)'), ['Cahors (Lot)', 'Figeac (Lot)']);
    assert.deepEqual(offered('Cahors 75012'), ['Cahors (Lot)', 'Paris 12e Arrondissement (Paris)']);
  });

  test('asks when several may be meant, the likely ones first, the département named', () => {
    const villefranches = offered('Villefranche');
    assert.equal(villefranches[0], 'Villefranche-de-Rouergue (Aveyron)');
    assert.ok(villefranches.length > 5);
    const figeac = offered('46100');
    assert.equal(figeac[0], 'Figeac (Lot)');
    assert.deepEqual(offered('Saint-Cirq').slice(0, 3).toSorted(), [
      'Saint-Cirq-Lapopie (Lot)',
      'Saint-Cirq-Madelon (Lot)',
      'Saint-Cirq-Souillaguet (Lot)',
    ]);
    assert.equal(offered('Castelnau')[0], 'Castelnau-Montratier (Lot)');
    const panat = directory.communesOfDepartment('12').find(({ name }) => name === 'Villefranche-de-Panat');
    const aveyron: TerritoryPlaces = {
      communeCodes: [panat?.code ?? ''],
      localPlaces: [],
      centre: { latitude: 44.1, longitude: 2.7 },
    };
    assert.equal(offered('Villefranche', aveyron)[0], 'Villefranche-de-Panat (Aveyron)');
    for (const line of places.search({ text: 'Villefranche', territory: lot, limit: 10 })) {
      const chosen = places.resolve(line.value, lot);
      assert.ok(chosen.kind === 'found' && chosen.place.value === line.value);
    }
  });

  test('never takes a far namesake by accident', () => {
    assert.equal(
      offered('Marcillac')[0],
      'Marcilhac-sur-Célé (Lot)',
      'une faute dans le territoire est proposée avant',
    );
    assert.equal(offered('Pressac')[0], 'Prayssac (Lot)');
    assert.deepEqual(offered('limoge'), ['Limogne-en-Quercy (Lot)', 'Limoges (Haute-Vienne)']);
    assert.ok(offered('Clermont').includes('Clermont-Ferrand (Puy-de-Dôme)'));
    assert.ok(offered('Valence').includes('Valence (Drôme)'));
    for (const text of ['Tolouse', 'toulou', 'Bordeau']) assert.match(said(text), /^unknown : \S/u, text);
    assert.match(said('Tolouse'), /^unknown : Toulouse \(Haute-Garonne\)/u);
  });

  test('takes what cannot be mistaken outside the territory', () => {
    expectAll({
      'Toulouse = 31555': ['Toulouse', 'toulouse 31', 'TOULOUSE (Haute-Garonne)'],
      'Villefranche-de-Rouergue = commune:12300': ['Villefranche de Rouergue', 'villefranche-de-rouergue'],
      'Brive-la-Gaillarde = 19031': ['Brive', 'gare de Brive'],
      'Albi = 81004': ['Albi'],
      'Maurs = 15122': ['Maurs'],
      'Villeneuve-sur-Lot = 47323': ['Villeneuve s/ Lot', 'villeneuve sur lot', 'Villeneuve-lot'],
      'Paris = 75056': ['Paris'],
    });
  });
});

describe('resolve, anywhere', () => {
  test('knows the arrondissements', () => {
    expectAll(
      {
        'Paris 12e Arrondissement = 75112': [
          'Paris 12',
          'paris 12e',
          'PARIS 12ème',
          'Paris 12e arrondissement',
          '75012',
          '75112',
        ],
        'Marseille 3e Arrondissement = 13203': ['Marseille 3e', 'marseille 3', '13003 Marseille'],
        'Lyon 1er Arrondissement = 69381': ['Lyon 1er', 'lyon 1'],
      },
      null,
    );
    assert.match(said('Paris 21', null), /^unknown/u);
  });

  test('asks for namesakes without a territory, and understands their département', () => {
    assert.ok(offered('Gourdon', null).includes('Gourdon (Lot)'));
    assert.ok(offered('Saint-Denis', null).includes('Saint-Denis (La Réunion)'));
    assert.ok(offered('Saint-Martin', null).length > 5);
    expectAll(
      {
        'Gourdon = 46127': ['Gourdon (Lot)', 'Gourdon 46', 'gourdon lot', 'Gourdon, Lot', '46300 Gourdon'],
        'Saint-Denis = commune:97411': ['Saint-Denis (La Réunion)', 'saint denis 974', 'St Denis Réunion'],
        'Saint-Germain = 86223': ['Saint-Germain (Vienne)'],
      },
      null,
    );
  });

  test('says where nobody published a point', () => {
    assert.equal(said("L'Oie", null), "sans point : L'Oie");
    assert.equal(said('85165', null), "sans point : L'Oie");
    assert.equal(said('Celles (Cantal)', null), 'sans point : Celles');
    assert.ok(offered('Celles', null).includes('Celles (Cantal)'));
  });

  test('tells a code from a postal code, and asks when it is both', () => {
    // Felzins has the INSEE code 46100, Figeac and its neighbours the postal code 46100.
    const lines = places.search({ text: '46100', territory: null, limit: 50 });
    const felzins = directory.get('46100');
    assert.deepEqual(offered('13003', null), [
      'Marseille 3e Arrondissement (Bouches-du-Rhône)',
      'Alleins (Bouches-du-Rhône)',
    ]);
    assert.ok(lines.some(({ communeCode }) => communeCode === '46102'));
    assert.equal(places.valueOf('46100'), 'commune:46100');
    assert.equal(said('commune:46100', null), `${felzins.name} = commune:46100`);
    assert.equal(places.valueOf('46042'), '46042');
    assert.throws(() => places.valueOf('46999'));
    assert.match(said('46999', null), /^unknown/u);
    assert.equal(places.resolve('461', lot).kind, 'unknown');
  });

  test('says what it does not know, with words it does', () => {
    assert.equal(said('xyzzy'), 'unknown : ');
    assert.equal(said('Cahors 75'), 'unknown : Cahors (Lot)');
    assert.equal(said('Bretenoux-Biars'), 'unknown : Bretenoux (Lot) | Biars-sur-Cère (Lot)');
    for (const text of ['', ' ', '🚲', '\udc00', '(', '((((', ')', ',,,', '-', 'commune:', 'ancienne:', 'lieu:']) {
      assert.equal(places.resolve(text, lot).kind, 'unknown', JSON.stringify(text));
    }
    const long = places.resolve('Cahors '.repeat(100_000), lot);
    assert.ok('text' in long && long.text.length <= 200);
  });
});
