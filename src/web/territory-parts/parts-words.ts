import { counted } from '#src/counted.ts';
import { MOST_COMMUNES } from '#src/territory/communes-today.ts';
import type { FoundParts } from '#src/territory/find-parts.ts';

/** "313 communes". */
export const communesWords = (count: number): string => (count === 1 ? 'une commune' : counted(count, 'commune'));

/** Said of a choice that makes more communes than a territory has. */
export const tooManyWords = (count: number): string =>
  `Cela ferait ${communesWords(count)} : un territoire en a ${MOST_COMMUNES} au plus.`;

/** Said of names that nothing bears. */
export const unknownWords = (names: FoundParts['unknown']): string =>
  `Nous ne trouvons pas ${names.map((name) => `« ${name} »`).join(', ')}. Vérifiez l’orthographe, ou écrivez un numéro de département.`;

/** Said of names that several bear. */
export const unsureWords = (names: FoundParts['unsure']): string =>
  `${names.map(({ text }) => `« ${text} »`).join(', ')} peut vouloir dire plusieurs choses.`;
