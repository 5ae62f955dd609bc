import type { Hono } from 'hono';
import type { At, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { charter } from '#src/web/opening/charter.tsx';
import { coldStart } from '#src/web/opening/cold-start.tsx';
import { delegation } from '#src/web/opening/delegation.tsx';
import { firstPoster } from '#src/web/opening/first-poster.tsx';
import { flyer } from '#src/web/opening/flyer.tsx';
import { impact } from '#src/web/opening/impact.tsx';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { OPENING_PATH } from '#src/web/paths.ts';
import { bulletin, radio } from '#src/web/opening/press-texts.tsx';
import { register } from '#src/web/opening/register.tsx';
import { POSTERS } from '#src/web/paper/posters-page.tsx';
import { RECRUIT } from '#src/web/paper/recruit-page.tsx';
import { ANSWERING_PATH } from '#src/web/workspace/hours/answering-page.tsx';
import { HANDOVER_PATH } from '#src/web/workspace/team/handover-page.tsx';

/** The papers written here, each with its own page. */
export const OPENING_PAPERS: readonly OpeningPaper[] = [
  coldStart,
  charter,
  firstPoster,
  flyer,
  bulletin,
  radio,
  delegation,
  register,
  impact,
];

const own = ({ path, title, what }: OpeningPaper) => [`${OPENING_PATH}/${path}`, title, what] as const;

/** In the order in which an opening needs them; those that stand elsewhere are linked, not written twice. */
const SECTIONS: readonly (readonly [heading: string, papers: readonly (readonly [string, string, string])[]])[] = [
  ['D’abord, des conductrices et des conducteurs', [own(coldStart), own(charter)]],
  [
    'Se faire connaître',
    [
      own(firstPoster),
      own(flyer),
      own(bulletin),
      own(radio),
      [POSTERS, 'Une affiche par commune', 'les lignes, votre numéro à détacher, aucun nom'],
      [RECRUIT, 'L’affiche « Il manque quelqu’un »', 'quand des demandes n’ont pas trouvé de solution'],
    ],
  ],
  [
    'Répondre',
    [
      [ANSWERING_PATH, 'Le message du répondeur', 'à lire lentement ; il suit vos heures et vos absences'],
      ['/demande/papier', 'La demande de trajet, à remplir', 'pour le comptoir de la mairie ou de la pharmacie'],
    ],
  ],
  [
    'Être en règle',
    [
      own(delegation),
      own(register),
      own(impact),
      ['/vie-privee', 'La page « Vie privée »', 'ce qui est gardé, qui le lit, combien de temps'],
      ['/cgu', 'Les conditions d’utilisation', 'les règles entre les personnes'],
    ],
  ],
  ['Et le jour où vous partez', [[HANDOVER_PATH, 'Passer la main', 'tout ce qu’il faut à qui prend la suite']]],
];

const Contents = ({ at }: { at: At }) => (
  <DeskPage at={at} title="Les papiers de l’ouverture" current="/equipe/reglages">
    <p>
      Ils sont déjà à vos mots : le nom, le numéro, les heures, qui répond des données. Changez-les dans les{' '}
      <a href={at.url('/equipe/reglages')}>réglages</a>, ils changent ici. Chacun s’imprime, et son texte se copie.
    </p>
    <p>
      <strong>Ce n’est pas un service d’urgence : 15 ou 112.</strong> Dites-le partout où l’on vous appelle.
    </p>
    {SECTIONS.map(([heading, papers]) => (
      <section>
        <h2>{heading}</h2>
        <ul class="rows">
          {papers.map(([path, title, what]) => (
            <li>
              <p class="row-title">
                <a href={at.url(path)}>{title}</a>
              </p>
              <p class="soft">{what}</p>
            </li>
          ))}
        </ul>
      </section>
    ))}
    <p>
      Comment s’en servir, et dans quel ordre : <a href={at.root('/aide/territoire')}>le guide du territoire</a>.
    </p>
  </DeskPage>
);

/** What an opening needs to print, copy or have signed, for the coordination. */
export const openingPages = (app: Hono<Env>): void => {
  const forCoordination = requires('manage-territory');
  app.get(`/:territoire${OPENING_PATH}`, forCoordination, (c) => page(c, <Contents at={c.get('at')} />));
  for (const { path, title, paper, draw } of OPENING_PAPERS)
    app.get(`/:territoire${OPENING_PATH}/${path}`, forCoordination, (c) => {
      const at = c.get('at');
      return page(
        c,
        <DeskPage at={at} title={title} current="/equipe/reglages" paper={paper}>
          <p class="no-print">
            <a href={at.url(OPENING_PATH)}>Les papiers de l’ouverture</a>
          </p>
          <div class="opening">{draw(at)}</div>
        </DeskPage>,
      );
    });
};
