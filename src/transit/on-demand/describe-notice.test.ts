import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeNotice } from '#src/transit/on-demand/describe-notice.ts';
import type { Notice } from '#src/transit/on-demand/on-demand-service.ts';
import { workingDays } from '#src/transit/on-demand/other-way.ts';

suite('how long before, in words', () => {
  const before = (days: number, counted = false): Notice => ({
    kind: 'days-before',
    days,
    until: 17 * 60,
    counted: counted ? workingDays(['46']) : null,
  });
  const said: readonly (readonly [Notice, string])[] = [
    [{ kind: 'none' }, ''],
    [{ kind: 'real-time' }, 'Appelez au moment de partir'],
    [{ kind: 'same-day', minutes: 0 }, 'Appelez au moment de partir'],
    [{ kind: 'same-day', minutes: 45 }, 'Réservez au moins 45 minutes avant'],
    [{ kind: 'same-day', minutes: 120 }, 'Réservez au moins 2 heures avant'],
    [before(0), 'Réservez le jour même avant 17 h'],
    [before(1), 'Réservez la veille avant 17 h'],
    [before(1, true), 'Réservez la veille avant 17 h (en jours ouvrés)'],
    [before(2), 'Réservez l’avant-veille avant 17 h'],
    [before(3), 'Réservez 3 jours avant, avant 17 h'],
    [before(3, true), 'Réservez 3 jours avant, avant 17 h (en jours ouvrés)'],
  ];
  for (const [notice, words] of said)
    test(words === '' ? 'nothing where nothing is booked' : words, () => {
      assert.equal(describeNotice(notice).replaceAll('\u00a0', ' '), words);
    });
});
