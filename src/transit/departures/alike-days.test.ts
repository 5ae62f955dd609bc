import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { addDays } from '#src/time/dates.ts';
import { alikeDays, weekFrom } from '#src/transit/departures/alike-days.ts';
import '#test/helpers/runs.ts';

/** A Monday. */
const MONDAY = '2026-12-21';
const WEEK = weekFrom(MONDAY);
const [MON, TUE, WED, THU, FRI, SAT, SUN] = WEEK as readonly [string, string, string, string, string, string, string];

/** The five weeks around, by weekday from Monday; `changed` are days that are something else. */
const like =
  (weekdays: readonly string[], changed: Readonly<Record<string, string>> = {}) =>
  (date: string): string | undefined => {
    const days = [-14, -7, 0, 7, 14].flatMap((shift) => WEEK.map((day) => addDays(day, shift)));
    const at = days.indexOf(date);
    return at < 0 ? undefined : (changed[date] ?? weekdays[at % 7]);
  };

suite('the kinds of days of a week', () => {
  test('days that are alike go together, in the order of their first one; days with nothing are not there', () => {
    assert.deepEqual(alikeDays(MONDAY, like(['a', 'a', 'b', 'a', 'a', 'c', ''])), [
      { key: 'a', usual: [MON, TUE, THU, FRI], except: [], only: [] },
      { key: 'b', usual: [WED], except: [], only: [] },
      { key: 'c', usual: [SAT], except: [], only: [] },
    ]);
  });

  test('a day that is not as usual is an exception to its kind, and is said apart when something runs', () => {
    const weekdays = ['a', 'a', 'a', 'a', 'a', 'b', ''];
    assert.deepEqual(alikeDays(MONDAY, like(weekdays, { [FRI]: '' })), [
      { key: 'a', usual: [MON, TUE, WED, THU, FRI], except: [FRI], only: [] },
      { key: 'b', usual: [SAT], except: [], only: [] },
    ]);
    assert.deepEqual(alikeDays(MONDAY, like(weekdays, { [FRI]: 'x' }))[1], {
      key: 'x',
      usual: [],
      except: [],
      only: [FRI],
    });
    assert.deepEqual(alikeDays(MONDAY, like(weekdays, { [FRI]: 'b' }))[1], {
      key: 'b',
      usual: [SAT],
      except: [],
      only: [FRI],
    });
  });

  test('two public holidays a week apart are exceptions both', () => {
    const known = like(['a', 'a', 'a', 'a', 'a', '', ''], { [FRI]: '', [addDays(FRI, 7)]: '' });
    assert.deepEqual(alikeDays(MONDAY, known)[0]?.except, [FRI]);
    assert.deepEqual(alikeDays(addDays(MONDAY, 7), known)[0]?.except, [addDays(FRI, 7)]);
  });

  test('where the whole week is another one, holidays of schools, nothing is an exception', () => {
    const changed = Object.fromEntries([MON, TUE, WED, THU, FRI].map((date) => [date, 'holidays']));
    assert.deepEqual(alikeDays(MONDAY, like(['a', 'a', 'a', 'a', 'a', '', ''], changed)), [
      { key: 'holidays', usual: [MON, TUE, WED, THU, FRI], except: [], only: [] },
    ]);
  });

  test('a day of which nothing is known is no exception', () => {
    const known = like(['a', 'a', 'a', 'a', 'a', 'a', 'a']);
    assert.deepEqual(
      alikeDays(MONDAY, (date) => (date >= SAT ? undefined : known(date))),
      [{ key: 'a', usual: [MON, TUE, WED, THU, FRI], except: [], only: [] }],
    );
    assert.equal(SUN, '2026-12-27');
  });

  test('whatever the days, each one is told as it is, once', () => {
    const keys = fc.array(fc.constantFrom('', 'a', 'a', 'b', 'c'), { minLength: 35, maxLength: 35 });
    fc.assert(
      fc.property(keys, (all) => {
        const days = [-14, -7, 0, 7, 14].flatMap((shift) => WEEK.map((day) => addDays(day, shift)));
        const kinds = alikeDays(MONDAY, (date) => all[days.indexOf(date)]);
        for (const [at, date] of WEEK.entries()) {
          const toldAs = kinds.filter(
            ({ usual, except, only }) => only.includes(date) || (usual.includes(date) && !except.includes(date)),
          );
          assert.deepEqual(
            toldAs.map(({ key }) => key),
            all[14 + at] === '' ? [] : [all[14 + at]],
          );
        }
        for (const { usual, except, only } of kinds) assert.ok(usual.length > except.length || only.length > 0);
      }),
    );
  });
});
