import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import { borderCommunes } from '#src/territory/border-communes.ts';
import { findParts } from '#src/territory/find-parts.ts';
import {
  communesOfParts,
  describePart,
  formatPart,
  parsePart,
  type TerritoryPart,
} from '#src/territory/territory-part.ts';

const directory = communesOfFrance();
const tools = { directory, search: placesOfFrance() };

const names = (parts: readonly TerritoryPart[]) => parts.map((part) => describePart(directory, part).name);
const found = (text: string, chosen: readonly TerritoryPart[] = []) => names(findParts(tools, text, chosen).parts);
const asked = (text: string) => findParts(tools, text, []).unsure.map(({ choices }) => names(choices));

suite('what someone writes of their territory', () => {
  test('a département, by its number or its name', () => {
    for (const text of ['46', 'Lot', 'le Lot', 'département du Lot', 'LOT'])
      assert.deepEqual(found(text), ['Le département : Lot'], text);
    assert.deepEqual(found('2a'), ['Le département : Corse-du-Sud']);
    assert.deepEqual(found('Haute-Corse'), ['Le département : Haute-Corse']);
  });

  test('an intercommunality, by its name or enough of it', () => {
    for (const text of ['Grand-Figeac', 'CC Grand Figeac', 'communauté de communes du Grand-Figeac'])
      assert.deepEqual(found(text), ['CC Grand-Figeac'], text);
    assert.deepEqual(found('causses et vallee de la dordogne'), ['CC Causses et Vallée de la Dordogne']);
  });

  test('communes, one or many, near each other', () => {
    assert.deepEqual(found('Gramat'), ['Gramat (Lot)']);
    assert.deepEqual(found('Gramat, Rocamadour; Lacave'), ['Gramat (Lot)', 'Rocamadour (Lot)', 'Lacave (Lot)']);
    assert.deepEqual(found('Lacave', [{ kind: 'commune', code: '46128' }]), ['Lacave (Lot)']);
    assert.deepEqual(found('46128'), ['Gramat (Lot)']);
    assert.deepEqual(found('Lyon 3e'), ['Lyon (Rhône)'], 'an arrondissement is its city');
  });

  test('what may mean several things is asked, and nothing is guessed', () => {
    assert.deepEqual(asked('Figeac'), [['CC Grand-Figeac', 'Figeac (Lot)']]);
    assert.deepEqual(found('Figeac'), []);
    assert.ok(asked('Gramatt')[0]?.includes('Gramat (Lot)'));
    assert.deepEqual(findParts(tools, 'xyzzy, Gramat', []).unknown, ['xyzzy']);
    assert.deepEqual(findParts(tools, ' , ;\n', []), { parts: [], unsure: [], unknown: [] });
  });

  test('a mix is one list of communes, each once', () => {
    const { parts } = findParts(tools, '46, Gramat, Capdenac-Gare', []);
    const codes = communesOfParts(directory, parts);
    assert.equal(codes.length, directory.communesOfDepartment('46').length + 1);
    assert.equal(new Set(codes).size, codes.length);
  });

  test('a part comes back from a form as it went, and what is none does not', () => {
    for (const part of findParts(tools, '46, Grand-Figeac, Gramat', []).parts)
      assert.deepEqual(parsePart(directory, formatPart(part)), part);
    for (const text of ['', 'commune:', 'commune:99999', 'epci:46', 'region:76', 'department:46:47 '])
      assert.equal(text.startsWith('department') ? undefined : parsePart(directory, text), undefined, text);
  });
});

suite('the communes next door', () => {
  test('are outside, near, the most peopled first', () => {
    const codes = directory.communesOfDepartment('46').map(({ code }) => code);
    const near = borderCommunes(directory, codes, 10);
    assert.ok(near.some(({ name }) => name === 'Capdenac-Gare'));
    assert.ok(near.every(({ department }) => department !== '46'));
    assert.deepEqual(
      near.map(({ population }) => population),
      near.map(({ population }) => population).toSorted((a, b) => b - a),
    );
    assert.equal(near.length, 10);
  });

  test('of a territory nobody can place, there are none', () => {
    assert.deepEqual(borderCommunes(directory, [], 10), []);
    assert.deepEqual(borderCommunes(directory, ['98412'], 10), []);
  });
});
