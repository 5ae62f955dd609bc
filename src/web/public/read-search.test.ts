import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assert as assertProperty, constantFrom, oneof, property, string } from 'fast-check';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import { readSearch, searchFields, searchQuery } from '#src/web/public/read-search.ts';

const communes = communesOfFrance();
const territory = {
  communeCodes: communes.communesOfDepartment('46').map(({ code }) => code),
  localPlaces: [],
  centre: { latitude: 44.6, longitude: 1.7 },
};
const places = { search: placesOfFrance(), territory };
const today = '2026-11-24';
const read = (query: Readonly<Record<string, string>>) =>
  readSearch(
    searchFields((name) => query[name]),
    places,
    today,
  );

suite('what an address of search means', () => {
  test('nothing asked is the form, half asked is a question', () => {
    assert.equal(read({}).kind, 'blank');
    const half = read({ depart: 'Gramat' });
    assert.ok(half.kind === 'refused' && half.errors.arrivee !== undefined && half.errors.depart === undefined);
  });

  test('places by name or code, a date and an hour in any spelling', () => {
    const search = read({ depart: 'gramat', arrivee: '46042', date: '1er décembre', heure: '9h30' });
    assert.ok(search.kind === 'understood');
    assert.deepEqual(
      [search.from.label, search.to.label, search.date, search.hour],
      ['Gramat', 'Cahors', '2026-12-01', 570],
    );
  });

  test('an hour that says nothing is no hour', () => {
    const search = read({ depart: 'Gramat', arrivee: 'Cahors', heure: '' });
    assert.ok(search.kind === 'understood' && search.hour === null && search.date === null);
  });

  test('what cannot be read is refused by its own field', () => {
    const search = read({ depart: 'Gramat', arrivee: 'Xyzzyq', date: '30/02/2026', heure: '27h80' });
    assert.ok(search.kind === 'refused');
    assert.deepEqual(Object.keys(search.errors).toSorted(), ['arrivee', 'date', 'heure']);
    assert.match(search.errors.arrivee ?? '', /Xyzzyq/);
  });

  test('both ends at one place are refused', () => {
    const search = read({ depart: 'Gramat', arrivee: '46128' });
    assert.ok(search.kind === 'refused' && /même endroit/.test(search.errors.arrivee ?? ''));
  });

  test('a name of several places is asked, the departure first', () => {
    const search = read({ depart: 'Villefranche', arrivee: 'Villefranche' });
    assert.ok(search.kind === 'ambiguous' && search.field === 'depart' && search.resolution.candidates.length > 1);
  });

  test('the fields come back from the address they make', () => {
    const fields = searchFields(
      (name) => ({ depart: 'Gramat', arrivee: 'Cahors', heure: '09:30', sens: 'depart' })[name],
    );
    const query = searchQuery(fields);
    assert.deepEqual(
      searchFields((name) => query[name]),
      fields,
    );
  });

  test('never throws, whatever is typed', () => {
    const text = oneof(string({ unit: 'binary' }), constantFrom('Gramat', '46100', 'villefranche', "l'"));
    assertProperty(
      property(text, text, text, text, (depart, arrivee, date, heure) => {
        read({ depart, arrivee, date, heure });
      }),
    );
  });
});
