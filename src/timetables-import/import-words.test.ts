import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { keptWords, remarkLineWords } from '#src/timetables-import/import-words.ts';

suite('what a file brought, in words', () => {
  const hours = { routes: 2, stops: 5, trips: 3, stopTimes: 7 };
  test('hours, transports on demand, or both', () => {
    assert.equal(keptWords(hours), '2 lignes, 5 arrêts, 3 courses');
    assert.equal(keptWords({ ...hours, onDemand: 1 }), '2 lignes, 5 arrêts, 3 courses et 1 transport à la demande');
    const none = { routes: 0, stops: 0, trips: 0, stopTimes: 0 };
    assert.equal(keptWords({ ...none, onDemand: 2 }), '2 transports à la demande');
  });

  test('where a fault is', () => {
    assert.equal(remarkLineWords({ line: 9, detail: 'arrêt « perdu »' }), 'ligne 9 : arrêt « perdu »');
    assert.equal(remarkLineWords({ line: 9, detail: '' }), 'ligne 9');
    assert.equal(remarkLineWords({ line: null, detail: 'zone' }), 'zone');
  });
});
