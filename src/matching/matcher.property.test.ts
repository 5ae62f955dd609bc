import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { Match } from '#src/matching/match.ts';
import { matchOffers } from '#src/matching/matcher.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import type { EstimateMetric } from '#src/roads/travel-metric.ts';
import { toTicks } from '#src/roads/weight.ts';
import { rules, scenarios } from '#test/fixtures/arbitrary-queries.ts';
import { indexOf, matchAmong } from '#test/fixtures/match-among.ts';
import { compared } from '#test/fixtures/compared.ts';
import { runs } from '#test/helpers/runs.ts';
import { naiveMatches } from '#test/fixtures/naive-matches.ts';

/** With what is measured only when it is asked for. */
const measured = (match: Match) => ({
  ...match,
  detourMetres: match.detourMetres(),
  wayBack: match.wayBack && { ...match.wayBack, detourMetres: match.wayBack.detourMetres() },
  otherBack: match.otherBack && { ...match.otherBack, detourMetres: match.otherBack.detourMetres() },
});

/** Roads that climb: slower up than down, so that there and back differ; going round by a third point is never shorter. */
const hillyMetric: EstimateMetric = {
  ticks: (from, to) => toTicks(greatCircleMetres(from, to) / 800 + Math.max(0, heightOf(to) - heightOf(from)) * 12),
  metres: (from, to) => Math.round(greatCircleMetres(from, to) * 1.3),
  estimated: false,
  symmetric: false,
  fastestMetresPerMinute: 800,
};
const heightOf = ({ latitude, longitude }: Point): number => Math.sin(latitude * 31) + Math.cos(longitude * 17);

describe('matching and its naive witness', () => {
  for (const [name, metric] of [
    ['the crow-fly metric', crowFlyMetric],
    ['hilly roads', hillyMetric],
  ] as const)
    test(`the same set in the same order, with ${name}`, () => {
      const seen = { matches: 0, outside: 0, other: 0, back: 0, otherBack: 0, walks: 0 };
      const bands = new Set<string>();
      fc.assert(
        fc.property(scenarios, rules, ({ offers, query }, rule) => {
          const result = compared(matchOffers(indexOf(offers, metric), query, rule));
          assert.deepEqual(
            result,
            naiveMatches(offers, query, rule, () => metric),
          );
          seen.matches += result.matches.length;
          seen.outside += result.outsideWindow.length;
          seen.other += result.otherDays.length;
          for (const match of result.matches) {
            seen.back += match.wayBack === null ? 0 : 1;
            seen.otherBack += match.otherBack === null ? 0 : 1;
            seen.walks += match.walks[0] + match.walks[1] > 0 ? 1 : 0;
            bands.add(match.band);
          }
        }),
        { numRuns: runs(800) },
      );
      // A property over empty answers would hold for nothing.
      for (const [what, count] of Object.entries(seen)) assert.ok(count >= 10, `${what}: ${count}`);
      assert.equal(bands.size, 3);
    });

  test('a part is that part of the whole, and everything is counted', () => {
    const part = fc.record({ skip: fc.nat({ max: 3 }), take: fc.nat({ max: 4 }) });
    let seen = 0;
    fc.assert(
      fc.property(scenarios, rules, part, ({ offers, query }, rule, shown) => {
        const whole = matchAmong(offers, query, rule);
        const told = matchAmong(offers, query, rule, shown);
        const all = [...whole.matches, ...whole.outsideWindow];
        assert.deepEqual(
          [...told.matches, ...told.outsideWindow].map(measured),
          all.slice(shown.skip, shown.skip + shown.take).map(measured),
        );
        assert.ok(told.outsideWindow.every((match) => match.missesBy !== null));
        assert.deepEqual(told.counts, { matches: whole.matches.length, outsideWindow: whole.outsideWindow.length });
        assert.deepEqual([told.counts, told.otherDays], [whole.counts, whole.otherDays]);
        seen += told.matches.length;
      }),
      { numRuns: runs(800) },
    );
    assert.ok(seen >= 10, String(seen));
  });

  test('the order of the offers given changes nothing', () => {
    fc.assert(
      fc.property(scenarios, rules, ({ offers, query }, rule) => {
        const forward = compared(matchAmong(offers, query, rule));
        assert.deepEqual(compared(matchAmong(offers.toReversed(), query, rule)), forward);
      }),
    );
  });
});
