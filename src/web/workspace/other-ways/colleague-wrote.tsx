import { capital } from '#src/capital.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { KIND_CHOICES, NOTICE_CHOICES, REACH_CHOICES } from '#src/web/workspace/other-ways/other-way-words.ts';

/** What is typed as it is kept, with its label on the form. */
const TEXTS: Readonly<Record<string, string>> = {
  nom: 'Nom',
  communes: 'Communes',
  lieux: 'Ces lieux, un par ligne',
  ...Object.fromEntries(WEEKDAY_NAMES.map((name, index) => [`heures_${index + 1}`, capital(name)])),
  minutes_avant: 'Combien de minutes avant ?',
  jours_avant: 'Combien de jours avant ?',
  avant_heure: 'Avant quelle heure ?',
  telephone: 'Téléphone',
  prix: 'Prix',
  pour_qui: 'Pour qui',
  precisions: 'À savoir',
  adresse: 'Où en lire plus',
};

/** What is chosen among several, by the words of the choices. */
const CHOSEN = {
  sorte: ['Ce que c’est', KIND_CHOICES],
  portee: ['D’où à où ?', REACH_CHOICES],
  quand: [
    'Jours et heures',
    [
      { value: 'heures', label: 'Certains jours, à certaines heures' },
      { value: 'toujours', label: 'Toujours' },
    ],
  ],
  reservation: ['Quand réserve-t-on ?', NOTICE_CHOICES],
} as const;

/** What is ticked: which is enough to go and look. */
const TICKED: Readonly<Record<string, string>> = {
  feries: 'Jours fériés',
  ouvres: 'Jours comptés',
  motifs: 'Seulement pour',
  ne_prend_pas: 'Ne prend pas',
};

const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Where what is kept is not what is typed here, the label and what is kept. */
const differences = (kept: Typed, here: Typed): readonly (readonly [label: string, words: string])[] => [
  ...Object.entries(CHOSEN).flatMap(([name, [label, choices]]) => {
    const value = typed(kept, name);
    return value === typed(here, name)
      ? []
      : [[label, choices.find((choice) => choice.value === value)?.label ?? ''] as const];
  }),
  ...Object.entries(TEXTS).flatMap(([name, label]) => {
    const words = plain(typed(kept, name));
    return words === plain(typed(here, name)) ? [] : [[label, words === '' ? 'vide' : words] as const];
  }),
  ...Object.entries(TICKED).flatMap(([name, label]) =>
    ticked(kept, name).toSorted().join() === ticked(here, name).toSorted().join()
      ? []
      : [[label, 'd’autres cases'] as const],
  ),
];

/** After two members wrote at once: what the other one kept, beside what is typed here. */
export const ColleagueWrote = ({ kept, here }: { readonly kept: Typed; readonly here: Typed }) => {
  const all = differences(kept, here);
  return (
    <div class="notice">
      {all.length === 0 ? (
        <p>Vous avez écrit tous deux la même chose.</p>
      ) : (
        <>
          <p>Enregistré par votre collègue, là où vous écrivez autre chose :</p>
          <ul>
            {all.map(([label, words]) => (
              <li>
                <strong>{label}</strong> : {words}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
