import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Journey, RideLeg } from '#src/transit/journey/journey.ts';
import type { LiveRide } from '#src/transit/journey/live-ride.ts';
import { alertsIn, liveWords } from '#src/web/journey-words.ts';

const NOW = Temporal.Instant.from('2026-11-26T08:00:00Z');
const call = (name: string, at: number) => ({ name, arrival: at, departure: at });
const ride = (shortName: string, from: number, until: number, live?: Partial<LiveRide>): RideLeg =>
  ({
    kind: 'ride',
    line: { shortName, longName: '', kind: 'coach' },
    board: call('Gramat', from),
    alight: call('Cahors', until),
    ...(live && {
      live: {
        missing: null,
        boardDelay: null,
        alightDelay: null,
        saidAt: '2026-11-26T07:58:00.000Z',
        alerts: [],
        ...live,
      },
    }),
  }) as unknown as RideLeg;
const words = (...legs: readonly RideLeg[]): readonly string[] =>
  liveWords({ legs } as unknown as Journey, NOW).map((text) => text.replaceAll('\u{a0}', ' '));

suite('what is known of a journey at the moment, in words', () => {
  test('is nothing, a delay, an advance, or that it is on time, with its age', () => {
    assert.deepEqual(words(ride('873', 420, 475)), []);
    assert.deepEqual(words(ride('873', 420, 475, { boardDelay: 8 })), [
      'Car 873 : en retard de 8 minutes, vu il y a 2 minutes.',
    ]);
    assert.deepEqual(words(ride('873', 420, 475, { alightDelay: -1, saidAt: NOW.toString() })), [
      'Car 873 : en avance de 1 minute, vu à l’instant.',
    ]);
    assert.deepEqual(words(ride('873', 420, 475, { boardDelay: 0, alightDelay: 0 })), [
      'Car 873 : à l’heure, vu il y a 2 minutes.',
    ]);
  });

  test('is that it does not run, or does not stop', () => {
    assert.deepEqual(words(ride('873', 420, 475, { missing: 'trip' })), ['Car 873 : supprimé, vu il y a 2 minutes.']);
    assert.match(words(ride('873', 420, 475, { missing: 'board' }))[0] ?? '', /ne s’arrête pas à Gramat/u);
    assert.match(words(ride('873', 420, 475, { missing: 'alight' }))[0] ?? '', /ne s’arrête pas à Cahors/u);
  });

  test('is that it is one more run, or another than is written', () => {
    assert.deepEqual(words(ride('873', 420, 475, { extra: 'added' })), [
      'Car 873 : départ ajouté ce jour-là, vu il y a 2 minutes.',
    ]);
    assert.deepEqual(words(ride('873', 420, 475, { extra: 'replacement' })), [
      'Car 873 : changé ce jour-là, vu il y a 2 minutes.',
    ]);
  });

  test('is that a change would be missed', () => {
    assert.deepEqual(words(ride('873', 420, 475, { boardDelay: 20, alightDelay: 20 }), ride('K15', 485, 550)), [
      'Car 873 : en retard de 20 minutes, vu il y a 2 minutes.',
      'À cette heure-là, le car K15 serait déjà parti.',
    ]);
  });

  test('is what networks announce, each once', () => {
    const alerts = [{ title: 'Travaux', text: '', url: null }];
    const journey = { legs: [ride('873', 420, 475, { alerts }), ride('K15', 485, 550, { alerts })] };
    assert.deepEqual(alertsIn(journey as unknown as Journey), alerts);
  });
});
