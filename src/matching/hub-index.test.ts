import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createHubIndex, type HubIndex } from '#src/matching/hub-index.ts';
import type { HubLabels, LabelSide } from '#src/roads/hub-labels.ts';
import { runs } from '#test/helpers/runs.ts';

/** Travel from each node (row) to each node, Infinity where there is no way. */
type Table = readonly (readonly number[])[];

/** Ways of any shape: one-way, parallel, islands. */
const tables = fc.integer({ min: 2, max: 9 }).chain((nodes) =>
  fc
    .array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 40 })), {
      maxLength: nodes * 3,
      size: 'max',
    })
    .map((arcs) => {
      const table = Array.from({ length: nodes }, (_, from) =>
        Array.from({ length: nodes }, (_, to) => (from === to ? 0 : Infinity)),
      );
      for (const [from, to, ticks] of arcs) (table[from] as number[])[to] = Math.min(at(table, from, to), ticks);
      for (let by = 0; by < nodes; by += 1)
        for (let from = 0; from < nodes; from += 1)
          for (let to = 0; to < nodes; to += 1)
            (table[from] as number[])[to] = Math.min(at(table, from, to), at(table, from, by) + at(table, by, to));
      return table;
    }),
);

const at = (table: Table, from: number, to: number): number => table[from]?.[to] ?? Infinity;

/** The largest labels there are: every node is a hub of every node that it can reach. */
const fullLabels = (table: Table): HubLabels => {
  const side = (travel: (node: number, hub: number) => number): LabelSide => {
    const columns = { first: [] as number[], last: [] as number[], hubs: [] as number[], ticks: [] as number[] };
    for (let node = 0; node < table.length; node += 1) {
      columns.first.push(columns.hubs.length);
      for (let hub = table.length - 1; hub >= 0; hub -= 1) {
        if (travel(node, hub) === Infinity) continue;
        columns.hubs.push(hub);
        columns.ticks.push(travel(node, hub));
      }
      columns.last.push(columns.hubs.length);
    }
    const { first, last, hubs, ticks } = columns;
    return {
      first: Int32Array.from(first),
      last: Int32Array.from(last),
      hubs: Int32Array.from(hubs),
      ticks: Int32Array.from(ticks),
      metres: new Int32Array(ticks.length),
    };
  };
  return {
    out: side((node, hub) => at(table, node, hub)),
    into: side((node, hub) => at(table, hub, node)),
    ensure: () => undefined,
  };
};

interface Offered {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

const stepsOn = (nodes: number) => {
  const node = fc.nat(nodes - 1);
  const some = fc.uniqueArray(node, { minLength: 1, maxLength: 3 });
  const insert = fc.record({
    kind: fc.constant('insert' as const),
    offer: fc.record({ from: node, to: node, limit: fc.nat(160) }),
  });
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: insert },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('trim' as const) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('search' as const), pickups: some, dropoffs: some }) },
    ),
    { maxLength: 60, size: 'max' },
  );
};

const answerOf = (index: HubIndex, pickups: readonly number[], dropoffs: readonly number[]): [number, number][] => {
  const { count, offers } = index.search(pickups, dropoffs);
  return [...offers.subarray(0, count)]
    .toSorted((a, b) => a - b)
    .map((offer) => [offer, index.slackOf(offer)] as [number, number]);
};

const scan = (
  table: Table,
  offers: ReadonlyMap<number, Offered>,
  pickups: readonly number[],
  dropoffs: readonly number[],
): [number, number][] =>
  [...offers].flatMap(([offer, { from, to, limit }]) => {
    const totals = pickups.flatMap((a) => dropoffs.map((b) => at(table, from, a) + at(table, a, b) + at(table, b, to)));
    const slack = limit - Math.min(...totals);
    return slack >= 0 ? [[offer, slack] as [number, number]] : [];
  });

test('the same offers with the same slack as a scan of all of them, while they come and go', () => {
  let found = 0;
  fc.assert(
    fc.property(
      tables.chain((table) => fc.tuple(fc.constant(table), stepsOn(table.length))),
      ([table, steps]) => {
        const index = createHubIndex(fullLabels(table));
        const offers = new Map<number, Offered>();
        let next = 0;
        for (const step of steps) {
          if (step.kind === 'insert') {
            const { from, to, limit } = step.offer;
            index.insert(next, from, to, limit);
            offers.set(next, step.offer);
            next += 1;
          } else if (step.kind === 'remove') {
            const gone = [...offers.keys()][step.which % Math.max(1, offers.size)];
            if (gone === undefined) continue;
            index.remove(gone);
            offers.delete(gone);
          } else if (step.kind === 'trim') index.trim();
          else {
            const answer = answerOf(index, step.pickups, step.dropoffs);
            assert.deepEqual(answer, scan(table, offers, step.pickups, step.dropoffs));
            found += answer.length;
          }
        }
      },
    ),
    { numRuns: runs(600) },
  );
  assert.ok(found > 200, `${found} found`);
});

test('an offer that passes far from the hubs of another costs it nothing', () => {
  const table = [
    [0, 5, 900, 905],
    [5, 0, 905, 910],
    [900, 905, 0, 5],
    [905, 910, 5, 0],
  ];
  const index = createHubIndex(fullLabels(table));
  index.insert(0, 0, 1, 15);
  assert.equal(index.size().entries, 4);
  assert.deepEqual(answerOf(index, [2], [3]), []);
  assert.deepEqual(answerOf(index, [0], [1]), [[0, 10]]);
});
