import { type ColumnChoice, cellOfField, takenFields } from '#src/spreadsheets/chosen-columns.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { folded } from '#src/time/reading.ts';

/** Words of a sentence that name a field. */
const NAMED: readonly (readonly [RegExp, readonly Field[]])[] = [
  [/heure de depart/, ['departure', 'timetable']],
  [/heure de retour/, ['back', 'timetable']],
  [/le nom\b|prenom/, ['firstName', 'lastName', 'fullName', 'names']],
  [/telephone|e-mail/, ['phone', 'email']],
  [/jours|ni jours ni date|date du trajet|date de depart/, ['days', 'date', 'timetable']],
  [/latitude|position/, ['latitude', 'longitude']],
  [/^depart :|manque le depart|meme lieu/, ['from']],
  [/^arrivee :|manque l'arrivee|meme lieu/, ['to']],
];

/** The fields of a line that a sentence speaks of: those whose cell it quotes, else those it names. */
export const fieldsAbout = (
  choice: ColumnChoice,
  cells: readonly string[],
  said: readonly string[],
): ReadonlySet<Field> => {
  const taken = takenFields(choice);
  const quoted = new Set(
    said.flatMap((text) => [...text.matchAll(/«\s(.*?)\s»/gsu)].map(([, inside = '']) => folded(inside))),
  );
  const byCell = taken.filter((field) => quoted.has(folded(cellOfField(choice, cells, field))));
  if (byCell.length > 0) return new Set(byCell);
  const named = said.flatMap((text) => NAMED.flatMap(([words, fields]) => (words.test(folded(text)) ? fields : [])));
  return new Set(taken.filter((field) => named.includes(field)));
};
