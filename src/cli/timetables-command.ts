import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { endOfImport } from '#src/cli/end-of-import.ts';
import { getTerritory } from '#src/cli/get-territory.ts';
import { importSourceOf, isAddress } from '#src/cli/import-source-of.ts';
import { counted } from '#src/counted.ts';
import { formatNumber } from '#src/format-number.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import type { FeedReport } from '#src/sources/gtfs/feed-report.ts';
import { keptWords, remarkLineWords, TIMETABLE_WORDS } from '#src/timetables-import/import-words.ts';
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
  const territory = await getTerritory(values.territory, service);
  const source = await importSourceOf(text);
  const name = values.name ?? '';
  const label = name || labelOf(text);
  // One of the same address is found by its address.
  const same =
    name === '' ? undefined : (await storage.instance.feeds.listOf(territory.id)).find((feed) => feed.name === name);
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
  const { feedId } = started;
  const made = await endOfImport(started.end, () => timetableImports.cancel(territory.id, feedId), io).catch(
    async (error: unknown) => {
      // It was said here: on the page it would be a network of which nothing is known.
      if ((await storage.instance.feeds.find(territory.id, feedId))?.inUse === null)
        await timetableImports.remove(territory.id, feedId);
      throw error;
    },
  );
  if (made === null) return;
  io.say(describe(territory.name, made));
  if (values['allow-private'] && source.kind === 'address')
    io.say(
      'Chaque nuit, une adresse d’un réseau privé n’est pas lue : relancez cette commande quand ces horaires changent.',
    );
  if (!territory.switches.timetables)
    io.say('Pour les montrer, cochez les horaires dans Réglages, « Pour aller plus loin ».');
};

const describe = (name: string, { source, firstDate, lastDate, report }: TimetableInUse): string => {
  return [
    `${name} : les horaires de ${source} sont là, du ${formatDateDigits(firstDate)} au ${formatDateDigits(lastDate)}.`,
    `${keptWords(report.kept)}.`,
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
          `  ${file}${lines.length === 0 ? '' : `, ${formatNumber(count)} fois`} : ${what}`,
          ...lines.map((line) => `    ${remarkLineWords(line)}`),
          ...(lines.length > 0 && lines.length < count ? [`    et ${counted(count - lines.length, 'autre')}`] : []),
        ]),
      ];

/** Without the password that an address may hold. */
const labelOf = (text: string): string => (isAddress(text) ? (URL.parse(text)?.host ?? 'adresse') : basename(text));
