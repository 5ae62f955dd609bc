import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formsOf, linksOf } from '#test/load/html-forms.ts';

test('a form sends what a browser would send untouched', () => {
  const html = `<a href="/lot?a=1&amp;b=2">x</a><form method="get" action="/q"><input name="q"></form>
    <form method="post" action="/lot/x" class="y"><input type="hidden" name="version" value="3"/>
    <label><input type="radio" name="r" value="a"/></label><label><input type="radio" name="r" value="b" checked=""/></label>
    <input type="checkbox" name="c" value="1"/><select name="s"><option value="">-</option><option value="k" selected="">K</option></select>
    <select name="t"><option value="1">1</option></select><textarea name="n" rows="2">l&#39;eau</textarea><button>ok</button></form>`;
  const [form, ...others] = formsOf(html);
  assert.equal(others.length, 0);
  assert.equal(form?.action, '/lot/x');
  assert.deepEqual(
    [...(form?.fields ?? [])],
    [
      ['version', '3'],
      ['r', 'b'],
      ['s', 'k'],
      ['t', '1'],
      ['n', "l'eau"],
    ],
  );
  assert.deepEqual(form?.choices.get('r'), ['a', 'b']);
  assert.deepEqual(linksOf(html), ['/lot?a=1&b=2']);
});
