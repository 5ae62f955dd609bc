import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { run as runJourneys } from '#src/bench/journeys.bench.ts';
import { run as runMatching } from '#src/bench/matching.bench.ts';
import { EXTRACTS_AT_HAND, run as runRoads } from '#src/bench/roads.bench.ts';
import { noteSkipped } from '#test/note-skipped.ts';

// What the benches time is not judged here: only that what they time is right.

const figuresOf = (bench: { readonly figures: readonly { readonly name: string; readonly value: number }[] }) =>
  new Map(bench.figures.map(({ name, value }) => [name, value]));

test('a generated country and its territory: no answer differs from that of two Dijkstras and a scan', async () => {
  const figures = figuresOf(await runMatching({ small: true }));
  assert.equal(figures.get('mismatches'), 0);
  assert.ok((figures.get('requests') ?? 0) >= 900);
});

test('an invented region of coaches: no arrival differs from that of minotor', async () => {
  const figures = figuresOf(await runJourneys({ small: true }));
  assert.equal(figures.get('differences'), 0);
  assert.ok((figures.get('dont trouvées') ?? 0) >= 20);
});

for (const path of EXTRACTS_AT_HAND) {
  const why = existsSync(path)
    ? false
    : `exactitude sur un vrai extrait : ${basename(path)} n’est pas à côté du projet`;
  if (why !== false) noteSkipped(why);
  test(`${path}: 20,000 travels and 900 requests, none differs from Dijkstra`, { skip: why }, async () => {
    const figures = [...figuresOf(await runRoads({ small: false, roads: [path] }))];
    const wrong = figures.filter(([name]) => /(?:faux|fausses)$/u.test(name));
    assert.equal(wrong.length, 2);
    for (const [name, value] of wrong) assert.equal(value, 0, name);
  });
}
