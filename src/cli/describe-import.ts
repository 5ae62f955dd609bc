import { adviceOn } from '#src/spreadsheets/import-advice.ts';
import type { ImportReport } from '#src/spreadsheets/import-tally.ts';

interface Context {
  readonly slug: string;
  readonly dryRun: boolean;
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'virgules',
  ';': 'points-virgules',
  '\t': 'tabulations',
};

const count = (number: number, one: string, several: string): string => `${number} ${number > 1 ? several : one}`;

/** What an import did, or would do, to be read by a person: sums first, then what cannot be taken, then the doubts. */
export const describeImport = (report: ImportReport, context: Context): string =>
  [
    `Feuille reconnue : ${report.title}.`,
    `${count(report.lines, 'ligne', 'lignes')}, ${writtenAs(report)}.`,
    '',
    ...sums(report, context),
    ...list(
      count(report.refused.length, 'ligne ne peut pas être prise :', 'lignes ne peuvent pas être prises :'),
      report.refused.map(({ line, reason }) => `ligne ${line} : ${reason}`),
    ),
    ...list(
      'Pris avec un doute, à relire :',
      report.doubts.map(({ line, doubt }) => `ligne ${line} : ${doubt}`),
    ),
    ...list('À savoir :', [...report.notes, ...advice(report)]),
    '',
    conclusion(report, context),
  ].join('\n');

const writtenAs = ({ encoding, delimiter }: ImportReport): string =>
  delimiter === null ? 'dans un classeur' : `${encoding}, séparées par des ${DELIMITER_NAMES[delimiter] ?? delimiter}`;

const list = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ['', title, ...items.map((item) => `  ${item.replaceAll('\n', '\n  ')}`)];

const sums = ({ added, known }: ImportReport, { dryRun }: Context): readonly string[] => {
  const parts = [
    [added.people, 'personne', 'personnes'],
    [
      added.trips,
      `trajet${added.returns > 0 ? ` (dont ${added.returns} retours)` : ''}`,
      `trajets (dont ${count(added.returns, 'retour', 'retours')})`,
    ],
    [added.requests, 'demande', `demandes (dont ${count(added.openRequests, 'ouverte', 'ouvertes')})`],
    [added.places, 'lieu', 'lieux'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, one, several]) => count(number, one, several));
  const verb = dryRun ? 'Serait ajouté' : 'Ajouté';
  const first = said.length === 0 ? `${verb} : rien.` : `${verb} : ${said.join(', ')}.`;
  const again =
    known === 0
      ? []
      : [`Déjà là : ${count(known, 'ligne, laissée comme elle est', 'lignes, laissées comme elles sont')}.`];
  return [first, ...again];
};

const advice = ({ added, ignored }: ImportReport): readonly string[] => [
  ...adviceOn(added),
  ...(ignored.length === 0 ? [] : [`Colonnes non reprises : ${ignored.map((title) => `« ${title} »`).join(', ')}.`]),
];

const conclusion = ({ added, refused }: ImportReport, { slug, dryRun }: Context): string => {
  if (dryRun) return 'Rien n’a été écrit. Sans --dry-run, ces lignes seront prises d’un seul coup.';
  const again =
    refused.length === 0
      ? ''
      : ' Corrigez les lignes refusées puis relancez : celles déjà prises ne le seront pas deux fois.';
  return added.trips + added.requests + added.places === 0
    ? `Rien n’a changé dans /${slug}.${again}`
    : `C’est écrit dans /${slug}.${again}`;
};
