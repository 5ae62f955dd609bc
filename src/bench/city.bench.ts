import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Bench, BenchOptions } from '#src/bench/bench.ts';
import { inventedCity } from '#src/bench/invented-city.ts';
import { percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';
import { stopDepartures } from '#src/transit/departures/stop-departures.ts';
import { stopsOfCommunes } from '#src/transit/departures/stops-of-communes.ts';
import { networkSteps } from '#src/transit/network/network.ts';
import { oneByOne, type Steps } from '#src/transit/network/steps.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { searchWay } from '#src/transit/search/search-way.ts';
import { daySteps } from '#src/transit/search/make-day.ts';

const CITY = '31555';
const DATE = '2025-02-10';
const CENTRE = { latitude: 43.6045, longitude: 1.444 };
const SUBURB = { latitude: 43.64, longitude: 1.48 };
const RESTING_MILLISECONDS = 2000;

/** Asks for the same page again and again, and says how long each answer took: in a thread of its own, as a browser would be. */
const ASKER = `
const { parentPort, workerData } = require('node:worker_threads');
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true });
const ask = () => new Promise((done) => {
  const start = performance.now();
  http.get({ port: workerData, path: '/health', agent }, (answer) => answer.resume().on('end', () => done(performance.now() - start)));
});
(async () => { for (;;) parentPort.postMessage(await ask()); })();
`;

interface Waited {
  /** A page that asks nothing, while the work goes on. */
  readonly health: number;
  readonly longestStop: number;
  readonly total: number;
}

/**
 * A city of three thousand stops in a network of twenty thousand, with two million stop times: the first time that a day or the week of a
 * commune is asked, how long nothing else is answered.
 */
export const run = async ({ small }: BenchOptions): Promise<Bench> => {
  const timetable = inventedCity({ size: small ? 0.1 : 1 });
  const feeds = [{ feedId: 'ville', name: 'Ville', timetable }];
  const places = [...readCommunes(readCommunesFile()).communes()].flatMap(({ code, point }) =>
    point && Math.abs(point.latitude - 43.6) < 0.5 && Math.abs(point.longitude - 1.44) < 0.7
      ? [{ communeCode: code, point }]
      : [],
  );
  const server = createServer((_, response) => void response.end('ok'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const asker = new Worker(ASKER, { eval: true, workerData: (server.address() as AddressInfo).port });
  let answers: number[] = [];
  asker.on('message', (milliseconds: number) => void answers.push(milliseconds));

  const beside = async <T>(work: () => Promise<T>): Promise<readonly [T, Waited]> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    answers = [];
    delay.enable();
    const start = performance.now();
    const result = await work();
    const total = performance.now() - start;
    delay.disable();
    return [result, { total, longestStop: delay.max / 1e6, health: percentileOf(sortedNumbers(answers), 0.99) }];
  };
  const stepped = <T>(steps: Steps<T>) => beside(() => oneByOne(steps, () => setImmediate()));
  try {
    const [, rest] = await beside(() => new Promise((resolve) => void setTimeout(resolve, RESTING_MILLISECONDS)));
    const [network, ofNetwork] = await stepped(networkSteps(feeds));
    const [, ofDay] = await stepped(daySteps(network, DATE));
    const searcher = createSearcher(network);
    const searching = { from: { name: '', point: CENTRE }, to: { name: '', point: SUBURB }, date: DATE, tolerance: 30 };
    searcher.day(DATE);
    const [, ofSearch] = await stepped(searchWay(searcher, { ...searching, window: { kind: 'any' } }, true));
    const [stops, ofStops] = await stepped(stopsOfCommunes(feeds, places));
    const [week, ofWeek] = await stepped(stopDepartures(feeds, stops.get(CITY) ?? [], DATE, 'Europe/Paris'));
    const told = (what: string, { health, longestStop, total }: Waited) => [
      { name: `${what} : en tout`, value: total, unit: 'ms' },
      { name: `${what} : plus long arrêt`, value: longestStop, unit: 'ms' },
      { name: `${what} : /health p99`, value: health, unit: 'ms' },
    ];
    return {
      name: `city : une grande ville, ${timetable.stops.ids.length} arrêts, ${timetable.stopTimes.stops.length} passages`,
      figures: [
        { name: 'arrêts de la commune', value: stops.get(CITY)?.length ?? 0, unit: '' },
        { name: 'lignes de la commune', value: week.lines.length, unit: '' },
        ...told('rien', rest),
        ...told('réseau', ofNetwork),
        ...told('jour', ofDay),
        ...told('trajets d’un jour, à travers la ville', ofSearch),
        ...told('arrêts des communes', ofStops),
        ...told('semaine de la commune', ofWeek),
        {
          name: 'longest_stop_ms',
          value: Math.max(...[ofNetwork, ofDay, ofSearch, ofStops, ofWeek].map(({ longestStop }) => longestStop)),
          unit: 'ms',
        },
      ],
    };
  } finally {
    await asker.terminate();
    server.close();
  }
};
