import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_NOW, inventTraffic, type Limits } from '#src/bench/invented-offers.ts';
import { inventCountry, mainlandCommunes } from '#src/bench/country/invent-country.ts';
import { medianOf, percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune } from '#src/places/place.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { createRoadMetric } from '#src/roads/road-metric.ts';
import { createTripCatalogue } from '#src/storage/trip-catalogue.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';
import { createApp } from '#src/web/app.tsx';

/** A large territory, six times what the first Lotocar ever had; then a whole country in one. */
export const TRIPS = 5_000;
const COUNTRY_TRIPS = 1_000_000;
const SEARCHES = 300;
const WARM_UP = 60;
const ROUNDS = 3;
/** Trips whose entry into the index is timed. */
const SAVED = 500;

const NOW = instantOf(BENCH_NOW, 'Europe/Paris');

const SILENT = createLogger('silent');

/** What people type: names, sometimes a day, sometimes an hour. */
const addressOf = ({ from, to, when, window }: MatchQuery): string => {
  const query = new URLSearchParams({ depart: from.label, arrivee: to.label });
  if (when.kind === 'date') query.set('date', when.date);
  if (window.kind === 'arrive-by') query.set('heure', formatHourInput(window.at));
  return `/lot/trajets?${query.toString()}`;
};

/** What is in a territory, and what is asked of it. */
interface Filled {
  readonly territoryId: string;
  readonly queries: readonly MatchQuery[];
  /** Trips that are not in the territory yet. */
  readonly more: readonly Offer[];
}

const fill = async (
  { service }: OpenService,
  served: readonly Commune[],
  trips: number,
  limits: Limits,
): Promise<Filled> => {
  const { storage, communes, newId } = service;
  const created = await createTerritory({
    atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
    findCommune: (code) => communes.find(code),
    clock: service.clock,
    newId,
  })({
    slug: 'lot',
    name: 'Lotocar du Lot',
    phone: '+33536490000',
    phoneHours: 'le matin',
    controller: 'Association Exemple',
    communeCodes: served.map(({ code }) => code),
  });
  if (created.kind === 'refused') throw new Error(created.reason);
  const territoryId = created.territory.id;
  const traffic = inventTraffic(served, 46, limits);
  const at = formatInstant(NOW);
  const add = async (offers: readonly Offer[]): Promise<void> =>
    storage.atomically(territoryId, async ({ people, drivers, trips }) => {
      for (const [id, own] of Map.groupBy(offers, ({ driver }) => driver.id)) {
        const [first] = own;
        if (!first) continue;
        await people.add({
          id,
          territoryId,
          firstName: first.driver.firstName,
          lastName: first.driver.lastName,
          phones: [{ number: '+33639980001', kind: 'mobile', sms: true }],
          email: null,
          address: '',
          trustedContact: null,
          reachedBy: 'voice',
          note: '',
          heardFrom: '',
          informedOn: null,
          minor: false,
          parentAgreedOn: null,
          setAsideReason: null,
          lastContactAt: at,
          createdAt: at,
          version: 1,
        });
        await drivers.add({ personId: id, welcomedOn: BENCH_NOW.date, welcomedBy: null, createdAt: at });
        for (const purpose of ['listed', 'numberShown'] as const) {
          await drivers.recordConsent({
            id: newId(),
            personId: id,
            purpose,
            given: true,
            how: 'form',
            memberId: null,
            at,
          });
        }
        for (const { trip } of own) await trips.add({ ...trip, territoryId });
      }
    });
  const offers = traffic.offers(trips + SAVED);
  // Some hundreds at once: a transaction of everything would be one no real write looks like.
  for (let start = 0; start < trips; start += 500) await add(offers.slice(start, Math.min(trips, start + 500)));
  const more = offers.slice(trips).map(({ trip, driver }) => ({ trip: { ...trip, territoryId }, driver }));
  return { territoryId, queries: traffic.queries(SEARCHES), more };
};

interface Timing {
  readonly milliseconds: readonly number[];
  readonly cards: number;
}

type App = OpenService['app'];

const time = async (app: App, addresses: readonly string[]): Promise<Timing> => {
  for (const address of addresses.slice(0, WARM_UP)) await (await app.request(address)).text();
  const milliseconds: number[] = [];
  let cards = 0;
  for (const address of addresses) {
    const start = performance.now();
    const response = await app.request(address);
    const html = await response.text();
    milliseconds.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
    cards += html.split('data-trip=').length - 1;
  }
  return { milliseconds: sortedNumbers(milliseconds), cards };
};

const keyOf = (query: MatchQuery): string =>
  JSON.stringify([query.from.communeCode, query.to.communeCode, query.when, query.window]);

const figure = (name: string, value: number, unit: string) => ({ name, value, unit });

/** The page with answers of matching, and the same page with those answers already at hand, in turn. */
const compare = async (open: OpenService, findMatches: FindMatches, queries: readonly MatchQuery[]) => {
  const service = { ...open.service, findMatches };
  const addresses = queries.map(addressOf);
  const answers = new Map<string, MatchResult>();
  const recording = createApp(
    {
      ...service,
      findMatches: async (territory, query, shown) => {
        const answer = await findMatches(territory, query, shown);
        answers.set(keyOf(query), answer);
        return answer;
      },
    },
    SILENT,
  );
  for (const address of addresses) await recording.request(address);
  const canned = createApp(
    {
      ...service,
      findMatches: async (_territory, query) => {
        const answer = answers.get(keyOf(query));
        if (!answer) throw new Error('a search that was not recorded');
        return answer;
      },
    },
    SILENT,
  );
  const asked = createApp(service, SILENT);
  const rounds: { readonly reference: Timing; readonly ours: Timing }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const reference = await time(canned, addresses);
    const ours = await time(asked, addresses);
    if (ours.cards !== reference.cards) throw new Error('both pages do not show the same trips');
    rounds.push({ reference, ours });
  }
  const median = (of: (timing: Timing) => number, which: 'reference' | 'ours'): number =>
    medianOf(rounds.map((round) => of(round[which])));
  const p50 = ({ milliseconds }: Timing): number => percentileOf(milliseconds, 0.5);
  const p99 = ({ milliseconds }: Timing): number => percentileOf(milliseconds, 0.99);
  const mean = ({ milliseconds }: Timing): number => milliseconds.reduce((a, b) => a + b, 0) / milliseconds.length;
  return {
    p50: median(p50, 'ours'),
    p99: median(p99, 'ours'),
    cannedP50: median(p50, 'reference'),
    cannedP99: median(p99, 'reference'),
    /** Of the same requests, one by one: a slow page is slow in both. */
    overP50: medianOf(rounds.map(({ ours, reference }) => p50(ours) - p50(reference))),
    perSecond: 1000 / median(mean, 'ours'),
    cards: (rounds[0]?.ours.cards ?? 0) / addresses.length,
    found:
      [...answers.values()].reduce((sum, { counts }) => sum + counts.matches + counts.outsideWindow, 0) / answers.size,
  };
};

const figuresOf = (label: string, timed: Awaited<ReturnType<typeof compare>>) => [
  figure(`${label} : page entière, p50`, timed.p50, 'ms'),
  figure(`${label} : page entière, p99`, timed.p99, 'ms'),
  figure(`${label} : la même, réponses déjà prêtes, p50`, timed.cannedP50, 'ms'),
  figure(`${label} : la même, réponses déjà prêtes, p99`, timed.cannedP99, 'ms'),
  figure(`${label} : p50 de plus que réponses prêtes`, timed.overP50, 'ms'),
  figure(`${label} : recherches par seconde et par cœur`, timed.perSecond, ''),
  figure(`${label} : trajets trouvés par recherche, en moyenne`, timed.found, ''),
  figure(`${label} : cartes par page, en moyenne`, timed.cards, ''),
];

export const withFilled = async <T>(
  communesOf: (directory: CommuneDirectory) => readonly Commune[],
  trips: number,
  limits: Limits,
  work: (open: OpenService, filled: Filled) => Promise<T>,
): Promise<T> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-bench-'));
  const open = await openService({ config: { ...readConfig({}), dataFolder }, log: SILENT, clock: () => NOW });
  try {
    return await work(open, await fill(open, communesOf(open.service.communes), trips, limits));
  } finally {
    await open.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

/** A whole country in one territory, on roads of its size. */
const measureCountry = (trips: number, departments: readonly string[]) =>
  withFilled(
    (directory) => mainlandCommunes(directory, departments),
    trips,
    'their-own',
    async (open, { territoryId, queries, more }) => {
      const { graph } = inventCountry(mainlandCommunes(open.service.communes, departments), 1);
      const about = { source: 'Pays inventé', dataFrom: null, builtAt: formatInstant(NOW) };
      const roads = createRoadMetric(buildRoadMap(graph, about));
      const { engine } = open;
      const catalogue = createTripCatalogue({ engine, estimate: crowFlyMetric, roadsOf: () => roads });
      const start = performance.now();
      const index = await catalogue.indexFor([territoryId]);
      const loaded = (performance.now() - start) / 1000;
      process.stderr.write(`${trips} trips loaded, now asked\n`);
      const timed = await compare(open, catalogue.findMatches, queries);
      const saves = more.map((offer) => {
        const before = performance.now();
        index.put(offer);
        return performance.now() - before;
      });
      const label = `${trips.toLocaleString('fr-FR')} trajets, ${roads.map.graph.nodeCount.toLocaleString('fr-FR')} nœuds de route`;
      return [
        ...figuresOf(label, timed),
        figure('search_over_canned_ms', timed.overP50, 'ms'),
        figure('searches_per_s', timed.perSecond, ''),
        figure('saved_trip_ms', medianOf(saves), 'ms'),
        figure('loaded_s', loaded, 's'),
        figure('rss_mb', process.memoryUsage.rss() / 2 ** 20, 'Mio'),
      ];
    },
  );

/**
 * The search page, from the request to its last byte, in SQLite: 5,000 trips of one territory by estimates, then a million of
 * a whole country by roads. Beside each, the same pages with the answers of matching already at hand: what a page costs.
 */
export async function run({ small }: { readonly small: boolean }) {
  const territory = await withFilled(
    (directory) => directory.communesOfDepartment('46'),
    TRIPS,
    'mostly-the-territory',
    async (open, { queries }) => compare(open, open.service.findMatches, queries),
  );
  const country = await measureCountry(small ? 10_000 : COUNTRY_TRIPS, small ? ['46', '12', '15'] : []);
  return {
    name: 'search : la page de recherche (SQLite)',
    figures: [...figuresOf(`${TRIPS.toLocaleString('fr-FR')} trajets, estimations`, territory), ...country],
  };
}
