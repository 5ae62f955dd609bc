import { formatNumber } from '#src/format-number.ts';
import type { FeedRemark } from '#src/sources/gtfs/feed-report.ts';
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

/** "ligne 9 : arrêt « perdu »": where a fault of a file is; '' where nothing more is known of it. */
export const remarkLineWords = ({ line, detail }: FeedRemark['lines'][number]): string =>
  [line === null ? '' : `ligne ${formatNumber(line)}`, detail].filter((words) => words !== '').join(' : ');
