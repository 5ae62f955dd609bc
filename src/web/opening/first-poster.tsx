import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { PosterFrame } from '#src/web/paper/poster.tsx';

/** Before any line is known: who we are, and the number to tear off. */
export const firstPoster: OpeningPaper = {
  path: 'affiche',
  title: 'La première affiche',
  what: 'une feuille A4, avant toute ligne : votre numéro, à détacher',
  paper: 'poster',
  draw: (at) => (
    <>
      <p class="no-print">
        Pour la mairie, la boulangerie, la pharmacie. Dès que des trajets sont notés, « Une affiche par commune » dit où
        l’on peut aller.
      </p>
      <PosterFrame
        at={at}
        level={2}
        title="Besoin d’aller quelque part ? Vous conduisez ?"
        say="Le médecin, le marché, la gare : des gens d’ici font la route. Dites-nous où et quand ; nous cherchons ensemble."
        call={at.stage === 'open' ? 'Appelez-nous :' : 'Ouvre bientôt. Vous conduisez ? Appelez dès maintenant :'}
      />
    </>
  ),
};
