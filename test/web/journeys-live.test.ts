import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { readRealtime } from '#src/sources/gtfs-realtime/read-realtime.ts';
import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { createLiveTimetables } from '#src/timetables-live/live-timetables.ts';
import { createAskWithLive } from '#src/transit/live/ask-with-live.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import { everyDay } from '#test/fixtures/drivers.ts';
import { aTad } from '#test/fixtures/other-ways.ts';
import { type WrittenFeed, writeRealtime } from '#test/fixtures/realtime-writer.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { MOST_PUBLIC_BYTES, weighPage } from '#test/helpers/weigh-page.ts';
import { words } from '#test/helpers/words.ts';

const TODAY = '20261124';
const LONG = 'Jusqu’au 5 décembre, l’arrêt est reporté de 200 mètres, devant le théâtre. ';

suite('what networks say at the moment, on the page of a search', () => {
  let service: TestService;
  let said: WrittenFeed = {};
  const read = async (from: string, to: string, rest = '') => {
    const path = `/lot/trajets?depart=${from}&arrivee=${to}&date=2026-11-24${rest}`;
    const response = await service.get(path);
    assert.equal(response.status, 200, path);
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), [], path);
    return { html, text: words(html).replaceAll('\u00a0', ' ') };
  };
  /** Two minutes go by, and the network says something else. */
  const say = (feed: WrittenFeed): void => {
    now = now.add({ minutes: 2 });
    service.setNow(now);
    said = { timestamp: Math.floor(now.epochMilliseconds / 1000) - 60, ...feed };
  };
  let now = TUESDAY;

  before(async () => {
    service = await openTestService();
    await keepDemoTimetable(service);
    await setSwitches(service, { timetables: true });
    const { timetables } = service.service;
    const networks = timetables.of(service.territory.id);
    const feed = {
      id: networks[0]?.feedId ?? '',
      territoryId: service.territory.id,
      live: [{ address: 'https://reseau.exemple.fr/rt', sealedLogin: null }],
    } as unknown as TimetableFeed;
    const live = createLiveTimetables({
      timetablesOf: () => networks,
      feedsOf: () => [feed],
      fetchRealtime: async ({ known }) => readRealtime(writeRealtime(said), known, now),
      secret: new Uint8Array(32),
      clock: () => now,
      log: { warn: () => undefined } as unknown as Parameters<typeof createLiveTimetables>[0]['log'],
    });
    const { ask } = createAskJourneys({ timetablesOf: () => networks, breathe: async () => undefined });
    Object.assign(service.service, {
      findJourneys: createAskWithLive({ ask, live, clock: () => now, patience: () => new Promise(() => undefined) }),
    });
  });
  after(() => service.close());

  test('a delay is told with its age; nothing said changes nothing', async () => {
    say({});
    assert.doesNotMatch((await read('Figeac', 'Cahors')).text, /retard|supprimé|vu il y a/);
    say({ updates: [{ id: 'E1-0-1', date: TODAY, delay: 480 }] });
    const { text } = await read('Figeac', 'Cahors', '&heure=9h15&sens=depart');
    assert.match(text, /Car d’essai de la vallée du Lot \(E1\) : en retard de 8 minutes, vu il y a 1 minute\./);
  });

  test('a coach that does not run is told as such, and is neither the answer nor the last way back', async () => {
    say({
      updates: [
        { id: 'E1-0-1', date: TODAY, relationship: 3 },
        { id: 'E1-1-3', date: TODAY, relationship: 3 },
      ],
    });
    const { text } = await read('Figeac', 'Cahors', '&heure=9h15&sens=depart');
    assert.match(text, /\(E1\) : supprimé, vu il y a 1 minute\./);
    assert.doesNotMatch(text, /[Dd]ernier retour(?: à)? 18 h 20/);
    assert.match(text, /dernier retour 16 h 45/);
  });

  test('what it announces is told once for each journey, shortened, with where to read the rest', async () => {
    say({
      alerts: [
        {
          about: [{ route: 'E1' }],
          title: { fr: 'Travaux à Cahors' },
          text: { fr: LONG.repeat(8) },
          url: 'https://exemple.fr/t',
        },
      ],
    });
    const { html, text } = await read('Figeac', 'Cahors');
    assert.match(text, /Travaux à Cahors : Jusqu’au 5 décembre/);
    assert.ok(html.includes('href="https://exemple.fr/t"'));
    assert.ok(!text.includes(LONG.repeat(4)));
  });

  test('with all there may be at once a page still weighs less than one round trip', async () => {
    const { communeCodes } = service.territory;
    // Words that do not repeat: what compresses least.
    const names = communeCodes.flatMap((code) => service.service.communes.find(code)?.name ?? []);
    const text = (at: number): string => names.slice(at * 6, at * 6 + 6).join(', ');
    await service.service.storage.atomically(service.territory.id, async ({ otherWays }) => {
      for (let at = 0; at < 8; at += 1)
        await otherWays.add(
          aTad({
            id: `tad${at}`,
            name: `Transport à la demande de ${names[at * 3]}`,
            communeCodes,
            hours: null,
            words: text(at + 20),
            who: `pour qui habite ${names[at * 5]} ou ${names[at * 5 + 1]}`,
            url: `https://exemple.fr/tad/${at}`,
          }),
          '2026-11-24T08:00:00.000Z',
        );
    });
    for (let at = 0; at < 44; at += 1)
      await service.addDriver({
        firstName: `${names[at * 7]?.slice(0, 9)}`,
        stops: [names[at * 7 + 1] ?? '', 'Souillac', 'Cahors'],
        trip: {
          schedule: { ...everyDay(420 + at * 13), until: `2027-0${1 + (at % 9)}-1${at % 10}` },
          seats: 1 + (at % 4),
          carTakes: at % 2 === 0 ? ['walker', 'dog'] : ['child-seat'],
        },
      });
    say({
      updates: [0, 1, 2, 3].map((at) => ({ id: `E5-0-${at}`, date: TODAY, delay: 300 + at * 60 })),
      alerts: ['Grève', 'Travaux', 'Arrêt déplacé'].map((fr, at) => ({
        about: [{ route: 'E5' }],
        title: { fr: `${fr} sur la ligne ${at}` },
        text: { fr: text(at + 40) },
        url: `https://exemple.fr/${at}`,
      })),
    });
    const { html } = await read('Souillac', 'Cahors', '&heure=9h');
    const counts = ['data-journey', 'data-trip', 'data-service'].map((one) => html.split(`${one}=`).length - 1);
    assert.deepEqual(counts, [3, 20, 6]);
    const bytes = await weighPage(service, html, 'results');
    assert.ok(bytes <= MOST_PUBLIC_BYTES, `${bytes} bytes`);
    assert.doesNotMatch(html, /<script|\sstyle="/);
  });
});
