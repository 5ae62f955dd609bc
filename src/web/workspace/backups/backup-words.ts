import { counted } from '#src/counted.ts';
import type { RestoreEnd } from '#src/backups/restoring.ts';

export const BACKUPS_PATH = '/equipe/reglages/sauvegardes';

/** Four words: short ones are guessed by who holds the file. */
export const SHORTEST_PHRASE = 16;

/** How the last restore ended. */
export const restoreWords = ({ outcome }: RestoreEnd): string => {
  if (outcome.kind === 'in-use')
    return 'Rien n’a été remis en place : un autre programme est ouvert sur les mêmes données. Arrêtez-le, puis recommencez.';
  if (outcome.kind === 'failed')
    return 'Rien n’a été remis en place : quelque chose a manqué, peut-être de la place sur le disque. Tout est comme avant.';
  const { people, trips, erasedAgain, before } = outcome;
  return (
    `La sauvegarde est en place : ${counted(people, 'personne', 'personnes')}, ${counted(trips, 'trajet', 'trajets')}. ` +
    (erasedAgain > 0 ? `Effacées depuis, elles le restent : ${counted(erasedAgain, 'personne', 'personnes')}. ` : '') +
    `Ce qui était là est dans ${before}.`
  );
};
