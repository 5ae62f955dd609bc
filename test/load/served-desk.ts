// The service under load, in a process of its own: its memory is its own. Told what to open by its arguments, says over
// the channel to its parent where it listens and, each second, what it holds.
import { mkdirSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { readConfig } from '#src/config.ts';
import { inventTraffic } from '#src/bench/invented-offers.ts';
import { seedDemo } from '#src/demo/seed-demo.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import { formatTripRow } from '#src/storage/trip-row.ts';
import { startSession } from '#src/team/session.ts';
import { formatInstant } from '#src/time/zone.ts';
import { newSessionToken } from '#src/web/guards/session.ts';

/** What the parent is told. */
export type FromService =
  | {
      readonly kind: 'ready';
      readonly port: number;
      readonly territoryId: string;
      readonly trips: number;
      /** Bytes held once it listens. */
      readonly rss: number;
      readonly members: readonly { readonly id: string; readonly cookie: string }[];
    }
  | { readonly kind: 'memory'; readonly rss: number; readonly heap: number };

const [databaseUrl = '', dataFolder = '', members = '20', trips = '5000'] = process.argv.slice(2);
const ROWS_AT_ONCE = 200;

const tell = (message: FromService): void => void process.send?.(message);

/** Trips of the drivers of the demo, until there are so many. */
const addTrips = async ({ engine, service }: OpenService, territoryId: string, wanted: number): Promise<number> => {
  const at = formatInstant(service.clock());
  const drivers = await engine.db
    .selectFrom('driver')
    .select('person_id')
    .where('territory_id', '=', territoryId)
    .execute();
  const { number } = await engine.db
    .selectFrom('trip')
    .select((is) => is.fn.countAll<number>().as('number'))
    .where('territory_id', '=', territoryId)
    .executeTakeFirstOrThrow();
  const missing = Math.max(0, wanted - number);
  const offers = inventTraffic(service.communes.communesOfDepartment('46'), 46, 'mostly-the-territory').offers(missing);
  const rows = offers.map(({ trip }, index) =>
    formatTripRow(
      {
        ...trip,
        id: service.newId(),
        territoryId,
        returnOf: null,
        driverId: drivers[index % drivers.length]?.person_id ?? '',
      },
      at,
    ),
  );
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await engine.atomically(async (trx) => {
      await trx
        .insertInto('trip')
        .values(rows.slice(start, start + ROWS_AT_ONCE))
        .execute();
    });
  return number + rows.length;
};

/** So many members who answer the phone, already signed in. */
const signIn = async ({ service }: OpenService, territoryId: string, count: number) => {
  const { storage, clock, newId } = service;
  const now = clock();
  return storage.atomicallyOnInstance(async (stores) => {
    const signedIn: { readonly id: string; readonly cookie: string }[] = [];
    for (let number = 1; number <= count; number += 1) {
      const [id, { token, id: sessionId }] = [newId(), newSessionToken()];
      const name = `Membre ${number}`;
      await stores.members.add({
        id,
        login: `membre-${number}`,
        name,
        email: null,
        host: false,
        disabledAt: null,
        createdAt: formatInstant(now),
      });
      await stores.members.setMembership({ memberId: id, territoryId, role: 'coordination', communeCodes: null });
      await stores.members.addSession(startSession(sessionId, id, now));
      signedIn.push({ id, cookie: `lotocar=${token}` });
    }
    return signedIn;
  });
};

mkdirSync(dataFolder, { recursive: true });
const config = {
  ...readConfig({}),
  databaseUrl: databaseUrl || null,
  dataFolder,
  host: '127.0.0.1',
  publicUrl: 'http://127.0.0.1',
};
const open = await openService({ config, log: createLogger('error'), demo: true });
await seedDemo(open);
const territory = await open.service.storage.instance.territories.findBySlug('lot');
if (!territory) throw new Error('the demo has no territory');
const kept = await addTrips(open, territory.id, Number(trips));
const signedIn = await signIn(open, territory.id, Number(members));
await open.service.listOffers(territory.id);
open.jobs.start();
const server = serve({ fetch: open.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  tell({
    kind: 'ready',
    port,
    territoryId: territory.id,
    trips: kept,
    rss: process.memoryUsage.rss(),
    members: signedIn,
  }),
);
const watch = setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  tell({ kind: 'memory', rss, heap: heapUsed });
}, 1000);
process.once('disconnect', () => {
  clearInterval(watch);
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  void open.close();
});
