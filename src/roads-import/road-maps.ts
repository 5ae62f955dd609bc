import { createOpenedFiles, type FileReading, type OpenedFiles } from '#src/imports/opened-files.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';
import { decodeRoadMap } from '#src/roads/road-file.ts';
import { createRoadMetric, type RoadMetric } from '#src/roads/road-metric.ts';

/** The road maps of the instance, open; `onChange` names the territories whose roads are no longer the same. */
export interface RoadMaps extends Omit<OpenedFiles<RoadMetric>, 'of'> {
  /** The roads a territory uses; null while it has none or they cannot be read: times are then estimates. */
  of(territoryId: string): RoadMetric | null;
  /** Whether the territory has roads that cannot be read. */
  isBroken(territoryId: string): boolean;
}

export interface RoadMapsParts extends FileReading {
  readonly store: Pick<RoadStore, 'list'>;
}

export const createRoadMaps = ({ store, files, log }: RoadMapsParts): RoadMaps => {
  const opened = createOpenedFiles({
    inUse: async () =>
      new Map((await store.list()).flatMap(({ territoryId, inUse }) => (inUse ? [[territoryId, inUse.file]] : []))),
    open: (bytes) => createRoadMetric(decodeRoadMap(bytes)),
    files,
    log,
    what: 'roads',
  });
  return {
    ...opened,
    of: (territoryId) => opened.of(territoryId) ?? null,
    isBroken: (territoryId) => opened.of(territoryId) === null,
  };
};
