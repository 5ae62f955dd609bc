import type { Hono } from 'hono';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { describePlan } from '#src/territory/describe-opening.ts';
import { offersSpaces } from '#src/setup/ask-space.ts';
import { stageOn } from '#src/territory/opening.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { guidePages } from '#src/web/guide/guide-pages.tsx';
import { askSpacePages } from '#src/web/setup/ask-space-page.tsx';
import { helpPage } from '#src/web/public/help-page.tsx';
import { setupHome } from '#src/web/setup/code-page.tsx';
import { SETUP_PATH } from '#src/web/paths.ts';
import { setupPages } from '#src/web/setup/setup-pages.ts';

/** `GET /`: the territories that are published; a single one is the door. Before the first one, its set-up. */
const territoriesPage = async (c: Ctx): Promise<Response> => {
  const setup = await setupHome(c);
  if (setup) return setup;
  const urlFor = c.get('urlFor');
  const { storage, clock } = c.get('service');
  const all = await storage.instance.territories.list();
  const [only] = all;
  const now = clock();
  const territories = all
    .map((territory) => {
      const { date } = localMoment(now, territory.zone);
      const { plan } = territory.opening;
      return { territory, stage: stageOn(territory.opening, date), when: describePlan(plan, date) };
    })
    .filter(({ stage }) => stage !== 'unpublished');
  if (only && all.length === 1) return c.redirect(urlFor(only, ''), 302);
  return page(
    c,
    <InstancePage title="Lotocar" heading={false} nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
      <h1>Un trajet, avec quelqu’un du coin</h1>
      {territories.length === 0 ? (
        <p class="lead">Aucun territoire n’est encore ouvert ici. Revenez bientôt.</p>
      ) : (
        <>
          <p class="lead">Le covoiturage solidaire, par téléphone et sur le site. Choisissez votre territoire.</p>
          <ul class="territories">
            {territories.map(({ territory, stage, when }) => (
              <li class="card">
                <h2>
                  <a href={urlFor(territory, '')}>{territory.name}</a>
                </h2>
                <p>
                  <a href={telLink(territory.phone)}>{formatPhone(territory.phone)}</a>, {territory.phoneHours}
                </p>
                {stage === 'drivers-first' && (
                  <p>Ouvre {when}. Conductrices et conducteurs bienvenus dès maintenant.</p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {(await offersSpaces(storage.instance)) && (
        <p>
          Votre territoire n’y est pas ? <a href={urlFor(null, SETUP_PATH)}>Demander un espace</a> : rien à installer.
        </p>
      )}
    </InstancePage>,
  );
};

/** `GET /instance`: who made this, which version, whose data. */
const aboutPage = async (c: Ctx): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const { version } = await c.get('service').health();
  return page(
    c,
    <InstancePage title="À propos de ce site" nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
      <p>
        Ce site tient le service Lotocar d’un ou de plusieurs territoires. Chaque territoire a son équipe, son numéro et
        ses données. Rien ne passe de l’un à l’autre, sauf les trajets que deux territoires voisins ont choisi de se
        montrer.
      </p>
      <p>Version {version} de Lotocar.</p>
      <h2>Le logiciel</h2>
      <p>
        Lotocar est un logiciel libre, sous licence MIT. Il reprend l’idée de Lot’ô car (2019-2020) : le covoiturage
        solidaire du Lot, au téléphone d’abord.
      </p>
      <h2>Les données</h2>
      <ul>
        <li>
          Noms et codes des communes, anciennes communes et intercommunalités : Etalab, découpage administratif, d’après
          l’Insee et la DGFiP. Licence Ouverte 2.0.
        </li>
        <li>
          Position des communes : chef-lieu (IGN), à défaut mairie (DILA), à défaut centre du code postal (La Poste).
          Licence Ouverte 2.0.
        </li>
      </ul>
      <p>Aucune carte, aucune police et aucun programme ne vient d’un autre site. Votre visite n’est pas suivie.</p>
    </InstancePage>,
  );
};

/** Personal links, forms and the desk are no business of robots; what a territory shows may be found. */
const robots = (c: Ctx): Response => {
  const prefix = c.get('urlFor')(null, '').replace(/\/$/, '');
  const closed = ['equipe', 'lien', 'trajets', 'demande', 'code'].map((path) => `Disallow: ${prefix}/*/${path}`);
  return c.text(['User-agent: *', ...closed, ''].join('\n'));
};

/** The pages of the instance, outside any territory. */
export const instancePages = (app: Hono<Env>): void => {
  app.get('/', territoriesPage);
  setupPages(app);
  app.get('/aide', helpPage);
  guidePages(app);
  askSpacePages(app);
  app.get('/instance', aboutPage);
  app.get('/robots.txt', robots);
};
