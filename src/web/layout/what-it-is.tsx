/** The words the issue, the README and the help page share: what this is and is not. */
export const WHAT_IT_IS = 'un outil d’expérimentation à moindre coût du covoiturage, pas un opérateur de covoiturage';

/** What this is and is not, at the foot of every public page. */
export const WhatItIs = ({ name }: { name: string }) => (
  <p>
    {name} est {WHAT_IT_IS}. Il n’y a ni messagerie, ni paiement en ligne, ni preuve de trajet, ni application à
    installer.
  </p>
);
