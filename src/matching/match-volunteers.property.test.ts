import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { matchVolunteers, type VolunteerMatch } from '#src/matching/match-volunteers.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import { toTicks } from '#src/roads/weight.ts';
import { queries, rules } from '#test/fixtures/arbitrary-queries.ts';
import { stops } from '#test/fixtures/arbitrary-trips.ts';
import { monthLoads, volunteers } from '#test/fixtures/arbitrary-volunteers.ts';
import { type NaiveVolunteer, naiveVolunteers } from '#test/fixtures/naive-volunteers.ts';

const heightOf = ({ latitude, longitude }: Point): number => Math.sin(latitude * 31) + Math.cos(longitude * 17);
/** Slower up than down: there and back differ. */
const hilly: TravelMetric = {
  ticks: (from, to) => toTicks(greatCircleMetres(from, to) / 800 + Math.max(0, heightOf(to) - heightOf(from)) * 12),
  metres: (from, to) => Math.round(greatCircleMetres(from, to) * 1.3),
  estimated: false,
  symmetric: false,
};

const compared = (match: VolunteerMatch): NaiveVolunteer => ({
  id: match.volunteer.personId,
  band: match.band,
  metres: match.metres,
  waiting: match.waitingMetres,
  times: match.times && [match.times.leaveHome, match.times.pickup, match.times.dropoff, match.times.backHome],
  slots: match.slots,
  dates: match.dates,
  toAsk: match.askAbout.length,
  asked: match.load.asked,
});

describe('volunteers on call and their naive witness', () => {
  const scenario = fc.tuple(volunteers, monthLoads, queries, rules, fc.option(fc.tuple(stops, stops)));
  for (const [name, metric] of [
    ['the crow-fly metric', crowFlyMetric],
    ['hilly roads', hilly],
  ] as const)
    test(`the same set in the same order, with ${name}`, () => {
      const seen = { found: 0, waiting: 0, timed: 0, asked: 0, capped: 0 };
      const bands = new Set<string>();
      fc.assert(
        fc.property(scenario, ([onCall, loadList, query, { bands: limits }, ends]) => {
          const loads = new Map(onCall.map(({ volunteer }, at) => [volunteer.personId, loadList[at] ?? NONE]));
          const back = ends && { from: ends[0], to: ends[1] };
          const told = matchVolunteers(onCall, query, { bands: limits, metric: () => metric, loads, back });
          assert.deepEqual(told.map(compared), naiveVolunteers(onCall, query, { bands: limits, metric, loads, back }));
          seen.found += told.length;
          seen.waiting += told.filter((one) => one.waitingMetres !== null).length;
          seen.timed += told.filter((one) => one.times !== null).length;
          seen.asked += told.filter((one) => one.load.asked > 0).length;
          seen.capped += onCall.filter(
            ({ volunteer: { personId, mostAMonth } }) =>
              mostAMonth !== null && (loads.get(personId) ?? NONE).asked >= mostAMonth,
          ).length;
          for (const { band } of told) bands.add(band);
        }),
        { numRuns: 500 },
      );
      // A property over empty answers would hold for nothing.
      for (const [what, count] of Object.entries(seen)) assert.ok(count >= 10, `${what}: ${count}`);
      assert.equal(bands.size, 3);
    });

  test('never for the public', () => {
    fc.assert(
      fc.property(volunteers, queries, rules, (onCall, query, { bands }) => {
        const asked = { ...query, audience: 'public' } as const;
        const told = matchVolunteers(onCall, asked, {
          bands,
          metric: () => crowFlyMetric,
          loads: new Map(),
          back: null,
        });
        assert.deepEqual(told, []);
      }),
    );
  });
});

const NONE = { asked: 0, agreed: 0 };
