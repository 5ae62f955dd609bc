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
