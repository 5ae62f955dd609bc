import { SaidToPeople } from '#src/said-to-people.ts';
import { createFeedNotes } from '#src/sources/gtfs/feed-notes.ts';
import { type FeedZip, openFeedZip } from '#src/sources/gtfs/feed-zip.ts';
import { NO_FLEX, readFlex } from '#src/sources/gtfs/flex/read-flex.ts';
import { keepUsed } from '#src/sources/gtfs/keep-used.ts';
import { readAgencies, readRoutes } from '#src/sources/gtfs/read-routes.ts';
import { readFeedInfo, readFrequencies, readTransfers } from '#src/sources/gtfs/read-rules.ts';
import { readServices } from '#src/sources/gtfs/read-services.ts';
import { readStops } from '#src/sources/gtfs/read-stops.ts';
import { readStopTimes } from '#src/sources/gtfs/read-stop-times.ts';
import type { FeedSource } from '#src/sources/gtfs/read-table.ts';
import { readTrips } from '#src/sources/gtfs/read-trips.ts';
import { settleStopTimes } from '#src/sources/gtfs/settle-stop-times.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { FeedRemark, FeedReport } from '#src/sources/gtfs/feed-report.ts';
import type { OnDemandService } from '#src/transit/on-demand/on-demand-service.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

export interface ReadFeedOptions {
  /** Of the territory: for a feed that does not say its own. */
  readonly zone: string;
  readonly builtAt: IsoInstant;
  /** @param share of the feed that is read, from 0 to 1 */
  readonly onProgress?: (share: number) => void;
}

export interface FeedRead {
  readonly timetable: Timetable;
  readonly report: FeedReport;
}

const MOST_NAMES = 3;
const NEEDED = ['stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'] as const;
const READ = [
  ...NEEDED,
  'agency.txt',
  'calendar.txt',
  'calendar_dates.txt',
  'frequencies.txt',
  'transfers.txt',
  'feed_info.txt',
];

/**
 * Reads a GTFS feed out of its zip, file after file as they come, into a timetable.
 * @throws SaidToPeople when nothing can be made of it
 */
export const readFeed = async (path: string, options: ReadFeedOptions): Promise<FeedRead> => {
  const zip = await openFeedZip(path);
  try {
    return await readFiles(zip, options);
  } finally {
    zip.close();
  }
};

const readFiles = async (zip: FeedZip, { zone, builtAt, onProgress }: ReadFeedOptions): Promise<FeedRead> => {
  const missing: string[] = NEEDED.filter((file) => !zip.names.includes(file));
  if (!zip.names.includes('calendar.txt') && !zip.names.includes('calendar_dates.txt'))
    missing.push('calendar.txt (ou calendar_dates.txt)');
  if (missing.length > 0)
    throw new SaidToPeople(
      missing.length > NEEDED.length
        ? 'Ce fichier .zip ne contient pas d’horaires GTFS. Demandez au réseau le fichier GTFS (.zip) de ses horaires.'
        : `Dans ce fichier .zip, il manque ${missing.join(', ')}. Demandez au réseau un fichier GTFS entier.`,
    );
  const notes = createFeedNotes();
  if (zip.folder !== '') notes.note(zip.folder, null, 'Les fichiers sont dans un dossier du .zip, et non à sa racine.');
  const total = READ.reduce((sum, file) => sum + zip.bytesOf(file), 0);
  let bytes = 0;
  const source: FeedSource = {
    zip,
    notes,
    onBytes: (more) => {
      bytes += more;
      onProgress?.(Math.min(1, bytes / total));
    },
  };
  const agencies = await readAgencies(source, zone);
  const stops = await readStops(source);
  const { routes, numbers: routeNumbers } = await readRoutes(source, agencies);
  const services = await readServices(source);
  const trips = await readTrips(source, { routes: routeNumbers, services: services.numbers });
  const { drafts, onDemand } = await readStopTimes(source, trips.numbers, stops);
  const flex = onDemand > 0 ? await readFlex({ zip, notes }, services) : NO_FLEX;
  if (onDemand > 0 && flex.services.length === 0)
    notes.note(
      'stop_times.txt',
      null,
      'Les passages à la demande de ce fichier ne se lisent pas : ils sont laissés de côté.',
    );
  const settled = settleStopTimes(drafts, trips.ids, notes);
  if (settled.trips.length === 0 && flex.services.length === 0)
    throw drafts.trips.length === 0 && onDemand > 0 ? onDemandOnly() : nothingLeft(notes.remarks());
  const info = await readFeedInfo(source);
  const read = { agencies, stops, routes, services, trips, settled, info, onDemand: flex.calendars };
  const { timetable, numberOf } = keepUsed(read, { builtAt, notes });
  const { stopTimes, trips: kept } = timetable;
  const whole: Timetable = {
    ...timetable,
    ...(kept.ids.length === 0 && { about: { ...timetable.about, source: namesOf(flex.services) } }),
    frequencies: await readFrequencies(source, numberOf.trip),
    transfers: await readTransfers(source, {
      stopOf: numberOf.stop,
      tripOf: numberOf.trip,
      routeOf: numberOf.route,
      firstStopOf: (trip) => stopTimes.stops[kept.firstStopTime[trip] as number] as number,
      lastStopOf: (trip) => stopTimes.stops[(kept.firstStopTime[trip + 1] as number) - 1] as number,
    }),
    ...(flex.services.length > 0 && { onDemand: flex.services }),
  };
  return { timetable: whole, report: { kept: countKept(whole), remarks: [...notes.remarks()] } };
};

/** Who runs transports on demand: no line of the timetable names them. */
const namesOf = (services: readonly OnDemandService[]): string =>
  [...new Set(services.map(({ source, name }) => source ?? name))].slice(0, MOST_NAMES).join(', ');

const countKept = ({ routes, stops, trips, stopTimes, onDemand = [] }: Timetable): FeedReport['kept'] => ({
  routes: routes.length,
  stops: stops.kinds.reduce((count, kind) => count + (kind === 0 ? 1 : 0), 0),
  trips: trips.ids.length,
  stopTimes: stopTimes.stops.length,
  ...(onDemand.length > 0 && { onDemand: onDemand.length }),
});

const onDemandOnly = (): SaidToPeople =>
  new SaidToPeople(
    'Ce fichier ne contient que du transport à la demande, et ne dit pas où ni quand. Décrivez plutôt ce service à la main, dans « Les autres moyens de se déplacer ».',
  );

const nothingLeft = (remarks: readonly FeedRemark[]): SaidToPeople => {
  const [most] = remarks.filter(({ what }) => what.includes('laissé')).toSorted((a, b) => b.count - a.count);
  if (most === undefined)
    return new SaidToPeople('Ce fichier ne contient aucune course. Demandez au réseau un fichier entier.');
  const { file, what, count, lines } = most;
  const [first] = lines;
  const where = first === undefined ? '' : ` (ligne ${first.line}${first.detail === '' ? '' : ` : ${first.detail}`})`;
  return new SaidToPeople(
    `De ce fichier, aucune course ne peut être gardée. Dans ${file}, ${count} fois${where} : ${what} Demandez au réseau un fichier corrigé.`,
  );
};
