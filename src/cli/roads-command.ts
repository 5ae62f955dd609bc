import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { endOfImport } from '#src/cli/end-of-import.ts';
import { getTerritory } from '#src/cli/get-territory.ts';
import { importSourceOf } from '#src/cli/import-source-of.ts';
import { untilInterrupted } from '#src/cli/until-interrupted.ts';
import { IMPORT_WORDS } from '#src/roads-import/import-words.ts';
import type { ImportStep } from '#src/roads-import/road-store.ts';
import { runWorker } from '#src/roads-import/run-worker.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import { formatInstant } from '#src/time/zone.ts';

const IMPORT_USAGE = 'Écrivez : lotocar import roads FICHIER|ADRESSE… [--territory SLUG] [--allow-private]';
const BUILD_USAGE = 'Écrivez : lotocar roads build FICHIER… --territory SLUG --out FICHIER.lotocar-routes';

const sayProgress = (io: CommandIo) => (step: ImportStep, percent: number) =>
  io.sayOver?.(`${IMPORT_WORDS[step]} : ${percent} %`);

/**
 * `lotocar import roads FILE|URL… [--territory SLUG]`: the roads of these extracts, or of a ready road file, for one
 * territory or for all. A service that runs on the same data takes them up by itself.
 */
export const importRoadsCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { territory: { type: 'string' }, 'allow-private': { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new SaidToPeople(IMPORT_USAGE);
  const territories = await findTerritories(values.territory, service);
  const sources = await Promise.all(positionals.map(importSourceOf));
  const { roadImports } = service;
  const started = await roadImports.start({
    territoryIds: territories.map(({ id }) => id),
    sources,
    label: positionals.map((text) => basename(text)).join(', '),
    askedBy: null,
    anyAddress: values['allow-private'],
    onProgress: sayProgress(io),
  });
  if (started.kind !== 'started')
    throw new SaidToPeople(
      'Un import de routes est déjà en cours. Attendez sa fin, ou arrêtez-le depuis les réglages.',
    );
  const [first] = territories;
  const made = await endOfImport(started.end, () => roadImports.cancel(first?.id ?? ''), io);
  if (made === null) return;
  const { about, territoryIds } = made;
  for (const { id, name } of territories)
    io.say(
      territoryIds.includes(id)
        ? `${name} : les temps suivent maintenant les routes (${about.source}${dateWords(about.dataFrom)}).`
        : `${name} : ces routes ne passent dans aucune de ses communes, rien n’est changé.`,
    );
  io.say('Données © les contributeurs d’OpenStreetMap, https://www.openstreetmap.org/copyright');
};

/** `lotocar roads build FILE… --territory SLUG --out FILE`: what the import makes, as a file for a smaller machine. */
export const buildRoadsCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      territory: { type: 'string' },
      out: { type: 'string' },
      'allow-private': { type: 'boolean', default: false },
    },
  });
  const [action, ...given] = positionals;
  if (action !== 'build' || given.length === 0 || values.out === undefined) throw new SaidToPeople(BUILD_USAGE);
  const territories = await findTerritories(values.territory, service);
  const aborter = new AbortController();
  const order = {
    sources: await Promise.all(given.map(importSourceOf)),
    territories: territories.map(({ id, communeCodes }) => ({
      territoryId: id,
      communes: communeCodes.flatMap((code) => service.communes.find(code)?.point ?? []),
    })),
    downloads: join(service.config.dataFolder, 'routes-en-cours'),
    anyAddress: values['allow-private'],
    builtAt: formatInstant(service.clock()),
  };
  const stopped = new Error('stopped');
  try {
    const made = await untilInterrupted(
      runWorker(order, { onProgress: sayProgress(io), signal: aborter.signal }),
      async () => aborter.abort(stopped),
    );
    io.sayOver?.('');
    await writeWhole(values.out, made.bytes);
    io.say(`${values.out} est prêt : ${Math.ceil(made.bytes.length / 1e6)} Mo.`);
  } catch (error) {
    io.sayOver?.('');
    if (error !== stopped) throw error;
    io.say('La préparation est arrêtée : rien n’a été écrit.');
    process.exitCode = 130;
  }
};

const findTerritories = async (slug: string | undefined, service: Service): Promise<readonly Territory[]> => {
  if (slug !== undefined) return [await getTerritory(slug, service)];
  const all = await service.storage.instance.territories.list();
  if (all.length === 0)
    throw new SaidToPeople('Aucun territoire pour l’instant : ouvrez-en un d’abord, avec « lotocar territory add ».');
  return all;
};

/** Never half a file: it is written beside, then put in place. */
const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch {
    await rm(unfinished, { force: true });
    throw new SaidToPeople(`Le fichier ${path} ne se laisse pas écrire. Vérifiez son dossier et la place qui reste.`);
  }
};

const dateWords = (dataFrom: IsoInstant | null): string =>
  dataFrom === null ? '' : `, état du ${formatDateDigits(dataFrom.slice(0, 10))}`;
