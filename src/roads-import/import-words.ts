import type { ImportStep } from '#src/roads-import/road-store.ts';

/** What an import is doing, as said to people. */
export const IMPORT_WORDS: Readonly<Record<ImportStep, string>> = {
  waiting: 'Préparation',
  downloading: 'Téléchargement',
  reading: 'Lecture des routes',
  computing: 'Calcul des itinéraires',
  saving: 'Enregistrement',
};
