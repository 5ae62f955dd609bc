import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Config } from '#src/config.ts';
import { inventTimetable } from '#src/demo/invent-timetable.ts';
import type { OpenService } from '#src/main.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { createFileStore } from '#src/storage/file-store.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import { encodeTimetable } from '#src/transit/timetable/timetable-file.ts';

/**
 * Gives the demo coaches and a train, read as any feed is; it is small, and needs no thread of its own. A territory that has
 * them is left as it is.
 */
export const keepDemoTimetable = async (
  { service, engine }: Pick<OpenService, 'service' | 'engine'>,
  slug = 'lot',
): Promise<void> => {
  const territory = await service.storage.instance.territories.findBySlug(slug);
  if (!territory) throw new Error('the demo has no territory');
  const { id: territoryId, zone } = territory;
  if ((await service.storage.instance.feeds.listOf(territoryId)).some(({ inUse }) => inUse !== null)) return;
  const at = formatInstant(service.clock());
  const { date } = localMoment(service.clock(), zone);
  const { report, timetable } = await readInvented(inventTimetable(service.communes, date), service.config, at);
  const { clock, newId, config } = service;
  const files = createFileStore({ engine, dataFolder: config.dataFolder, clock });
  const { id, importId } = { id: newId(), importId: newId() };
  const file = `horaires/essai-${id}`;
  await files.put(file, '1', encodeTimetable(timetable));
  const { source, firstDate, lastDate, builtAt } = timetable.about;
  await service.storage.atomicallyOnInstance(async ({ feeds }) => {
    await feeds.add({ id, territoryId, name: '', address: null, sealedLogin: null, createdAt: at });
    await feeds.begin(territoryId, id, { id: importId, label: 'horaires-essai.zip', askedBy: null, startedAt: at }, at);
    await feeds.finish(
      territoryId,
      importId,
      { file, source, firstDate, lastDate, builtAt, report },
      { etag: null, lastModified: null, checkedAt: null },
    );
  });
  await service.timetables.refresh();
};

const readInvented = async (
  files: Readonly<Record<string, string>>,
  { dataFolder }: Pick<Config, 'dataFolder'>,
  builtAt: IsoInstant,
) => {
  const folder = await mkdtemp(join(dataFolder, 'horaires-'));
  try {
    const path = join(folder, 'horaires-essai.zip');
    const zip = new ZipFile();
    for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content, 'utf8'), name);
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    return await readFeed(path, { zone: 'Europe/Paris', builtAt });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
