import { counted } from '#src/counted.ts';
import { formatNumber } from '#src/format-number.ts';
import type { FeedRemark, FeedReport } from '#src/sources/gtfs/feed-report.ts';
import type { TimetableFeed, TimetableStep } from '#src/timetables-import/feed-store.ts';

/** What an import is doing, as said to people. */
export const TIMETABLE_WORDS: Readonly<Record<TimetableStep, string>> = {
  waiting: 'Préparation',
  downloading: 'Téléchargement',
  reading: 'Lecture des horaires',
  saving: 'Enregistrement',
};

/** What a feed is called: by the team, else by its networks, else by the file it comes from. */
export const nameOfFeed = ({ name, inUse, lastImport }: TimetableFeed): string =>
  name || inUse?.source || lastImport?.label || 'Horaires';

/** "2 lignes, 5 arrêts, 3 courses et 1 transport à la demande": what a file brought, and nothing of what it has not. */
export const keptWords = ({ routes, stops, trips, onDemand = 0 }: FeedReport['kept']): string => {
  const demand = onDemand === 0 ? '' : counted(onDemand, 'transport à la demande', 'transports à la demande');
  const hours = `${counted(routes, 'ligne')}, ${counted(stops, 'arrêt')}, ${counted(trips, 'course')}`;
  if (trips === 0 && demand !== '') return demand;
  return demand === '' ? hours : `${hours} et ${demand}`;
};

/** "ligne 9 : arrêt « perdu »": where a fault of a file is; '' where nothing more is known of it. */
export const remarkLineWords = ({ line, detail }: FeedRemark['lines'][number]): string =>
  [line === null ? '' : `ligne ${formatNumber(line)}`, detail].filter((words) => words !== '').join(' : ');
