import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import type { SettleRefusal } from '#src/moving/moved-rows.ts';
import { type ArchiveRead, readArchive } from '#src/moving/read-archive.ts';
import { writeArchive } from '#src/moving/write-archive.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import { checkSlug } from '#src/territory/slug.ts';

const UNREADABLE: Readonly<Record<Extract<ArchiveRead, { kind: 'refused' }>['reason'], string>> = {
  'not-an-archive': 'Ce fichier n’est pas un territoire exporté par Lotocar, ou il est abîmé.',
  'later-format': 'Ce fichier vient d’une version plus récente de Lotocar : installez-la d’abord.',
  'cut-short': 'Il manque des lignes dans ce fichier : exportez de nouveau le territoire.',
  'too-large': 'Ce fichier est plus grand que ce qui peut être repris ainsi.',
};

const REFUSALS: Readonly<Record<SettleRefusal, string>> = {
  newer: 'Ce fichier vient d’une version plus récente de Lotocar : installez-la d’abord.',
  'already-here': 'Ce territoire est déjà ici.',
  'slug-taken': 'Un territoire a déjà cette adresse : choisissez-en une autre avec --slug AUTRE-ADRESSE.',
  damaged: 'Quelque chose ne va pas dans ce fichier : il a été changé à la main, ou il est abîmé. Rien n’a été repris.',
};

/** `lotocar export FICHIER.zip --territory SLUG`: everything that is kept of a territory, in one file. */
export const exportCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { territory: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || values.territory === undefined)
    throw new SaidToPeople('Écrivez : lotocar export FICHIER.zip --territory SLUG');
  const territory = await service.storage.instance.territories.findBySlug(values.territory);
  if (!territory) throw new SaidToPeople(`Aucun territoire n’a l’adresse « ${values.territory} ».`);
  const unfinished = `${path}.tmp`;
  try {
    await writeArchive({ moves: service.moves, now: service.clock() }, territory, (bytes) =>
      // Names and numbers: for the one who asked, and nobody else of this machine.
      pipeline(bytes, createWriteStream(unfinished, { mode: 0o600 })),
    );
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  io.say(
    `${territory.name} : tout est dans ${path}. Ce fichier contient des noms et des numéros : gardez-le en lieu sûr.`,
  );
};

/** `lotocar import territory FICHIER.zip [--slug AUTRE]`: a territory that left another instance. */
export const importTerritoryCommand = async (
  args: readonly string[],
  service: Service,
  io: CommandIo,
): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { slug: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined)
    throw new SaidToPeople('Écrivez : lotocar import territory FICHIER.zip [--slug AUTRE-ADRESSE]');
  if (values.slug !== undefined && checkSlug(values.slug) !== 'ok')
    throw new SaidToPeople('L’adresse du territoire s’écrit en lettres minuscules sans accent, chiffres et tirets.');
  const read = await readArchive(path);
  if (read.kind === 'refused') throw new SaidToPeople(UNREADABLE[read.reason]);
  const settled = await service.moves.settle(read.moved, values.slug === undefined ? {} : { slug: values.slug });
  if (settled.kind === 'refused') throw new SaidToPeople(REFUSALS[settled.reason]);
  io.say(`${read.about.territory.name} est ici, à l’adresse /${settled.slug}.`);
  for (const { from, to } of settled.renamed)
    io.say(`L’identifiant « ${from} » était pris : c’est maintenant « ${to} ».`);
  if (settled.withoutPassword.length > 0) {
    io.say('Les mots de passe ne voyagent pas. Donnez-en un nouveau à chacun :');
    for (const login of settled.withoutPassword) io.say(`  lotocar member reset ${login}`);
  }
  io.say(
    'Les routes et les horaires s’importent de nouveau : lotocar import roads, lotocar import gtfs, ou la page Réglages.',
  );
};
