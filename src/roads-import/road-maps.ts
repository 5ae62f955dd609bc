import type { Logger } from 'pino';
import type { FileStore } from '#src/files.ts';
import type { TerritoryRoads } from '#src/roads-import/road-store.ts';
import { createRoadMetric, type RoadMetric } from '#src/roads/road-metric.ts';
import { decodeRoadMap } from '#src/roads/road-file.ts';

/** The road maps of the instance, open. */
export interface RoadMaps {
  /** The roads a territory uses; null while it has none, or while they cannot be read. */
  readonly of: (territoryId: string) => RoadMetric | null;
  /** Whether the territory has roads that could not be read: it is given estimates, and its team has to know. */
  readonly isBroken: (territoryId: string) => boolean;
  /**
   * Looks for what an import, perhaps of another process, changed; opens new maps while the old ones still answer.
   * @param within a look not older than so many milliseconds is enough
   */
  readonly refresh: (within: number) => Promise<void>;
}

interface RoadMapsNeeds {
  readonly all: () => Promise<readonly TerritoryRoads[]>;
  readonly files: Pick<FileStore, 'find' | 'get'>;
  readonly log: Logger;
  /** A clock that only goes forward, in milliseconds. */
  readonly elapsed: () => number;
}

export const createRoadMaps = ({ all, files, log, elapsed }: RoadMapsNeeds): RoadMaps => {
  /** By name of file: opened once, whoever uses it; null when it cannot be read. */
  let opened: ReadonlyMap<string, RoadMetric | null> = new Map();
  let fileOf: ReadonlyMap<string, string> = new Map();
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;

  const open = async (name: string): Promise<RoadMetric | null> => {
    try {
      const file = await files.find(name);
      if (file === undefined) throw new Error('the file of the roads is gone');
      return createRoadMetric(decodeRoadMap(await files.get(file)));
    } catch (error) {
      log.error({ file: name, error: error instanceof Error ? error.name : 'unknown' }, 'roads cannot be read');
      return null;
    }
  };

  const look = async (): Promise<void> => {
    const inUse = (await all()).flatMap(({ territoryId, inUse: roads }) =>
      roads === null ? [] : [{ territoryId, file: roads.file }],
    );
    const next = new Map<string, RoadMetric | null>();
    for (const { file } of inUse) if (!next.has(file)) next.set(file, opened.get(file) ?? (await open(file)));
    opened = next;
    fileOf = new Map(inUse.map(({ territoryId, file }) => [territoryId, file]));
  };

  return {
    of: (territoryId) => opened.get(fileOf.get(territoryId) ?? '') ?? null,
    isBroken: (territoryId) => opened.get(fileOf.get(territoryId) ?? '') === null,
    async refresh(within) {
      if (looking === null) {
        if (elapsed() - lookedAt <= within) return;
        lookedAt = elapsed();
        looking = look().finally(() => {
          looking = null;
        });
      }
      await looking;
    },
  };
};
