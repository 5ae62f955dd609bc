import type { PropsWithChildren } from 'hono/jsx';
import { assetPath } from '#src/web/assets.ts';
import type { At } from '#src/web/context.ts';
import { Document, Mark } from '#src/web/layout/document.tsx';
import type { Paper } from '#src/web/layout/paper.ts';

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
        <a class="button new-request" href={at.url('/equipe/demandes/nouvelle')} data-script="type-ahead">
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
