import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { monthReport } from '#src/figures/month-report.ts';
import { addTallies, countsOf, type End, ENDS, type RequestFact } from '#src/figures/month-tally.ts';
import { sayMonth } from '#src/figures/say-month.ts';
import { MOTIVES } from '#src/requests/request.ts';

const fact: fc.Arbitrary<RequestFact> = fc
  .record({
    end: fc.constantFrom(...ENDS),
    commune: fc.constantFrom('46042', '46102', '46128'),
    weekday: fc.integer({ min: 0, max: 7 }),
    motive: fc.option(fc.constantFrom(...MOTIVES)),
    answerHours: fc.option(fc.integer({ min: 0, max: 200 })),
    promises: fc.integer({ min: 0, max: 3 }),
    kept: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ kept, ...one }) => ({ ...one, promisesKept: Math.min(kept, one.promises) }));

const DELAY = 48;

suite('the figures of a month', () => {
  test('are those of a naive count, whatever was erased', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60 }), fc.nat(60), (facts, gone) => {
        // Counts of what is there and of what was erased add up.
        const there = addTallies(...facts.slice(gone).map(countsOf));
        const kept = addTallies(...facts.slice(0, gone).map(countsOf));
        const report = monthReport(addTallies(there, kept), DELAY);
        const having = (test_: (one: RequestFact) => boolean) => facts.filter(test_).length;

        assert.equal(report.requests, facts.length);
        for (const end of ENDS)
          assert.equal(
            report.ends[end],
            having((one) => one.end === end),
          );
        assert.equal(
          report.promises,
          facts.reduce((sum, one) => sum + one.promises, 0),
        );
        assert.equal(
          report.promisesKept,
          facts.reduce((sum, one) => sum + one.promisesKept, 0),
        );
        for (const [dimension, valueOf] of [
          ['commune', (one: RequestFact) => one.commune],
          ['weekday', (one: RequestFact) => String(one.weekday)],
          ['motive', (one: RequestFact) => one.motive ?? 'none'],
        ] as const) {
          const rows = report.breakdowns[dimension];
          assert.equal(new Set(facts.map(valueOf)).size, rows.length);
          for (const { value, counts, total } of rows) {
            assert.equal(
              total,
              having((one) => valueOf(one) === value),
            );
            for (const end of ENDS)
              assert.equal(
                counts[end],
                having((one) => valueOf(one) === value && one.end === end),
              );
          }
        }
        const hours = facts.flatMap((one) => one.answerHours ?? []).toSorted((a, b) => a - b);
        assert.equal(report.answers.count, hours.length);
        assert.equal(report.answers.inTime, hours.filter((hour) => hour <= DELAY).length);
        assert.equal(report.answers.medianHours, hours.length === 0 ? null : hours[Math.ceil(hours.length / 2) - 1]);
      }),
    );
  });

  test('are said in a sentence whose parts add up', () => {
    const ends: Record<End, number> = { met: 19, refused: 2, unmet: 6, dropped: 0, waiting: 4 };
    const report = {
      ...monthReport(new Map(), DELAY),
      requests: 31,
      persons: 23,
      ends,
      promises: 25,
      promisesKept: 24,
    };
    assert.equal(
      sayMonth('2026-03', report),
      'En mars, 23 personnes ont demandé 31 trajets ; 19 ont eu une solution, 8 non, 4 attendent ; 96 % des rappels promis tenus.',
    );
    assert.equal(
      sayMonth('2026-10', {
        ...report,
        requests: 1,
        persons: 1,
        ends: { met: 0, refused: 0, unmet: 0, dropped: 1, waiting: 0 },
        promises: 0,
      }),
      'En octobre, 1 personne a demandé 1 trajet ; 0 ont eu une solution, 0 non, 1 n’en avait plus besoin.',
    );
    assert.equal(sayMonth('2026-08', monthReport(new Map(), DELAY)), 'En août, personne n’a demandé de trajet.');
  });
});
