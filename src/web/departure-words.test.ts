import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  daysWords,
  distanceWords,
  hoursWords,
  untoldWords,
  waysBackWords,
  weekWords,
} from '#src/web/departure-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
/** Monday 21st of December 2026, and the days after it. */
const day = (weekday: number): string => `2026-12-${20 + weekday}`;
const days = (usual: readonly number[], except: readonly number[] = [], only: readonly number[] = []) => ({
  usual: usual.map(day),
  except: except.map(day),
  only: only.map(day),
});
const point = { latitude: 44.67, longitude: 1.88 };
const hour = (at: number, more: object = {}) => ({ at, approximate: false, booked: false, every: null, ...more });

suite('the words of departures', () => {
  test('kinds of days, as a timetable on a wall says them', () => {
    for (const [kind, words] of [
      [days([1, 2, 3, 4, 5]), 'du lundi au vendredi'],
      [days([6]), 'le samedi'],
      [days([2, 4]), 'mardi et jeudi'],
      [days([1, 2, 3, 4, 5, 6, 7]), 'tous les jours'],
      [days([1, 2, 3, 4, 5], [5]), 'du lundi au vendredi, sauf le 25 décembre'],
      [days([1, 2, 3, 4, 5, 7], [5]), 'tous les jours sauf le samedi et le 25 décembre'],
      [days([7], [], [5]), 'le dimanche, et le 25 décembre'],
      [days([], [], [5]), 'le 25 décembre seulement'],
    ] as const)
      assert.equal(daysWords(kind), words);
  });

  test('hours one by one, or summed up when there are many', () => {
    const morning = [hour(400), hour(555), hour(1050)];
    assert.equal(plain(hoursWords(morning, 5)), '6 h 40, 9 h 15 et 17 h 30');
    assert.equal(plain(hoursWords(morning, 2)), 'de 6 h 40 à 17 h 30, 3 départs dans la journée');
    assert.equal(plain(hoursWords([hour(480, { approximate: true })], 5)), 'vers 8 h');
    assert.equal(
      plain(hoursWords([hour(480, { booked: true }), hour(1470)], 5)),
      '8 h (à réserver) et 0 h 30 dans la nuit',
    );
    const often = [480, 500, 520].map((at) => hour(at, { every: 20, approximate: true }));
    assert.equal(plain(hoursWords(often, 5)), 'de 8 h à 8 h 40, toutes les 20 minutes environ');
    assert.equal(hoursWords([], 5), '');
  });

  test('the last way back, and the days without one', () => {
    const back = (...told: (readonly [number | null, readonly number[]])[]) =>
      plain(waysBackWords({ from: 'Assier', point, days: told.map(([at, usual]) => ({ at, ...days(usual) })) }));
    assert.equal(back([1100, [1, 2, 3, 4, 5]]), 'Dernier retour direct d’Assier : 18 h 20.');
    assert.equal(
      back([1100, [1, 2, 3, 4, 5]], [735, [6]], [null, [7]]),
      'Dernier retour direct d’Assier : 18 h 20 du lundi au vendredi ; 12 h 15 le samedi. Pas de retour direct le dimanche.',
    );
    assert.equal(back([null, [6]]), 'Pas de retour direct d’Assier ces jours-là.');
  });

  test('days of which nothing is known', () => {
    const untold = (...dates: readonly string[]): string => untoldWords(dates, '2026-11-24');
    assert.equal(untold('2026-12-24', '2026-12-25'), 'du jeudi 24 décembre et du vendredi 25 décembre');
    assert.equal(untold('2026-12-24', '2026-12-25', '2026-12-26'), 'du 24 au 26 décembre 2026');
    assert.equal(
      plain(
        waysBackWords({
          from: 'Assier',
          point,
          days: [
            { at: 1100, ...days([1]) },
            { at: null, ...days([], [], [5]) },
          ],
        }),
      ),
      'Dernier retour direct d’Assier : 18 h 20 le lundi. Pas de retour direct le 25 décembre.',
    );
  });

  test('a week, within a month or a year or over them; a distance worth knowing', () => {
    assert.equal(weekWords('2026-11-24'), 'du 24 au 30 novembre 2026');
    assert.equal(weekWords('2026-11-26'), 'du 26 novembre au 2 décembre 2026');
    assert.equal(weekWords('2026-12-30'), 'du 30 décembre 2026 au 5 janvier 2027');
    assert.deepEqual([100, 500, 4000].map(distanceWords), ['', 'à 700 m du centre', 'à 5 km du centre']);
  });
});
