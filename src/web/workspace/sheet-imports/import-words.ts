import { counted } from '#src/counted.ts';
import type { Added, KeptReason, KeptUnit, LineCounts } from '#src/sheet-imports/sheet-import.ts';
import type { LineFilter } from '#src/sheet-imports/sheet-import-store.ts';
import type { SheetKind } from '#src/spreadsheets/layouts.ts';

export const KIND_OPTIONS: readonly { readonly value: SheetKind; readonly label: string }[] = [
  { value: 'drivers', label: 'Des trajets, avec les personnes qui conduisent' },
  { value: 'requests', label: 'Des demandes de passagères et de passagers' },
  { value: 'places', label: 'Des lieux du territoire' },
];

/** "12 lignes", "1 ligne". */

/** The ways lines are sorted on the page, those that need someone first. */
export const FILTERS: readonly { readonly filter: LineFilter; readonly path: string; readonly label: string }[] = [
  { filter: 'refused', path: 'a-corriger', label: 'À corriger' },
  { filter: 'doubt', path: 'doutes', label: 'Prêtes, avec un doute' },
  { filter: 'new', path: 'pretes', label: 'Prêtes' },
  { filter: 'known', path: 'deja-la', label: 'Déjà là, ou écrites deux fois' },
  { filter: 'left-out', path: 'de-cote', label: 'Laissées de côté' },
];

/** "41 lignes entreront, 3 sont à corriger, 2 sont déjà là." */
export const countsSentence = (counts: LineCounts): string => {
  const ready = counts.new + counts.doubt;
  const parts = [
    ready === 0 ? 'Aucune ligne n’est prête' : counted(ready, 'ligne entrera', 'lignes entreront'),
    ...(counts.refused > 0 ? [counted(counts.refused, 'est à corriger', 'sont à corriger')] : []),
    ...(counts.known > 0 ? [counted(counts.known, 'est déjà là', 'sont déjà là')] : []),
    ...(counts['left-out'] > 0 ? [counted(counts['left-out'], 'est laissée de côté', 'sont laissées de côté')] : []),
  ];
  return `${parts.join(', ')}.`;
};

/** What came in: "9 personnes, 19 trajets (dont 9 retours)". */
export const addedWords = (added: Added): string => {
  const parts = [
    [added.people, 'personne', 'personnes'],
    [
      added.trips,
      'trajet',
      added.returns > 0 ? `trajets (dont ${counted(added.returns, 'retour', 'retours')})` : 'trajets',
    ],
    [
      added.requests,
      'demande',
      added.openRequests > 0 ? `demandes (dont ${counted(added.openRequests, 'ouverte', 'ouvertes')})` : 'demandes',
    ],
    [added.places, 'lieu', 'lieux'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, several]) => counted(number, one, several))
    .join(', ');
};

const KEPT: Readonly<Record<KeptReason, string>> = {
  changed: 'changé depuis',
  welcomed: 'l’équipe l’a accueillie ou accueilli au téléphone',
  asked: 'une mise en relation ou un trajet convenu en dépend',
  contacted: 'l’équipe lui a parlé ou écrit depuis',
  more: 'autre chose a été noté depuis',
};

/** Why something stays when a spreadsheet goes out again. */
export const keptWords = ({ kind, reason }: KeptUnit): string =>
  kind === 'place' && reason === 'asked' ? 'un trajet y donne rendez-vous' : KEPT[reason];

/** "C" of the column 2, as spreadsheets name them. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCodePoint(65 + (index % 26));
