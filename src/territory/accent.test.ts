import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contrast, isReadableAccent } from '#src/territory/accent.ts';

suite('accent', () => {
  test('measures contrast as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#1d5c63', '#1d5c63'), 1);
    // #767676 on white is the well-known limit of 4.5:1.
    assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  });

  test('accepts what can be read on every ground, and nothing else', () => {
    assert.ok(isReadableAccent('#1d5c63'));
    assert.ok(isReadableAccent('#8A1C1C'));
    assert.ok(!isReadableAccent('#767676'), 'enough on white, not on the wash');
    assert.ok(!isReadableAccent('#ffcc00'));
    for (const bad of ['red', '#fff', '#12345', '#1d5c63;}', '']) assert.ok(!isReadableAccent(bad), bad);
  });
});
