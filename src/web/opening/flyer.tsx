import { formatPhone } from '#src/people/phone.ts';
import { describePlan } from '#src/territory/describe-opening.ts';
import type { At } from '#src/web/context.ts';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { siteWords } from '#src/web/opening/words.tsx';

const Half = ({ at, again }: { at: At; again?: boolean }) => (
  <article class={`flyer${again ? ' print-only' : ''}`} {...(again ? { 'aria-hidden': 'true' as const } : {})}>
    <p class="flyer-top">{at.territory.name} – covoiturage solidaire</p>
    <h2>Besoin d’aller quelque part ?</h2>
    <p>
      Le médecin, le marché, la gare, un entretien. Des gens d’ici font la route et peuvent vous prendre. Appelez, dites
      où et quand : nous vous rappelons, que ce soit oui ou non.
    </p>
    {at.stage !== 'open' && (
      <p>
        <strong>Le service ouvre {describePlan(at.territory.opening.plan, at.today)}.</strong>
      </p>
    )}
    <p class="flyer-call">
      <b>{formatPhone(at.territory.phone)}</b>
      <span>{at.territory.phoneHours}</span>
    </p>
    <p>
      <strong>Vous conduisez ?</strong> Un trajet chaque semaine, ou un seul : appelez aussi. Vous dites oui ou non à
      chaque fois.
    </p>
    <p class="flyer-foot">
      Sans internet ni application : un appel suffit.{siteWords(at, ' ')}
      <br />
      <strong>Ce n’est pas un service d’urgence : 15 ou 112.</strong>
    </p>
  </article>
);

/** Two on one sheet, to be cut: what is given from hand to hand. */
export const flyer: OpeningPaper = {
  path: 'tract',
  title: 'Le tract',
  what: 'deux sur une feuille A4, à couper ; pour le marché, la pharmacie, la salle d’attente',
  paper: 'poster',
  draw: (at) => (
    <>
      <p class="no-print">
        Il s’imprime deux fois sur une feuille A4 : coupez au milieu. Donnez-le de la main à la main ; posé sur une
        table, il se perd.
      </p>
      <Half at={at} />
      <Half at={at} again />
    </>
  ),
};
