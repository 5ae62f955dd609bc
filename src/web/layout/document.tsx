import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { type Paper, PAPERS } from '#src/web/layout/paper.ts';

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

/** A whole document: what every page of the house shares. */
export const Document = (props: PropsWithChildren<DocumentProps>) => (
  <html lang="fr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{props.title}</title>
      {props.description && <meta name="description" content={props.description} />}
      {props.noindex && <meta name="robots" content="noindex, nofollow" />}
      {props.desk && <script async src={props.asset('desk.js')}></script>}
      <link rel="icon" type="image/svg+xml" href={props.asset('icon.svg')} />
      <link rel="stylesheet" href={props.asset('public.css')} />
      {props.desk && <link rel="stylesheet" href={props.asset('desk.css')} />}
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
export const Mark = () => (
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
