import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { matchOffers } from '#src/matching/matcher.ts';
import type { Offer } from '#src/matching/offer.ts';
import { createOfferIndex } from '#src/matching/offer-index.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { isOver } from '#src/trips/runs-on.ts';
import { rules, scenarios } from '#test/fixtures/arbitrary-queries.ts';
import { type MetricFor, naiveMatches } from '#test/fixtures/naive-matches.ts';
import { compared } from '#test/fixtures/compared.ts';
import { openSmallRoads, smallRoadsAsATable } from '#test/fixtures/small-roads.ts';
import { runs } from '#test/helpers/runs.ts';

const TERRITORIES = ['lot', 'voisin'] as const;

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), which: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat(40) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('roads' as const),
        territory: fc.constantFrom(...TERRITORIES),
        map: fc.constantFrom('first' as const, 'second' as const, 'second' as const, null),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('tidy' as const), which: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop ended' as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('search' as const) }) },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

/** The same road map opened twice: what is measured by one is not found in the other. */
const MAPS = { first: openSmallRoads(), second: openSmallRoads() };

test('whatever comes, changes and goes, on roads or not, every answer is the one of the naive witness', () => {
  const seen = { matches: 0, byRoads: 0, estimated: 0, searches: 0 };
  fc.assert(
    fc.property(fc.array(scenarios, { minLength: 1, maxLength: 3 }), rules, steps, (list, rule, gestures) => {
      const index = createOfferIndex(crowFlyMetric);
      const kept = new Map<string, Offer>();
      const onRoads = new Set<string>(['lot']);
      index.useRoads('lot', MAPS.first);
      // Several lists of offers with the same ids: putting one takes the place of another.
      const all = list.flatMap(({ offers }) => offers);
      for (const offer of list[0]?.offers ?? []) {
        index.put(offer);
        kept.set(offer.trip.id, offer);
      }
      const metricFor: MetricFor = ({ trip }, from, to) =>
        onRoads.has(trip.territoryId) &&
        [from, to, ...trip.stops.map(({ point }) => point)].every(smallRoadsAsATable.covers)
          ? smallRoadsAsATable
          : crowFlyMetric;
      for (const [turn, step] of [...gestures, { kind: 'search' as const }].entries()) {
        const offer = 'which' in step ? all[step.which] : undefined;
        if (step.kind === 'put' && offer) {
          index.put(offer);
          kept.set(offer.trip.id, offer);
        } else if (step.kind === 'remove' && offer) {
          index.remove(offer.trip.id);
          kept.delete(offer.trip.id);
        } else if (step.kind === 'roads') {
          index.useRoads(step.territory, step.map && MAPS[step.map]);
          if (step.map === null) onRoads.delete(step.territory);
          else onRoads.add(step.territory);
        } else if (step.kind === 'tidy') index.tidy(step.which);
        else if (step.kind === 'drop ended') {
          const now = list[0]?.query.now;
          if (now === undefined) continue;
          index.dropEnded(now);
          for (const { trip } of kept.values()) if (isOver(trip.schedule, now)) kept.delete(trip.id);
        } else if (step.kind === 'search') {
          const query = list[turn % list.length]?.query;
          if (query === undefined) continue;
          // Dropped offers are over at the hour of the first question only.
          const asked = { ...query, now: list[0]?.query.now ?? query.now };
          const result = matchOffers(index, asked, rule);
          assert.deepEqual(compared(result), naiveMatches([...kept.values()], asked, rule, metricFor));
          seen.searches += 1;
          for (const match of result.matches) {
            seen.matches += 1;
            seen[match.estimated ? 'estimated' : 'byRoads'] += 1;
          }
        }
      }
    }),
    { numRuns: runs(200) },
  );
  for (const [what, count] of Object.entries(seen)) assert.ok(count >= 30, `${what}: ${count}`);
});
