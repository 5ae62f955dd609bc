import type { Hono } from 'hono';
import { raw } from 'hono/html';
import type { Ctx, Env } from '#src/web/context.ts';
import { GUIDE, type GuidePageName, readGuidePage } from '#src/web/guide/guide-text.ts';
import { guideTitles, renderGuide } from '#src/web/guide/render-guide.ts';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';

/** The guide for who opens and runs a territory. */
export const GUIDE_PATH = '/aide/territoire';

/** What each page answers, on the contents page. */
const ANSWERS: Readonly<Record<GuidePageName, string>> = {
  'ou-l-ouvrir': 'trois façons, ce qu’il faut, ce que cela coûte, qui répare',
  installer: 'le paquet Debian, l’adresse, et quoi faire s’il ne s’ouvre pas',
  ouvrir: 'ce qu’il faut avoir sous la main, et les gestes dans l’ordre',
  recruter: 'à qui demander, quoi dire, comment les garder',
  'tenir-le-bureau': 'un jour, une semaine, une année',
  'cars-et-trains': 'les horaires, le transport à la demande, les retards, et quoi en dire au téléphone',
  mesurer: 'trois chiffres à suivre, et ce qu’ils ne disent pas',
  sauvegardes: 'ce qui se fait seul, et ce que vous faites une fois',
  'mettre-a-jour': 'la nouvelle version, et comment revenir à celle d’avant',
  'passer-la-main': 'partir quelques jours, ou pour de bon, en une heure',
  operateur: 'les signes, ce qui existe, ce qu’il faut demander',
  fermer: 'emporter tout, se rouvrir ailleurs, effacer',
};

const contentsPage = (c: Ctx): Promise<Response> => {
  const urlFor = c.get('urlFor');
  return page(
    c,
    <InstancePage title="Le guide du territoire" nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
      <p class="lead">
        Pour la mairie, l’association ou le département qui veut son Lotocar : l’ouvrir, le tenir, le mesurer, le passer
        à quelqu’un d’autre, le fermer.
      </p>
      <p>
        Chaque page tient sur une feuille ou deux, et s’imprime. Les nombres viennent de services qui existent ; leur
        source et leur date sont dites. Ce qui touche à la loi est à vérifier auprès de votre préfecture.
      </p>
      <ol>
        {guideTitles().map(({ name, title }) => (
          <li>
            <p>
              <a href={urlFor(null, `${GUIDE_PATH}/${name}`)}>{title}</a>
              <br />
              <span class="soft">{ANSWERS[name]}</span>
            </p>
          </li>
        ))}
      </ol>
    </InstancePage>,
  );
};

const guidePage = (c: Ctx, name: GuidePageName): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const linkTo = (other: GuidePageName): string => urlFor(null, `${GUIDE_PATH}/${other}`);
  const { title, html } = renderGuide(readGuidePage(name), linkTo);
  const index = GUIDE.indexOf(name);
  const next = guideTitles()[index + 1];
  return page(
    c,
    <InstancePage title={title} heading={false} nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
      <p class="soft">
        <a href={urlFor(null, GUIDE_PATH)}>Le guide du territoire</a>, page {index + 1} sur {GUIDE.length}
      </p>
      <h1>{title}</h1>
      {raw(html)}
      <p class="actions">
        {next && (
          <a class="button" href={linkTo(next.name)}>
            Page suivante : {next.title}
          </a>
        )}
        <a href={urlFor(null, GUIDE_PATH)}>Toutes les pages</a>
      </p>
    </InstancePage>,
  );
};

/** One route a page: an unknown one is simply not there. */
export const guidePages = (app: Hono<Env>): void => {
  app.get(GUIDE_PATH, contentsPage);
  for (const name of GUIDE) app.get(`${GUIDE_PATH}/${name}`, (c) => guidePage(c, name));
};
