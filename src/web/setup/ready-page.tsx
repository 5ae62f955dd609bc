import type { Hono } from 'hono';
import { leadsToThisMachine } from '#src/this-machine.ts';
import type { Stage } from '#src/territory/opening.ts';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { OPENING_PATH } from '#src/web/paths.ts';
import { POSTERS } from '#src/web/paper/posters-page.tsx';
import { RECOVERY_PATH } from '#src/web/workspace/team/recovery-pages.tsx';

/** The end of the set-up, and the first page of the desk. */
export const READY_PATH = '/equipe/reglages/pret';

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  unpublished: 'est prêt, et rien n’est encore publié',
  'drivers-first': 'est en ligne : chacun y lit votre numéro et peut proposer de conduire, la recherche attend',
  open: 'est ouvert à tout le monde',
};

/** "Tout est prêt": what to do next, in the order in which it helps. */
export const readyPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${READY_PATH}`, requires('manage-territory'), (c) => {
    const at = c.get('at');
    const onlyHere = leadsToThisMachine(c.get('service').config.publicUrl);
    return page(
      c,
      <DeskPage at={at} title="Tout est prêt" current="/equipe/reglages">
        <p class="lead">
          {at.territory.name}{' '}
          {onlyHere ? 'est prêt, sur cet ordinateur seulement : rien n’est visible d’internet' : STAGE_WORDS[at.stage]}{' '}
          ; vous y êtes déjà. Voici la suite.
        </p>
        <ol>
          <li>
            <a href={at.url(RECOVERY_PATH)}>Imprimer la feuille de secours</a> pour le coffre de la mairie : huit codes
            qui rendent l’accès si plus personne ne l’a.
          </li>
          <li>
            <a href={at.url(`${OPENING_PATH}/affiche`)}>Imprimer la première affiche</a>, avec votre numéro à détacher ;
            puis <a href={at.url(POSTERS)}>une affiche par commune</a>, dès que des trajets sont notés.
          </li>
          <li>
            <a href={at.url(OPENING_PATH)}>Les papiers de l’ouverture</a> : à qui demander d’abord, le tract, les
            textes, la charte, la délégation. Ils sont déjà à vos mots.
          </li>
          <li>
            <a href={at.url('/equipe/conducteurs/nouveau')}>Noter une première personne qui conduit</a>, puis{' '}
            <a href={at.url('/equipe/demandes/nouvelle')}>un premier appel</a>.
          </li>
          <li>
            <a href={at.root(GUIDE_PATH)}>Lire le guide du territoire</a> : ouvrir, tenir le bureau, passer la main.
          </li>
        </ol>
        {onlyHere && (
          <p>
            Pour que d’autres y arrivent : <a href={at.root(`${GUIDE_PATH}/ou-l-ouvrir`)}>Où l’ouvrir ?</a>
          </p>
        )}
        <p>
          La prochaine fois, vous entrez par <a href={at.url('/equipe')}>{at.absoluteUrl('/equipe')}</a>, avec votre
          identifiant « {at.signedIn?.member.login} » et votre mot de passe.
        </p>
      </DeskPage>,
    );
  });
};
