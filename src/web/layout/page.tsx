/**
 * How a page is made (read this first when you write one):
 *
 *   export const linesPage = (c: Ctx) => {
 *     const at = c.get('at');                        // territory, links, today, who is signed in
 *     return page(c, <PublicPage at={at} title="Les lignes">...</PublicPage>);   // page(c, jsx, status?)
 *   };
 *
 * - One <h1> per page: `title` makes it, unless `heading={false}` and the page writes its own.
 * - Fields come from `layout/fields.tsx`: label, hint, error and what was typed; errors are listed first by <ErrorSummary>.
 * - A desk form is <DeskForm at={at} action={...}> (it carries the session's token); a public one is <PublicForm> (honeypot
 *   and signed time stamp; check it with `guards/form-seal.ts`).
 * - No style attribute and no inline script: the content policy refuses them. Classes stand in `web/assets/*.css`.
 * - `at.url('/trajets', { depart })` makes links; never write a path by hand. `at.root('/aide')` for the instance's pages.
 */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { formatPhone } from '#src/people/phone.ts';
import { assetPath } from '#src/web/assets.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ClosureNotice } from '#src/web/layout/closure-notice.tsx';
import { type Paper, PAPERS } from '#src/web/layout/paper.ts';

/** The words the issue, the README and the help page share: what this is and is not. */
export const WHAT_IT_IS = 'un outil d’expérimentation à moindre coût du covoiturage, pas un opérateur de covoiturage';

/** Attributes that mean "yes" by being there: our JSX writes them with an empty value. Quotes in texts are escaped, so none is touched. */
const BOOLEAN_ATTRIBUTE =
  / (autofocus|checked|defer|disabled|formnovalidate|hidden|multiple|novalidate|open|readonly|required|selected)=""/g;

/** Answers with a whole document. */
export const page = async (c: Ctx, document: Child, status: ContentfulStatusCode = 200): Promise<Response> => {
  const html = await Promise.resolve((<>{document}</>) as unknown as { toString(): string | Promise<string> }).then(
    (node) => node.toString(),
  );
  return c.html(`<!DOCTYPE html>${html.replaceAll(BOOLEAN_ATTRIBUTE, ' $1')}`, status);
};

interface DocumentProps {
  readonly title: string;
  readonly accent: string;
  readonly nonce: string;
  readonly noindex?: boolean;
  readonly description?: string;
  readonly desk?: boolean;
  readonly paper?: Paper | undefined;
  readonly asset: (name: string) => string;
}

const Document = (props: PropsWithChildren<DocumentProps>) => (
  <html lang="fr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{props.title}</title>
      {props.description && <meta name="description" content={props.description} />}
      {props.noindex && <meta name="robots" content="noindex, nofollow" />}
      <link rel="icon" type="image/svg+xml" href={props.asset('icon.svg')} />
      <link rel="stylesheet" href={props.asset('public.css')} />
      {props.desk && <link rel="stylesheet" href={props.asset('desk.css')} />}
      {props.desk && <script defer src={props.asset('desk.js')}></script>}
      {props.paper && <link rel="stylesheet" href={props.asset('print.css')} />}
      <style nonce={props.nonce}>
        {raw(
          `:root{--accent:${/^#[0-9a-f]{6}$/i.test(props.accent) ? props.accent : '#1d5c63'}}${props.paper ? PAPERS[props.paper] : ''}`,
        )}
      </style>
    </head>
    <body class={`${props.desk ? 'desk' : 'public'}${props.paper ? ' printed' : ''}`}>
      <a class="skip" href="#contenu">
        Aller au contenu
      </a>
      {props.children}
    </body>
  </html>
);

/** Two places and the road between them. Always beside its name. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 48 32" width="48" height="32" aria-hidden="true" focusable="false">
    <path
      d="M7 25 C 17 25, 15 7, 25 9 S 33 25, 41 8"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-dasharray="1 6"
      stroke-linecap="round"
    />
    <circle cx="7" cy="25" r="5.5" fill="currentColor" />
    <circle cx="41" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="3" />
  </svg>
);

/** The team's number and hours, large enough to read to someone. */
export const PhoneLine = ({ at }: { at: At }) => (
  <p class="phone-line">
    <span class="phone-label">Par téléphone</span>{' '}
    <a class="phone-number" href={`tel:${at.territory.phone}`}>
      {formatPhone(at.territory.phone)}
    </a>{' '}
    <span class="phone-hours">{at.territory.phoneHours}</span>
  </p>
);

/** What this is and is not, at the foot of every public page. */
const WhatItIs = ({ name }: { name: string }) => (
  <p>
    {name} est {WHAT_IT_IS}. Il n’y a ni messagerie, ni paiement en ligne, ni preuve de trajet, ni application à
    installer.
  </p>
);

/** The licence of the roads (ODbL) asks for it wherever they are used. */
export const RoadsFrom = () => (
  <p>
    Temps de trajet par les routes :{' '}
    <a href="https://www.openstreetmap.org/copyright">© les contributeurs d’OpenStreetMap</a>.
  </p>
);

interface PublicPageProps {
  readonly at: At;
  readonly title: string;
  /** Shown in the browser's tab instead of the title. */
  readonly tab?: string;
  readonly description?: string;
  readonly noindex?: boolean;
  /** false when the page writes its own <h1>. */
  readonly heading?: boolean;
  /** Path of the current entry of the menu. */
  readonly current?: string;
  /** What it is printed on, for a page that is made to be printed: the style of paper then comes with it. */
  readonly paper?: Paper;
}

const PUBLIC_MENU = [
  ['', 'Chercher un trajet'],
  ['/lignes', 'Toutes les lignes'],
  ['/demande', 'Faire une demande'],
  ['/conducteurs', 'Je peux conduire'],
] as const;

/** A page for everyone: the phone first, then one thing to do. */
export const PublicPage = ({ at, ...props }: PropsWithChildren<PublicPageProps>) => (
  <Document
    title={`${props.tab ?? props.title} – ${at.territory.name}`}
    accent={at.territory.accent}
    nonce={at.nonce}
    noindex={props.noindex ?? false}
    paper={props.paper}
    asset={(name) => at.root(assetPath(name))}
    {...(props.description ? { description: props.description } : {})}
  >
    <header class="top">
      <div class="top-inner">
        <a class="brand" href={at.url('')}>
          <Mark />
          <span>{at.territory.name}</span>
        </a>
        <PhoneLine at={at} />
      </div>
      <ClosureNotice at={at} />
      <nav class="menu" aria-label="Menu principal">
        <ul>
          {PUBLIC_MENU.map(([path, label]) => (
            <li>
              <a href={at.url(path)} {...(props.current === path ? { 'aria-current': 'page' } : {})}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
    <main id="contenu" tabindex={-1}>
      {props.heading !== false && <h1>{props.title}</h1>}
      {props.children}
    </main>
    <footer class="bottom">
      <WhatItIs name={at.territory.name} />
      {at.byRoads && <RoadsFrom />}
      <ul>
        <li>
          <a href={at.root('/aide')}>Aide</a>
        </li>
        <li>
          <a href={at.url('/vie-privee')}>Vie privée</a>
        </li>
        <li>
          <a href={at.url('/cgu')}>Conditions d’utilisation</a>
        </li>
        <li>
          <a href={at.url('/code')}>J’ai un code</a>
        </li>
        <li>
          <a href={at.url('/equipe')}>Espace de l’équipe</a>
        </li>
      </ul>
    </footer>
  </Document>
);

interface DeskPageProps {
  readonly at: At;
  readonly title: string;
  readonly heading?: boolean;
  /** Path of the current entry of the menu, e.g. '/equipe/demandes'. */
  readonly current?: string;
  /** Uses the whole width: one list and one sheet side by side. */
  readonly wide?: boolean;
  /** What it is printed on, for a page that is made to be printed. */
  readonly paper?: Paper;
}

/** The desk's entries: seven at most (design decision 20), each with what one must be allowed to do. */
export const DESK_MENU = [
  ['/equipe', 'À faire', 'read-people'],
  ['/equipe/demandes', 'Demandes', 'read-people'],
  ['/equipe/conducteurs', 'Conducteurs', 'read-people'],
  ['/equipe/lieux', 'Lieux', 'write-people'],
  ['/equipe/besoins', 'Besoins', 'read-figures'],
  ['/equipe/chiffres', 'Chiffres', 'read-figures'],
  ['/equipe/reglages', 'Réglages', 'manage-territory'],
] as const;

/** A page of the team: dense but quiet, keyboard first. */
export const DeskPage = ({ at, ...props }: PropsWithChildren<DeskPageProps>) => (
  <Document
    title={`${props.title} – équipe ${at.territory.name}`}
    accent={at.territory.accent}
    nonce={at.nonce}
    noindex
    desk
    paper={props.paper}
    asset={(name) => at.root(assetPath(name))}
  >
    <header class="desk-top">
      <a class="brand" href={at.url('/equipe')}>
        <Mark />
        <span>{at.territory.name}</span>
      </a>
      <nav class="desk-menu" aria-label="Menu de l’équipe">
        <ul>
          {DESK_MENU.filter(([, , permission]) => at.can(permission)).map(([path, label]) => (
            <li>
              <a href={at.url(path)} {...(props.current === path ? { 'aria-current': 'page' } : {})}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {at.can('write-people') && (
        <a class="button new-request" href={at.url('/equipe/demandes/nouvelle')}>
          Noter un appel
        </a>
      )}
      {at.signedIn && (
        <form class="sign-out" method="post" action={at.url('/equipe/deconnexion')} data-script="sign-out">
          <input type="hidden" name="_csrf" value={at.signedIn.csrfToken} />
          <a href={at.url('/equipe/compte')}>{at.signedIn.member.name}</a>
          <button type="submit" class="link">
            Se déconnecter
          </button>
        </form>
      )}
    </header>
    <main id="contenu" tabindex={-1} class={props.wide ? 'wide' : ''}>
      {props.heading !== false && <h1>{props.title}</h1>}
      {props.children}
    </main>
  </Document>
);

/** A page of the instance, outside any territory: help, list of territories, errors. */
export const InstancePage = (
  props: PropsWithChildren<{
    title: string;
    heading?: boolean;
    noindex?: boolean;
    nonce: string;
    root: (page: string) => string;
  }>,
) => (
  <Document
    title={props.title === 'Lotocar' ? 'Lotocar' : `${props.title} – Lotocar`}
    accent="#1d5c63"
    nonce={props.nonce}
    noindex={props.noindex ?? false}
    asset={(name) => props.root(assetPath(name))}
  >
    <header class="top">
      <div class="top-inner">
        <a class="brand" href={props.root('')}>
          <Mark />
          <span>Lotocar</span>
        </a>
      </div>
    </header>
    <main id="contenu" tabindex={-1}>
      {props.heading !== false && <h1>{props.title}</h1>}
      {props.children}
    </main>
    <footer class="bottom">
      <WhatItIs name="Lotocar" />
      <ul>
        <li>
          <a href={props.root('/aide')}>Aide</a>
        </li>
        <li>
          <a href={props.root('/instance')}>À propos de ce site</a>
        </li>
      </ul>
    </footer>
  </Document>
);
