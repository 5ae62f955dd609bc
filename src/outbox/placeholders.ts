/**
 * The words in braces that a territory may write in its texts, each with invented data for the preview. Nothing else can be
 * put in a message: there is none for a motive, a note or an address, whatever the text.
 */
export const PLACEHOLDERS = {
  prénom: 'Odile',
  autre: 'René',
  jour: 'mardi 1er décembre',
  heure: 'rendez-vous à 9 h 30',
  départ: 'Gramat',
  arrivée: 'Figeac',
  changement: 'départ à 10 h',
  besoins: 'marche avec une canne',
  code: '4721',
  lien: 'https://exemple.fr/lot/lien/k3j7q2mzx4n5t6w8y2a3b4c5d6',
  service: 'Lotocar du Lot',
  'téléphone du service': '05 36 49 00 00',
  'téléphone de l’autre': '06 39 98 00 01',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** What a message says in place of the braces. Ends of a ride are communes, never what was typed: it may be an address. */
export type Facts = Partial<Record<Placeholder, string>>;

const BRACES = /\{([^{}]*)\}/gu;
/** Typed on any keyboard: capitals, spaces, straight apostrophes. */
const nameIn = (braces: string): string => braces.trim().toLowerCase().replaceAll("'", '’').normalize('NFC');

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name);

/** What stands in braces and is not among those allowed, as it was typed. */
export const unknownPlaceholders = (template: string, allowed: readonly Placeholder[]): readonly string[] => [
  ...new Set(
    [...template.matchAll(BRACES)]
      .map(([, inside = '']) => inside)
      .filter((inside) => !allowed.some((one) => one === nameIn(inside))),
  ),
];

/**
 * A text with its braces filled. A fact that is missing leaves nothing, and no hole: a line of which every brace is missing
 * goes ("Son numéro : {...}"), spaces are closed. What is filled in is never read for braces again.
 */
export const renderMessage = (template: string, facts: Facts): string =>
  template
    .split('\n')
    .flatMap((line) => {
      let [asked, found] = [0, 0];
      const filled = line.replaceAll(BRACES, (_, inside: string) => {
        const name = nameIn(inside);
        const fact = isPlaceholder(name) ? (facts[name] ?? '') : '';
        asked += 1;
        found += fact === '' ? 0 : 1;
        return fact;
      });
      return asked > 0 && found === 0 ? [] : [filled];
    })
    .map((line) =>
      line
        .replaceAll(/[ \t]{2,}/gu, ' ')
        .replaceAll(/ +([.,])/gu, '$1')
        .trim(),
    )
    .join('\n')
    .trim();
