import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCommunes } from '#src/places/read-communes.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const text = readCommunesFile();
const directory = readCommunes(text);
const communes = [...directory.communes()];
const formers = [...directory.formerCommunes()];

describe('readCommunes', () => {
  test('holds every commune of France, once', () => {
    assert.equal(directory.size, 34_969);
    assert.equal(communes.length, 34_969);
    assert.equal(new Set(communes.map(({ code }) => code)).size, 34_969);
    assert.equal(formers.filter(({ kind }) => kind === 'deleguee').length, 2105);
    assert.equal(formers.filter(({ kind }) => kind === 'associee').length, 471);
    assert.equal([...directory.arrondissements()].length, 45);
    assert.equal(directory.departments.length, 109);
    assert.equal(directory.epcis.length, 1255);
  });

  test('says the twelve communes without a point instead of guessing', () => {
    const lost = communes.filter(({ point }) => point === null);
    assert.deepEqual(
      lost.map(({ code }) => code),
      '15031 15035 15047 15171 60694 85165 85212 98411 98412 98413 98414 98415'.split(' '),
    );
    assert.ok(lost.every(({ pointSource }) => pointSource === null));
    const sources = Map.groupBy(communes, ({ pointSource }) => pointSource);
    assert.equal(sources.get('chef-lieu')?.length, 34_752);
    assert.equal(sources.get('mairie')?.length, 94);
    assert.equal(sources.get('centroid')?.length, 111);
  });

  test('gives all that is known of one', () => {
    assert.deepEqual(directory.get('46042'), {
      code: '46042',
      name: 'Cahors',
      department: '46',
      departmentName: 'Lot',
      postalCodes: ['46000'],
      epci: '200023737',
      epciName: 'CA du Grand Cahors',
      population: 20_050,
      point: { latitude: 44.4468, longitude: 1.4411 },
      pointSource: 'chef-lieu',
      parent: null,
    });
    const first = directory.get('01001');
    assert.deepEqual([first.name, first.department, first.postalCodes], ["L'Abergement-Clémenciat", '01', ['01400']]);
    const ajaccio = directory.get('2A004');
    assert.deepEqual([ajaccio.name, ajaccio.departmentName], ['Ajaccio', 'Corse-du-Sud']);
    const south = directory.get('97411');
    assert.deepEqual([south.name, south.department], ['Saint-Denis', '974']);
    assert.ok((south.point?.latitude ?? 0) < -20);
    assert.equal(directory.get('17004').name, "Île-d'Aix");
    assert.equal(directory.get('46138').name, 'Cœur de Causse');
  });

  test('leads a former commune to the one of today', () => {
    assert.equal(directory.find('46331')?.name, 'Saint Géry-Vers');
    assert.deepEqual(directory.findFormer('46331'), {
      code: '46331',
      name: 'Vers',
      kind: 'deleguee',
      communeCode: '46268',
    });
    assert.deepEqual(
      directory.formersOf('46268').map(({ name }) => name),
      ['Saint-Géry', 'Vers'],
    );
    // Of another département than today's.
    assert.equal(directory.findFormer('02285')?.communeCode, '59545');
    for (const { communeCode } of formers) assert.equal(directory.find(communeCode)?.code, communeCode);
  });

  test('knows the arrondissements, which stand at their city for want of a published point', () => {
    const paris = directory.arrondissementsOf('75056');
    assert.equal(paris.length, 20);
    assert.equal(directory.arrondissementsOf('69123').length, 9);
    assert.equal(directory.arrondissementsOf('13055').length, 16);
    assert.deepEqual(directory.arrondissementsOf('46042'), []);
    const twelfth = directory.get('75112');
    assert.deepEqual(
      [twelfth.name, twelfth.postalCodes, twelfth.population, twelfth.parent],
      ['Paris 12e Arrondissement', ['75012'], 138_024, '75056'],
    );
    assert.deepEqual(twelfth.point, directory.get('75056').point);
  });

  test('lists by département and by intercommunality', () => {
    assert.equal(directory.communesOfDepartment('46').length, 312);
    assert.equal(directory.communesOfDepartment('2A').length, 124);
    assert.deepEqual(directory.communesOfDepartment('20'), []);
    const cahors = directory.communesOfEpci('200023737');
    assert.ok(cahors.some(({ code }) => code === '46042') && cahors.some(({ code }) => code === '46224'));
    assert.deepEqual(directory.communesOfEpci('nulle part'), []);
    const listed = directory.departments.reduce(
      (sum, { code }) => sum + directory.communesOfDepartment(code).length,
      0,
    );
    assert.equal(listed, 34_969);
  });

  test('knows nothing of other codes', () => {
    for (const code of ['', '46', '46999', '4604', '46042 ', '46O42', '2a004', '🚲🚲', '00000', '__proto__']) {
      assert.equal(directory.find(code), undefined, code);
    }
    assert.throws(() => directory.get('46999'), /46999/u);
    assert.equal(directory.findFormer('46042'), undefined);
  });

  test('refuses a file cut short or of another kind', () => {
    assert.throws(() => readCommunes(''), /Fichier des communes/u);
    assert.throws(() => readCommunes('<!doctype html>'), /Fichier des communes/u);
    for (const share of [0.01, 0.3, 0.97, 0.999]) {
      const cut = text.slice(0, Math.floor(share * text.length));
      assert.throws(() => readCommunes(cut), /Fichier des communes/u, `coupé à ${share}`);
    }
  });
});
