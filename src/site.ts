import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpack } from '#src/backups/pack.ts';
import type { RestoreBegun, RestoreEnd, RestoreOrder, Restoring } from '#src/backups/restoring.ts';
import { openService, type OpenOptions, type OpenService } from '#src/main.ts';
import { SQLITE_FILE } from '#src/storage/engine.ts';
import { openCopy } from '#src/storage/open-copy.ts';
import { restoreDatabase } from '#src/storage/restore-database.ts';
import { holdService, type Release } from '#src/storage/service-lock.ts';
import { formatInstant } from '#src/time/zone.ts';
import { createOneMinute } from '#src/web/one-minute.tsx';

/** A service that listens, whatever is done to its database under it. */
export interface Site {
  readonly fetch: (request: Request, bindings?: object) => Response | Promise<Response>;
  /** What is open now: another one once a backup was put in place. */
  current(): OpenService;
  /** Once it listens. */
  begin(): void;
  close(): Promise<void>;
}

export interface SiteOptions extends OpenOptions {
  /** What runs by itself in a service: called by `begin`, then with each service that takes the place of another. */
  readonly run: (open: OpenService) => void;
}

/** Answers under way are waited for that long before the database is closed under them. */
const PATIENCE_MILLISECONDS = 10_000;

/** Opens a service so that a backup can be put in place by a page: it closes, and opens again, in the same process. */
export const openSite = async ({ run, ...options }: SiteOptions): Promise<Site> => {
  const { config, log, clock = () => Temporal.Now.instant() } = options;
  const oneMinute = createOneMinute(config.publicUrl);
  const hold = (): Release => (config.databaseUrl === null ? holdService(config.dataFolder) : () => undefined);
  let release = hold();
  let isClosed = false;
  let underWay = 0;
  let last: RestoreEnd | null = null;
  let work: Promise<void> = Promise.resolve();

  const restoring: Restoring = {
    last: () => last,
    async begin(order): Promise<RestoreBegun> {
      if (isClosed) return { kind: 'busy' };
      const copy = join(config.dataFolder, `restauration-${randomBytes(4).toString('hex')}.sqlite`);
      const unpacked = await unpack(order.path, copy, order.passphrase);
      if (unpacked !== 'unpacked') return { kind: unpacked };
      const found = await openCopy(copy);
      if (found.kind !== 'whole' || isClosed) {
        await removeDatabase(copy);
        return { kind: found.kind === 'whole' ? 'busy' : found.kind };
      }
      isClosed = true;
      work = (async () => {
        await putInPlace(copy, order);
        await removeDatabase(copy);
      })();
      return { kind: 'begun' };
    },
  };

  const open = (): Promise<OpenService> => openService({ ...options, restoring });
  const openAgain = async (): Promise<OpenService> => {
    const opened = await open();
    run(opened);
    return opened;
  };

  const putInPlace = async (copy: string, order: RestoreOrder): Promise<void> => {
    const now = clock();
    const ended = (outcome: RestoreEnd['outcome']): RestoreEnd => ({
      at: formatInstant(now),
      name: order.name,
      outcome,
    });
    last = ended({ kind: 'failed' });
    try {
      for (const end = performance.now() + PATIENCE_MILLISECONDS; underWay > 0 && performance.now() < end;)
        await new Promise((resolve) => void setTimeout(resolve, 20));
      // What is replaced stays among the backups: putting it in place undoes this.
      const made = await current.service.backups?.make(now);
      await current.close();
      release();
      const restored = await restoreDatabase(copy, now).finally(() => {
        release = hold();
      });
      if (restored.kind === 'restored') {
        current = await openAgain().catch(async (error: unknown) => {
          await putBack(config.dataFolder, restored.before);
          throw error;
        });
        if (restored.before !== null) await rm(restored.before, { force: true });
        const { people, trips } = restored.found;
        const erasedAgain = restored.erasedAgain.people;
        last = ended({ kind: 'restored', people, trips, erasedAgain, before: made?.name ?? '' });
        await noteRestored(current, order, formatInstant(now));
      } else {
        if (restored.kind === 'in-use') last = ended({ kind: 'in-use' });
        current = await openAgain();
      }
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the backup was not put in place');
      await current.close().catch(() => undefined);
      current = await openAgain();
    } finally {
      isClosed = false;
    }
  };

  let current = await open();
  return {
    current: () => current,
    begin: () => run(current),
    async fetch(request, bindings) {
      if (isClosed) return oneMinute.fetch(request);
      underWay += 1;
      try {
        return await current.app.fetch(request, bindings);
      } finally {
        underWay -= 1;
      }
    },
    async close() {
      await work.catch(() => undefined);
      await current.close();
      release();
    },
  };
};

const removeDatabase = async (path: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
};

/** The database that was replaced, in its place again. */
const putBack = async (folder: string, before: string | null): Promise<void> => {
  if (before === null || !existsSync(before)) return;
  await removeDatabase(join(folder, SQLITE_FILE));
  await rename(before, join(folder, SQLITE_FILE));
};

/** In the journal of the territory from which it was asked, when the backup knows it. */
const noteRestored = async ({ service }: OpenService, order: RestoreOrder, at: string): Promise<void> => {
  const { storage, newId } = service;
  if (!(await storage.instance.territories.find(order.territoryId))) return;
  await storage.atomically(order.territoryId, ({ journal }) =>
    journal.add({
      id: newId(),
      at,
      actor: { kind: 'member', id: order.memberId },
      action: 'backup-restored',
      subject: { kind: 'territory', id: order.territoryId },
      details: { name: order.name },
    }),
  );
};
