import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { runs } from '#test/helpers/runs.ts';
import type { Commune } from '#src/places/place.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { createPlaceSearch, type PlaceResolution, type TerritoryPlaces } from '#src/places/search-places.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const directory = readCommunes(readCommunesFile());
const places = createPlaceSearch(directory);
const lot: TerritoryPlaces = {
  communeCodes: directory.communesOfDepartment('46').map(({ code }) => code),
  localPlaces: [
    { id: 'é🚲', names: ['La Gare', ''], kind: 'name', communeCode: '46102', point: { latitude: 44.6, longitude: 2 } },
    // Of a commune nobody knows, and without a name: never offered, never a reason to fail.
    { id: 'x', names: ['Perdu'], kind: 'name', communeCode: '00000', point: { latitude: 44.6, longitude: 2 } },
    { id: 'y', names: [], kind: 'hamlet', communeCode: '46102', point: { latitude: 44.6, longitude: 2 } },
  ],
  centre: { latitude: 44.62, longitude: 1.6 },
};
const all: readonly Commune[] = [...directory.communes(), ...directory.arrondissements()];

const codeOf = (result: PlaceResolution): string | undefined =>
  result.kind === 'found' ? result.place.commune.code : result.kind === 'no-point' ? result.commune.code : undefined;

/** What people and machines may send: any string, and strings near those that mean something. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('saintestlevrodh 0467(),/-’é:🚲'),
      '\ud800',
      '\udfff',
      'commune:',
      'lieu:',
      'ancienne:',
      ' à ',
      ' de ',
    ),
    maxLength: 40,
  }),
  fc
    .tuple(fc.constantFrom(...all.slice(17_000, 17_500)), fc.nat(30), fc.string({ unit: 'binary', maxLength: 2 }))
    .map(([{ name }, at, slip]) => name.slice(0, at) + slip + name.slice(at + 1)),
);

describe('place search, whatever is written', () => {
  test('search and resolve never throw, and what is offered is what it says', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(lot, null), fc.integer({ min: -1, max: 60 }), (text, territory, limit) => {
        const lines = places.search({ text, territory, limit });
        assert.ok(lines.length <= Math.max(1, Math.min(50, limit)));
        assert.equal(new Set(lines.map(({ value }) => value)).size, lines.length);
        const result = places.resolve(text, territory);
        const offered = result.kind === 'ambiguous' ? result.candidates : result.kind === 'unknown' ? result.near : [];
        if (result.kind === 'ambiguous') assert.ok(offered.length > 1, `${JSON.stringify(text)} : un seul choix`);
        for (const line of [...lines, ...offered]) {
          const chosen = places.resolve(line.value, territory);
          if (!line.located) assert.equal(chosen.kind, 'no-point');
          else assert.ok(chosen.kind === 'found' && chosen.place.value === line.value, line.value);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  test('takes very long texts and empty territories', () => {
    const nowhere: TerritoryPlaces = { communeCodes: [], localPlaces: [], centre: { latitude: 0, longitude: 0 } };
    for (const text of ['a', '🚲', 'saint-', '((', ' à ', '46000 ', '/s ', 'lieu:']) {
      const long = text.repeat(20_000);
      for (const territory of [lot, nowhere, null]) {
        assert.ok(places.search({ text: long, territory, limit: 8 }).length <= 8);
        assert.ok(places.resolve(long, territory).kind.length > 0);
      }
    }
  });
});

/** One in ten of them; each of them in the long form. */
const someOf = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => index % 10 === 0 || runs(1) >= 10);

describe('each of the 35,014 communes and arrondissements', () => {
  test('is what its value means, and is never missed by its bare code', () => {
    for (const { code } of someOf(all)) {
      const value = places.valueOf(code);
      assert.equal(codeOf(places.resolve(value, null)), code, value);
      const bare = places.resolve(code, null);
      const candidates =
        bare.kind === 'ambiguous' ? bare.candidates.map(({ communeCode }) => communeCode) : [codeOf(bare)];
      // A code that is also somebody's postal code is asked; more than ten may bear it, then its value says it.
      if (value === code) assert.deepEqual(candidates, [code]);
      else assert.ok(candidates.length > 1 || candidates[0] === code, code);
    }
  });

  test('is found by its name and its département', () => {
    for (const { code, name, departmentName } of someOf(all)) {
      const text = `${name} (${departmentName})`;
      assert.equal(codeOf(places.resolve(text, null)), code, text);
    }
  });

  test('is found from a territory of another corner, by its name and the number of its département', () => {
    for (const { code, name, department } of someOf(all)) {
      const text = `${name} (${department})`;
      const result = places.resolve(text, lot);
      const candidates = result.kind === 'ambiguous' ? result.candidates.map(({ communeCode }) => communeCode) : [];
      assert.ok(codeOf(result) === code || candidates.includes(code), `${text} : ${result.kind}`);
    }
  });

  test('comes first when its name and its département are typed', () => {
    for (const { code, name, departmentName } of all.filter((_, index) => index % 50 === 0)) {
      const [line] = places.search({ text: `${name} (${departmentName})`, territory: null, limit: 5 });
      assert.equal(line?.communeCode, code, name);
    }
  });

  test('is found by its name alone, or asked for, or gives way to a town with its name', () => {
    for (const commune of all.filter((_, index) => index % 10 === 0)) {
      const result = places.resolve(commune.name, null);
      assert.notEqual(result.kind, 'unknown', commune.name);
      if (result.kind === 'ambiguous' || codeOf(result) === commune.code) continue;
      const taken = directory.get(codeOf(result) ?? '');
      assert.ok(taken.population >= 10_000 && taken.population >= 20 * commune.population, commune.name);
    }
  });
});

describe('each former commune', () => {
  test('leads by its text and by its value to the commune of today', () => {
    for (const former of directory.formerCommunes()) {
      const today = directory.get(former.communeCode);
      const byValue = places.resolve(`ancienne:${former.code}`, null);
      assert.equal(codeOf(byValue), today.code, former.name);
      const text =
        byValue.kind === 'found' ? byValue.place.text : `${former.name} (${today.name}, ${today.departmentName})`;
      assert.equal(codeOf(places.resolve(text, null)), today.code, text);
      if (byValue.kind !== 'found') continue;
      const again = places.resolve(byValue.place.value, null);
      assert.ok(again.kind === 'found' && again.place.label === byValue.place.label);
    }
  });
});
