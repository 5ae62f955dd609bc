import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { communesAfter, nextChange } from '#src/territory/change-communes.ts';

const NOTHING = { added: [], removed: [] };

suite('the communes of a territory change', () => {
  test('what is there is not added, what is not there is not removed', () => {
    assert.deepEqual(nextChange(['1', '2'], NOTHING, { add: ['2', '3', '3'], remove: ['4', '1'] }), {
      added: ['3'],
      removed: ['1'],
    });
  });

  test('the last thing said of a commune counts', () => {
    const first = nextChange(['1', '2'], NOTHING, { add: ['3', '4'], remove: ['1'] });
    const second = nextChange(['1', '2'], first, { add: ['1'], remove: ['3'] });
    assert.deepEqual(second, { added: ['4'], removed: [] });
    assert.deepEqual(communesAfter(['1', '2'], second), ['1', '2', '4']);
    assert.deepEqual(communesAfter(['1', '2'], first), ['2', '3', '4']);
  });
});
