import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { untilInterrupted } from '#src/cli/until-interrupted.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import type { FeedReport } from '#src/timetables-import/feed-report.ts';
import { TIMETABLE_WORDS } from '#src/timetables-import/import-words.ts';
import type { TimetableInUse } from '#src/timetables-import/feed-store.ts';

const USAGE = 'Écrivez : lotocar import gtfs FICHIER.zip|ADRESSE --territory SLUG [--name NOM] [--allow-private]';

/**
 * `lotocar import gtfs FILE|URL --territory SLUG`: the timetables of this feed, for one territory; those of the same address or
 * of the same name are replaced. A service that runs on the same data takes them up by itself.
 */
export const importTimetablesCommand = async (
  args: readonly string[],
  service: Pick<Service, 'storage' | 'timetableImports'>,
  io: CommandIo,
): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      territory: { type: 'string' },
      name: { type: 'string' },
      'allow-private': { type: 'boolean', default: false },
    },
  });
  const [text] = positionals;
  if (text === undefined || positionals.length > 1 || values.territory === undefined) throw new SaidToPeople(USAGE);
  const { storage, timetableImports } = service;
  const territory = await storage.instance.territories.findBySlug(values.territory);
  if (!territory) throw new SaidToPeople(`Aucun territoire n'a l'adresse « ${values.territory} ».`);
  const source = await sourceOf(text);
  const name = values.name ?? '';
  const label = name || labelOf(text);
  const feeds = await storage.instance.feeds.listOf(territory.id);
  const same = feeds.find(
    (feed) => (name !== '' && feed.name === name) || (source.kind === 'address' && feed.address === source.url),
  );
  const started = await timetableImports.start({
    territoryId: territory.id,
    feedId: same?.id,
    name,
    source,
    label,
    askedBy: null,
    anyAddress: values['allow-private'],
    onProgress: (step, percent) => io.sayOver?.(`${TIMETABLE_WORDS[step]} : ${percent} %`),
  });
  if (started.kind === 'too-many')
    throw new SaidToPeople('Ce territoire a déjà trente fichiers d’horaires. Retirez-en un depuis les réglages.');
  if (started.kind !== 'started')
    throw new SaidToPeople(
      'Un import de ces horaires est déjà en cours. Attendez sa fin, ou arrêtez-le depuis les réglages.',
    );
  const feedOf = async () =>
    (await storage.instance.feeds.listOf(territory.id)).find((feed) => feed.lastImport?.state === 'running');
  const end = await untilInterrupted(started.end, async () => {
    const running = same ?? (await feedOf());
    if (running) await timetableImports.cancel(territory.id, running.id);
  });
  io.sayOver?.('');
  if (end.kind === 'failed') throw new SaidToPeople(end.problem);
  if (end.kind === 'cancelled') {
    io.say('L’import est arrêté. Ce qui est déjà téléchargé est gardé : la même commande le reprend.');
    process.exitCode = 130;
    return;
  }
  io.say(describe(territory.name, end.made));
  if (!territory.switches.timetables)
    io.say('Pour les montrer, cochez les horaires dans Réglages, « Pour aller plus loin ».');
};

const describe = (name: string, { source, firstDate, lastDate, report }: TimetableInUse): string => {
  const { routes, stops, trips } = report.kept;
  return [
    `${name} : les horaires de ${source} sont là, du ${formatDateDigits(firstDate)} au ${formatDateDigits(lastDate)}.`,
    `${routes} lignes, ${stops} arrêts, ${trips} courses.`,
    ...describeRemarks(report),
  ].join('\n');
};

const describeRemarks = ({ remarks }: FeedReport): readonly string[] =>
  remarks.length === 0
    ? []
    : [
        '',
        'À dire à qui publie ce fichier :',
        ...remarks.flatMap(({ file, what, count, lines }) => [
          `  ${file}, ${count} fois : ${what}`,
          ...lines.map(({ line, detail }) => `    ligne ${line}${detail === '' ? '' : ` : ${detail}`}`),
          ...(lines.length > 0 && lines.length < count ? [`    et ${count - lines.length} autres lignes`] : []),
        ]),
      ];

const isAddress = (text: string): boolean => /^[a-z][a-z\d+.-]+:\/\//iu.test(text);

/** Without the password that an address may hold. */
const labelOf = (text: string): string => (isAddress(text) ? (URL.parse(text)?.host ?? 'adresse') : basename(text));

const sourceOf = async (text: string): Promise<ImportSource> => {
  if (isAddress(text)) return { kind: 'address', url: text };
  const path = resolve(text);
  const about = await stat(path).catch(() => null);
  if (about?.isFile() !== true)
    throw new SaidToPeople(`Le fichier ${text} ne se lit pas. Vérifiez son nom et son dossier.`);
  return { kind: 'file', path };
};
