import type { PropsWithChildren } from 'hono/jsx';
import { formatPhone } from '#src/people/phone.ts';
import { describePlan } from '#src/territory/describe-opening.ts';
import { assetPath } from '#src/web/assets.ts';
import type { At } from '#src/web/context.ts';
import { ClosureNotice } from '#src/web/layout/closure-notice.tsx';
import { Document, Mark } from '#src/web/layout/document.tsx';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import type { Paper } from '#src/web/layout/paper.ts';
import { WhatItIs } from '#src/web/layout/what-it-is.tsx';

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

const MENU = [
  ['', 'Chercher un trajet'],
  ['/lignes', 'Toutes les lignes'],
  ['/demande', 'Faire une demande'],
  ['/conducteurs', 'Je peux conduire'],
] as const;
const MENU_BEFORE = [
  ['', 'Ouverture'],
  ['/conducteurs', 'Je peux conduire'],
] as const;

/** Before the opening: when it is, and that the team alone reads this page. */
const OpeningLine = ({ at }: { at: At }) =>
  at.stage === 'open' ? null : (
    <>
      <p class="away">Le service ouvre {describePlan(at.territory.opening.plan, at.today)}.</p>
      {at.preview && (
        <p class="away no-print">
          Aperçu pour l’équipe : avant l’ouverture, personne d’autre ne voit cette page.{' '}
          <a href={at.url('/equipe')}>Revenir à l’équipe</a>
        </p>
      )}
    </>
  );

/** Whoever is not known to be of the team reads neither the name nor the number of what is not published: not even to sign in. */
const isHidden = (at: At): boolean => at.stage === 'unpublished' && !at.preview && !at.signedIn?.membership;

/** A page for everyone: the phone first, then one thing to do. */
export const PublicPage = (props: PropsWithChildren<PublicPageProps>) =>
  isHidden(props.at) ? (
    <InstancePage
      title={props.title}
      heading={props.heading ?? true}
      noindex
      nonce={props.at.nonce}
      root={(path) => props.at.root(path)}
    >
      {props.children}
    </InstancePage>
  ) : (
    <TerritoryPage {...props} />
  );

const TerritoryPage = ({ at, ...props }: PropsWithChildren<PublicPageProps>) => (
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
      <OpeningLine at={at} />
      <nav class="menu" aria-label="Menu principal">
        <ul>
          {(at.stage === 'open' ? MENU : MENU_BEFORE).map(([path, label]) => (
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
