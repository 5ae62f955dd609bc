import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { bestFirst } from '#src/matching/best-first.ts';
import type { Offer } from '#src/matching/offer.ts';
import { compareRank, type RankKey } from '#src/matching/rank.ts';

const bandOf = (detour: number): RankKey['band'] => (detour <= 5 ? 'direct' : detour <= 15 ? 'small' : 'large');

const placed = (id: string, detour: number, pickup: number): RankKey => ({
  found: { offer: { trip: { id } } as Offer },
  detour,
  band: bandOf(detour),
  pickup,
  toAsk: 0,
  fromHour: 0,
});

const candidates = fc.array(
  fc.record({ least: fc.integer({ min: -3, max: 30 }), more: fc.nat(20), pickup: fc.nat(3), fits: fc.boolean() }),
);

suite('the best first', () => {
  test('gives what sorting everything gives, however often it is gone through', () => {
    fc.assert(
      fc.property(candidates, fc.nat(5), (some, first) => {
        const made = some.map(({ least, more, pickup, fits }, at) => ({
          least,
          placed: fits ? placed(`t${at}`, Math.max(0, least + more), pickup) : undefined,
        }));
        const all = made.flatMap((one) => one.placed ?? []);
        const sorted = all.toSorted((a, b) => compareRank(a, b));
        const lazily = bestFirst(made, (one) => one.placed);
        assert.deepEqual([...Iterator.from(lazily).take(first)], sorted.slice(0, first));
        assert.deepEqual([...lazily], sorted);
        assert.deepEqual([...lazily], sorted);
      }),
    );
  });

  test('makes no more than it has to', () => {
    let made = 0;
    const lazily = bestFirst(
      Array.from({ length: 100 }, (_, at) => ({ least: at })),
      ({ least }) => {
        made += 1;
        return placed(`t${least}`, least, 0);
      },
    );
    const [first] = lazily;
    assert.equal(first?.found.offer.trip.id, 't0');
    assert.ok(made <= 2, `${made} made`);
  });
});
