import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '#src/counted.ts';
import { parseArgs } from 'node:util';
import { unpack, type Unpacked } from '#src/backups/pack.ts';
import type { CommandIo } from '#src/cli/command-io.ts';
import type { Config } from '#src/config.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { OpenService } from '#src/main.ts';
import type { Restored } from '#src/storage/restore-database.ts';

/** `lotocar backup [FICHIER]`: a copy now, in the folder of backups or where it is said. */
export const backupCommand = async (
  args: readonly string[],
  { service, engine }: Pick<OpenService, 'service' | 'engine'>,
  io: CommandIo,
): Promise<void> => {
  const [path] = args;
  const { backups, clock } = service;
  if (!engine.backupTo || !backups)
    throw new SaidToPeople('Cette base est un PostgreSQL : sauvegardez-la avec pg_dump.');
  if (path !== undefined) {
    await engine.backupTo(path);
    io.say(`Copie faite : ${path}`);
    return;
  }
  const { name, encrypted } = await backups.make(clock());
  io.say(`Sauvegarde faite : ${join(backups.folder, name)}${encrypted ? ', chiffrée' : ''}`);
};

const UNREADABLE: Readonly<Record<Exclude<Unpacked, 'unpacked'>, string>> = {
  'passphrase-needed':
    'Cette sauvegarde est chiffrée : écrivez sa phrase secrète dans un fichier, puis --phrase FICHIER.',
  'wrong-passphrase': 'Ce n’est pas la phrase secrète de cette sauvegarde.',
  damaged: 'Ce fichier n’est pas une sauvegarde de Lotocar, ou il est abîmé. Essayez celle de la nuit d’avant.',
};

const NOT_RESTORED: Readonly<Record<Exclude<Restored['kind'], 'restored'>, string>> = {
  'in-use': 'Le service est ouvert : arrêtez-le d’abord, puis recommencez.',
  newer: 'Cette sauvegarde vient d’une version plus récente de Lotocar : installez-la d’abord.',
  damaged: UNREADABLE.damaged,
};

/** `lotocar restore FICHIER [--phrase FICHIER]`: puts a backup in the place of the database. */
export const restoreCommand = async (
  args: readonly string[],
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>,
  io: CommandIo,
  now: Temporal.Instant,
): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { phrase: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined) throw new SaidToPeople('Écrivez : lotocar restore FICHIER [--phrase FICHIER]');
  if (config.databaseUrl !== null)
    throw new SaidToPeople('Cette base est un PostgreSQL : restaurez-la avec pg_restore.');
  if (!existsSync(path)) throw new SaidToPeople(`Aucun fichier ne s’appelle ${path}.`);
  const passphrase = values.phrase === undefined ? null : readFileSync(values.phrase, 'utf8').trim();
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const copy = join(config.dataFolder, 'restauration.sqlite');
  try {
    const unpacked = await unpack(path, copy, passphrase);
    if (unpacked !== 'unpacked') throw new SaidToPeople(UNREADABLE[unpacked]);
    const { restoreDatabase } = await import('#src/storage/restore-database.ts');
    const restored = await restoreDatabase(copy, now);
    if (restored.kind !== 'restored') throw new SaidToPeople(NOT_RESTORED[restored.kind]);
    const { found, erasedAgain, before } = restored;
    io.say(
      `Restauré : ${counted(found.territories, 'territoire')}, ${counted(found.people, 'personne')}, ${counted(found.trips, 'trajet')}.`,
    );
    if (erasedAgain.people > 0)
      io.say(`Effacées depuis cette sauvegarde, et effacées de nouveau : ${counted(erasedAgain.people, 'personne')}.`);
    if (erasedAgain.territories > 0)
      io.say(`Territoires effacés depuis cette sauvegarde, et effacés de nouveau : ${erasedAgain.territories}.`);
    if (before !== null) io.say(`La base d’avant est gardée ici : ${before}. Effacez-la quand tout va bien.`);
    io.say(
      'Chaque membre se connecte de nouveau, avec son mot de passe de ce jour-là. Les liens des conductrices et des',
    );
    io.say('conducteurs marchent toujours. Ouvrez maintenant le service : lotocar start');
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${copy}${end}`, { force: true });
  }
};
