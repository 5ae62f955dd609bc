import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeRegions } from '#src/roads-import/propose-regions.ts';
import { addressOf, EXTRACT_REGIONS } from '#src/roads-import/regions.ts';
import { communesOfFrance } from '#src/sources/places-of-france.ts';

const communes = communesOfFrance();
const slugs = (regions: readonly { readonly slug: string }[]): readonly string[] => regions.map(({ slug }) => slug);
const codesOf = (department: string): readonly string[] =>
  communes.communesOfDepartment(department).map(({ code }) => code);

test('each département is in one region, but for the islands that have none', () => {
  const all = EXTRACT_REGIONS.flatMap(({ departments }) => departments);
  assert.equal(new Set(all).size, all.length);
  assert.equal(EXTRACT_REGIONS.length, 27);
  const without = communes.departments.map(({ code }) => code).filter((code) => !all.includes(code));
  assert.deepEqual(
    without.filter((code) => !/^9[78]/u.test(code)),
    [],
  );
});

test('the Lot lies in Midi-Pyrénées, with three regions around', () => {
  const { own, near } = proposeRegions(codesOf('46'), communes);
  assert.deepEqual(slugs(own), ['midi-pyrenees']);
  assert.deepEqual(slugs(near), ['aquitaine', 'auvergne', 'limousin']);
  assert.equal(
    addressOf(own[0] as (typeof own)[number]),
    'https://download.geofabrik.de/europe/france/midi-pyrenees-latest.osm.pbf',
  );
});

test('a territory on two regions has both, the larger part first; an island has no neighbour', () => {
  const { own } = proposeRegions([...codesOf('46'), ...codesOf('19').slice(0, 20)], communes);
  assert.deepEqual(slugs(own), ['midi-pyrenees', 'limousin']);
  assert.deepEqual(proposeRegions(codesOf('974'), communes).near, []);
  assert.deepEqual(proposeRegions([], communes), { own: [], near: [] });
});
