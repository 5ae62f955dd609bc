import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import { formatInstant } from '#src/time/zone.ts';

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').replaceAll('’', "'").trim().toLowerCase() ===
  b.normalize('NFC').replaceAll('’', "'").trim().toLowerCase();

/** `lotocar territory remove SLUG [--confirm NOM]`: erases a territory, once its name has been written. */
export const removeTerritoryCommand = async (
  args: readonly string[],
  {
    storage,
    moves,
    roadImports,
    timetableImports,
    clock,
  }: Pick<Service, 'storage' | 'moves' | 'roadImports' | 'timetableImports' | 'clock'>,
  io: CommandIo,
): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { confirm: { type: 'string' } },
  });
  const [slug] = positionals;
  if (slug === undefined) throw new SaidToPeople('Écrivez : lotocar territory remove SLUG');
  const territory = await storage.instance.territories.findBySlug(slug);
  if (!territory) throw new SaidToPeople(`Aucun territoire n’a l’adresse « ${slug} ».`);
  io.say(
    `${territory.name} va être effacé d’ici : ses trajets, ses demandes, les personnes, son équipe, ses chiffres.\n` +
      `Pour le garder d’abord : lotocar export ${slug}.zip --territory ${slug}`,
  );
  const typed =
    values.confirm ?? (await io.ask?.(`Pour l’effacer, écrivez son nom (« ${territory.name} ») puis Entrée : `));
  if (typed === undefined)
    throw new SaidToPeople(`Rien n’a été effacé. Ajoutez son nom : --confirm "${territory.name}"`);
  if (!sameName(typed, territory.name))
    throw new SaidToPeople('Ce n’est pas le nom de ce territoire. Rien n’a été effacé.');
  // The file of its roads, when nobody else uses it; its line goes with the rest.
  await roadImports.forget(territory.id);
  await timetableImports.forget(territory.id);
  await moves.remove(territory.id, formatInstant(clock()));
  io.say(
    `${territory.name} est effacé. Les sauvegardes déjà faites le contiennent encore : elles disparaissent en quatorze nuits,\n` +
      'et si l’une d’elles est remise en place ici, il est effacé de nouveau. Les copies gardées ailleurs sont à effacer à la main.',
  );
};
