import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { createAskMotis } from '#src/sources/motis/ask-motis.ts';
import { askPlan } from '#src/sources/motis/ask-plan.ts';
import { createCircuitBreaker } from '#src/sources/motis/circuit-breaker.ts';
import { planAddress } from '#src/sources/motis/plan-address.ts';
import { ALL_OFF, ALL_ON } from '#src/territory/switches.ts';
import type { AskJourneys } from '#src/transit/search/ask-journeys.ts';
import type { JourneyQuery, JourneysFound } from '#src/transit/search/find-journeys.ts';
import type { Journey, RideLeg, WalkLeg } from '#src/transit/journey/journey.ts';
import { itinerary, planOf } from '#test/fixtures/motis-answer.ts';
import { client, plan } from '@motis-project/motis-client';

const TERRITORY = { id: 'lot', tolerance: 30, switches: ALL_ON, zone: 'Europe/Paris' };
const GRAMAT = { name: 'Gramat', point: { latitude: 44.779_12, longitude: 1.724_49 } };
const CAHORS = { name: 'Cahors', point: { latitude: 44.447, longitude: 1.441 } };
const QUERY: JourneyQuery = {
  from: GRAMAT,
  to: CAHORS,
  date: '2026-11-26',
  window: { kind: 'leave-at', at: 420 },
  back: null,
  wholeDay: true,
};
const DAY = planOf(
  itinerary({ leaves: '06:10:00', arrives: '07:05:00', late: { leaves: '06:18:20', arrives: '07:11:00' } }),
  itinerary({ leaves: '05:00:30', arrives: '05:55:20' }),
  // Beaten by the one at 5 h 0.
  itinerary({ leaves: '05:00:00', arrives: '05:57:00' }),
  itinerary({ leaves: '17:30:00', arrives: '18:25:00', more: { cancelled: true } }),
  itinerary({ leaves: '12:00:00', arrives: '12:55:00', more: { mode: 'ODM' } }),
);

suite('journeys by MOTIS', () => {
  const servers: Server[] = [];
  let now: Temporal.Instant;
  let ours: JourneysFound;
  let asked: IncomingMessage[];
  beforeEach(() => {
    now = Temporal.Instant.from('2026-11-26T05:00:00Z');
    ours = { kind: 'no-timetable' };
    asked = [];
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const serve = async (answer: RequestListener, patience = 10_000): Promise<AskJourneys> => {
    const server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return createAskMotis({
      base,
      own: async () => ours,
      askPlan: (question) => askPlan(base, question, patience),
      breaker: createCircuitBreaker(() => now),
      clock: () => now,
      log: { warn: () => undefined } as unknown as Parameters<typeof createAskMotis>[0]['log'],
    });
  };
  const json =
    (body: unknown): RequestListener =>
    (_, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  const legsOf = (journey: Journey | null | undefined) =>
    (journey?.legs ?? assert.fail()) as unknown as readonly [WalkLeg, RideLeg];
  const found = (result: JourneysFound) => {
    assert.ok(result.kind === 'found', result.kind);
    return result;
  };

  test('are told as ours are: hours, walks, lines, delays, cancellations, and by whom', async () => {
    const ask = await serve(json(DAY));
    const { outward, back, periods, credit } = found(await ask(TERRITORY, QUERY));
    assert.deepEqual([back, periods], [null, []]);
    assert.match(credit?.name ?? '', /^MOTIS, sur 127\.0\.0\.1/u);
    assert.deepEqual(
      outward.all.map(({ departure, arrival, duration, changes, walking }) => [
        departure,
        arrival,
        duration,
        changes,
        walking,
      ]),
      [
        [355, 416, 61, 0, 5],
        [425, 485, 60, 0, 5],
        [1105, 1165, 60, 0, 5],
      ],
    );
    assert.equal(outward.best, outward.all[1]);
    assert.equal(outward.last, outward.all[1], 'the one at 18 h 30 does not run');
    const [walk, ride] = legsOf(outward.best);
    assert.deepEqual(walk, {
      kind: 'walk',
      from: GRAMAT,
      to: { name: 'Gramat Place', point: { latitude: 44.781, longitude: 1.724 } },
      minutes: 5,
      metres: 319,
    });
    assert.deepEqual(ride.line, {
      id: 'lot_873',
      shortName: '873',
      longName: 'Gramat - Cahors',
      kind: 'coach',
      color: '1D5C63',
      url: null,
      agency: 'liO',
      phone: null,
    });
    assert.deepEqual([ride.serviceDate, ride.board.departure, ride.alight.arrival], ['2026-11-26', 430, 485]);
    assert.deepEqual(
      [ride.live?.missing, ride.live?.boardDelay, ride.live?.alightDelay, ride.live?.saidAt],
      [null, 8, 6, '2026-11-26T05:00:00.000Z'],
    );
    assert.equal(legsOf(outward.all[2])[1].live?.missing, 'trip');
    assert.equal(legsOf(outward.all[0])[1].live, undefined);
  });

  test('need two places, to a hundred metres, and the day: nothing else is said', async () => {
    const ask = await serve(json(DAY));
    await ask(TERRITORY, { ...QUERY, back: { kind: 'any' } });
    assert.equal(asked.length, 2);
    const [out, back] = asked.map(({ url }) => new URL(url ?? '', 'http://x').searchParams);
    assert.equal(out?.get('fromPlace'), '44.779,1.724');
    assert.equal(out?.get('toPlace'), '44.447,1.441');
    assert.equal(out?.get('time'), '2026-11-25T23:00:00Z');
    assert.equal(back?.get('fromPlace'), '44.447,1.441');
    for (const { headers, url } of asked) {
      assert.deepEqual(Object.keys(headers).toSorted(), [
        'accept',
        'accept-encoding',
        'accept-language',
        'connection',
        'host',
        'sec-fetch-mode',
        'user-agent',
      ]);
      assert.doesNotMatch(url ?? '', /Gramat|7912|72449/u);
    }
  });

  test('are asked as its own client asks', async () => {
    const base = 'http://127.0.0.1:9/motis';
    const ours = planAddress(base, { from: GRAMAT.point, to: CAHORS.point, date: '2026-11-26', zone: 'Europe/Paris' });
    let theirs = '';
    client.setConfig({
      baseUrl: base,
      // As its OpenAPI file has it; left alone, the client writes lists another way.
      querySerializer: { array: { explode: false, style: 'form' } },
      fetch: async (request) => {
        theirs = request instanceof Request ? request.url : String(request);
        return new Response('{}', { headers: { 'content-type': 'application/json' } });
      },
    });
    await plan({
      query: {
        fromPlace: '44.779,1.724',
        toPlace: '44.447,1.441',
        time: '2026-11-25T23:00:00Z',
        searchWindow: 100_800,
        numItineraries: 1,
        maxItineraries: 60,
        transitModes: ['TRAM', 'SUBWAY', 'FERRY', 'BUS', 'COACH', 'RAIL', 'FUNICULAR', 'AERIAL_LIFT', 'OTHER'],
        minTransferTime: 2,
        maxPreTransitTime: 1800,
        maxPostTransitTime: 1800,
        maxDirectTime: 1800,
        pedestrianSpeed: 1.11,
        detailedLegs: false,
        detailedTransfers: false,
        joinInterlinedLegs: false,
        language: ['fr'],
      },
    });
    const parts = (address: string) => {
      const { origin, pathname, searchParams } = new URL(address);
      return {
        origin,
        pathname,
        query: [...searchParams].map((pair) => pair.join('=')).toSorted((a, b) => (a < b ? -1 : 1)),
      };
    };
    assert.deepEqual(parts(ours.href), parts(theirs));
  });

  test('that it does not know, or cannot give, are those of our own search', async () => {
    const silent: RequestListener = () => undefined;
    const answers: readonly RequestListener[] = [
      json(planOf()),
      json({ error: 'no timetable' }),
      (_, response) => response.writeHead(500).end('{"error":"x"}'),
      (_, response) => response.end('<html>'),
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      (_, response) => response.writeHead(200, { 'content-length': 100 }).end('{"itineraries":['),
      silent,
      (_, response) => {
        response.write('[');
        response.end(' '.repeat(9_000_000));
      },
      json(planOf({ ...itinerary({ leaves: '05:00:00', arrives: '05:55:00' }), legs: [] })),
      json(planOf(itinerary({ leaves: '25:00:00', arrives: '05:55:00' }))),
    ];
    for (const [at, answer] of answers.entries()) {
      const ask = await serve(answer, answer === silent ? 200 : undefined);
      ours = { kind: 'outside-period', periods: [] };
      const result = await ask(TERRITORY, QUERY);
      if (at === 0)
        assert.equal(found(result).outward.last, null, 'it knows of none, and we have no timetable of that day');
      else assert.equal(result, ours, String(at));
      ours = { ...found(await (await serve(json(DAY)))(TERRITORY, QUERY)), credit: { name: 'nous', url: '' } };
      assert.equal(await ask(TERRITORY, QUERY), ours, String(at));
    }
  });

  test('one that cannot be read leaves the others, one that cannot be made hides none', async () => {
    const ask = await serve(
      json(
        planOf(
          itinerary({ leaves: '25:00:00', arrives: '05:55:00' }),
          itinerary({ leaves: '09:00:00', arrives: '08:55:00' }),
          itinerary({ leaves: '06:10:00', arrives: '07:05:00', more: { cancelled: true } }),
          itinerary({ leaves: '06:00:00', arrives: '07:15:00' }),
          itinerary({ leaves: '07:00:00', arrives: '08:00:00', more: { mode: 'MAGIC_CARPET' } }),
          itinerary({ leaves: '10:00:00', arrives: '11:00:00', more: { headsign: null } }),
        ),
      ),
    );
    const { outward } = found(await ask(TERRITORY, { ...QUERY, window: { kind: 'any' } }));
    assert.deepEqual(
      outward.all.map((journey) => [journey.departure, legsOf(journey)[1].live?.missing]),
      [
        [415, undefined],
        [425, 'trip'],
      ],
    );
    assert.equal(outward.best, outward.all[0]);
  });

  test('a vehicle that goes on as another line is ridden through', async () => {
    const [start, coach, end] = itinerary({ leaves: '06:10:00', arrives: '07:05:00' }).legs as [object, object, object];
    const further = { ...coach, routeShortName: '875', interlineWithPreviousLeg: true };
    const ask = await serve(json(planOf({ legs: [start, coach, further, end] })));
    const { outward } = found(await ask(TERRITORY, QUERY));
    const rides = outward.best?.legs.filter((leg) => leg.kind === 'ride') ?? [];
    assert.deepEqual([outward.best?.changes, ...rides.map(({ isStay }) => isStay)], [0, undefined, true]);
  });

  test('are not asked again at once of whom has failed twice; one tries after a pause', async () => {
    let fails = true;
    const ask = await serve((request, response) =>
      fails ? response.writeHead(503).end() : json(DAY)(request, response),
    );
    for (let time = 0; time < 5; time += 1) assert.equal((await ask(TERRITORY, QUERY)).kind, 'no-timetable');
    assert.equal(asked.length, 2);
    now = now.add({ seconds: 31 });
    await Promise.all([ask(TERRITORY, QUERY), ask(TERRITORY, QUERY)]);
    assert.equal(asked.length, 3);
    fails = false;
    now = now.add({ seconds: 31 });
    await ask(TERRITORY, QUERY);
    assert.equal(asked.length, 3, 'the pause is longer');
    now = now.add({ seconds: 31 });
    assert.equal((await ask(TERRITORY, QUERY)).kind, 'found');
    assert.equal((await ask(TERRITORY, QUERY)).kind, 'found');
    assert.equal(asked.length, 5);
  });

  test('are not asked where timetables are off', async () => {
    const ask = await serve(json(DAY));
    assert.equal(await ask({ ...TERRITORY, switches: ALL_OFF }, QUERY), ours);
    assert.equal(asked.length, 0);
  });
});
