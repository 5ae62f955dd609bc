import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { OpenService } from '#src/main.ts';
import { IMPORT_WORDS } from '#src/roads-import/import-words.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

/** Where the demo says how its roads are coming. */
export interface DemoIo {
  say(text: string): void;
  sayOver?(text: string): void;
}

/**
 * The files of `--roads`, looked at before anything is opened.
 * @throws SaidToPeople when one is not there
 */
export const readDemoRoads = async (args: readonly string[]): Promise<readonly string[]> => {
  const { values } = parseArgs({ args: [...args], options: { roads: { type: 'string', multiple: true } } });
  return await Promise.all(
    (values.roads ?? []).map(async (text) => {
      const path = resolve(text);
      const about = await stat(path).catch(() => null);
      if (about?.isFile() !== true)
        throw new SaidToPeople(`Le fichier ${text} ne se lit pas. Vérifiez son nom et son dossier.`);
      return path;
    }),
  );
};

/** Imports them while the pages answer already, with estimates: a newcomer sees the demo at once, then the change. */
export const importDemoRoads = async (
  paths: readonly string[],
  { service }: Pick<OpenService, 'service'>,
  io: DemoIo,
): Promise<void> => {
  const territory = await service.storage.instance.territories.findBySlug('lot');
  if (!territory) throw new Error('the demo has no territory');
  const started = await service.roadImports.start({
    territoryIds: [territory.id],
    sources: paths.map((path) => ({ kind: 'file', path })),
    label: paths.map((path) => basename(path)).join(', '),
    askedBy: null,
    onProgress: (step, percent) => io.sayOver?.(`  Routes : ${IMPORT_WORDS[step].toLowerCase()}, ${percent} %`),
  });
  if (started.kind !== 'started') return io.say('  Un import de routes est déjà en cours.');
  const end = await started.end;
  io.sayOver?.('');
  if (end.kind === 'done') io.say('  Les routes sont prêtes : les temps et les détours les suivent maintenant.\n');
  else if (end.kind === 'failed') io.say(`  Les routes ne sont pas là : ${end.problem}\n`);
};
