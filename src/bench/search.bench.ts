import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_NOW, inventTraffic } from '#src/bench/invented-offers.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';
import { createApp } from '#src/web/app.tsx';

/** A large territory: six times what the first Lotocar ever had. */
const TRIPS = 5_000;
const SEARCHES = 300;
const WARM_UP = 60;

const NOW = instantOf(BENCH_NOW, 'Europe/Paris');

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** What people type: names, sometimes a day, sometimes an hour. */
const addressOf = ({ from, to, when, window }: MatchQuery): string => {
  const query = new URLSearchParams({ depart: from.label, arrivee: to.label });
  if (when.kind === 'date') query.set('date', when.date);
  if (window.kind === 'arrive-by') query.set('heure', formatHourInput(window.at));
  return `/lot/trajets?${query.toString()}`;
};

const fill = async ({ service }: OpenService): Promise<readonly MatchQuery[]> => {
  const { storage, communes, newId } = service;
  const lot = communes.communesOfDepartment('46');
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
    communeCodes: lot.map(({ code }) => code),
  });
  if (created.kind === 'refused') throw new Error(created.reason);
  const territoryId = created.territory.id;
  const traffic = inventTraffic(lot, 46);
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
  const offers = traffic.offers(TRIPS);
  // Some hundreds at once: a transaction of everything would be one no real write looks like.
  for (let start = 0; start < offers.length; start += 500) await add(offers.slice(start, start + 500));
  return traffic.queries(SEARCHES);
};

interface Timing {
  readonly milliseconds: readonly number[];
  readonly cards: number;
}

type App = OpenService['app'];

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

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
  return { milliseconds: sorted(milliseconds), cards };
};

const keyOf = (query: MatchQuery): string =>
  JSON.stringify([query.from.communeCode, query.to.communeCode, query.when, query.window]);

const figure = (name: string, value: number, unit: string) => ({ name, value, unit });

/**
 * The search page, from the request to its last byte, on a territory of 5,000 trips in SQLite; beside it the same pages
 * with the answers of matching already at hand: what the page itself costs.
 */
export async function run() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-bench-'));
  const log = createLogger('silent');
  const open = await openService({ config: { ...readConfig({}), dataFolder }, log, clock: () => NOW });
  try {
    const queries = await fill(open);
    const addresses = queries.map(addressOf);
    const answers = new Map<string, MatchResult>();
    const { service } = open;
    const recording = createApp(
      {
        ...service,
        findMatches: async (territory, query, shown) => {
          const answer = await service.findMatches(territory, query, shown);
          answers.set(keyOf(query), answer);
          return answer;
        },
      },
      log,
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
      log,
    );
    const reference = await time(canned, addresses);
    const ours = await time(open.app, addresses);
    if (ours.cards !== reference.cards) throw new Error('both pages do not show the same trips');
    return {
      name: `Page de recherche, ${TRIPS.toLocaleString('fr-FR')} trajets dans un territoire (SQLite)`,
      figures: [
        figure('page entière, p50', percentile(ours.milliseconds, 0.5), 'ms'),
        figure('page entière, p99', percentile(ours.milliseconds, 0.99), 'ms'),
        figure('la même, réponses déjà prêtes, p50', percentile(reference.milliseconds, 0.5), 'ms'),
        figure('la même, réponses déjà prêtes, p99', percentile(reference.milliseconds, 0.99), 'ms'),
        figure('rapport des p50', percentile(ours.milliseconds, 0.5) / percentile(reference.milliseconds, 0.5), 'fois'),
        figure(
          'rapport des p99',
          percentile(ours.milliseconds, 0.99) / percentile(reference.milliseconds, 0.99),
          'fois',
        ),
        figure('cartes par page, en moyenne', ours.cards / SEARCHES, 'cartes'),
      ],
    };
  } finally {
    await open.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
