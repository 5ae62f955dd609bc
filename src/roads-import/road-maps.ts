import type { Logger } from 'pino';
import type { FileStore } from '#src/files.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';
import { decodeRoadMap } from '#src/roads/road-file.ts';
import { createRoadMetric, type RoadMetric } from '#src/roads/road-metric.ts';

/** The road maps of the instance, open. */
export interface RoadMaps {
  /** The roads a territory uses; null while it has none or they cannot be read: times are then estimates. */
  of(territoryId: string): RoadMetric | null;
  /** Whether the territory has roads that cannot be read. */
  isBroken(territoryId: string): boolean;
  /** Looks for what an import, here or in another process, has changed; the maps before answer meanwhile. */
  refresh(): Promise<void>;
  /** Calls `listener` with each territory whose roads are no longer the same. @returns what stops it */
  onChange(listener: (territoryId: string) => void): () => void;
  /** Looks again every few seconds, until `close`. */
  watch(): void;
  close(): void;
}

export interface RoadMapsParts {
  readonly store: Pick<RoadStore, 'list'>;
  readonly files: Pick<FileStore, 'find' | 'get'>;
  readonly log: Logger;
}

/** Soon enough after an import from the command line, and one small query. */
const LOOK_EVERY_MILLISECONDS = 5000;

export const createRoadMaps = ({ store, files, log }: RoadMapsParts): RoadMaps => {
  /** By name of file: opened once, whoever uses it; null when it cannot be read. */
  let opened: ReadonlyMap<string, RoadMetric | null> = new Map();
  /** By territory: the name of its file. */
  let inUse: ReadonlyMap<string, string> = new Map();
  const listeners = new Set<(territoryId: string) => void>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const open = async (name: string): Promise<RoadMetric | null> => {
    try {
      const file = await files.find(name);
      if (file === undefined) throw new Error('no such file');
      return createRoadMetric(decodeRoadMap(await files.get(file)));
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      log.error({ file: name, why }, 'a road map cannot be read: its territories have estimates');
      return null;
    }
  };

  const look = async (): Promise<void> => {
    const next = new Map<string, string>();
    for (const { territoryId, inUse: roads } of await store.list()) if (roads) next.set(territoryId, roads.file);
    const maps = new Map<string, RoadMetric | null>();
    for (const name of new Set(next.values())) {
      const before = opened.get(name);
      maps.set(name, before === undefined ? await open(name) : before);
    }
    const changed = [...new Set([...inUse.keys(), ...next.keys()])].filter((id) => inUse.get(id) !== next.get(id));
    [opened, inUse] = [maps, next];
    for (const id of changed) for (const listener of listeners) listener(id);
  };

  // One after another: each begins after it was asked for.
  const refresh = (): Promise<void> => {
    looking = looking.catch(() => undefined).then(look);
    return looking;
  };

  const mapOf = (territoryId: string): RoadMetric | null | undefined => opened.get(inUse.get(territoryId) ?? '');

  return {
    of: (territoryId) => mapOf(territoryId) ?? null,
    isBroken: (territoryId) => mapOf(territoryId) === null,
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {
      timer ??= setInterval(() => {
        refresh().catch((error: unknown) => {
          log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'road maps could not be looked for');
        });
      }, LOOK_EVERY_MILLISECONDS).unref();
    },
    close() {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
