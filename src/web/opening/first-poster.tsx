import { formatDate } from '#src/time/written-dates.ts';
import type { At } from '#src/web/context.ts';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { PosterFrame } from '#src/web/paper/poster.tsx';

/** Where people most often need to go, in words everyone knows. */
const WHERE_TO = [
  ['Le médecin', 'l’hôpital, la pharmacie'],
  ['Le marché', 'les courses, la banque'],
  ['La gare', 'le car, le train'],
  ['Le travail', 'un entretien, une formation'],
  ['Les amis', 'la famille, le club, une fête'],
] as const;

/** From which day, while it is not open: a poster stays on its wall. */
const callOf = ({ stage, today, territory }: At): string => {
  const { plan } = territory.opening;
  if (stage === 'open') return 'Appelez-nous :';
  const when = plan.kind === 'date' ? `le ${formatDate(plan.date, today)}` : 'bientôt';
  return `Ouvre ${when}. Vous conduisez ? Appelez-nous :`;
};

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
        say="Des gens d’ici font la route. Dites-nous où et quand : nous cherchons ensemble."
        call={callOf(at)}
      >
        <ul class="poster-lines large">
          {WHERE_TO.map(([where, why]) => (
            <li>
              <b>{where}</b> {why}
            </li>
          ))}
        </ul>
        <p class="soft">Un service proposé par {at.territory.controller}.</p>
      </PosterFrame>
    </>
  ),
};
