import { counted } from '#src/counted.ts';
import type { Band, Match, MatchResult } from '#src/matching/match.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Query } from '#src/web/url-for.ts';
import type { At } from '#src/web/context.ts';
import { type CardContext, TripCard } from '#src/web/public/trip-card.tsx';
import { bandWords, duration } from '#src/web/trip-words.ts';

/** Cards on one page, then a plain link (design section 7). */
export const CARDS_PER_PAGE = 20;

interface Section {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly matches: readonly Match[];
}

const BANDS: readonly Band[] = ['direct', 'small', 'large'];

/** The part of the answer that this page tells, in its bands. */
const sectionsOf = (at: At, result: MatchResult): readonly Section[] =>
  [
    ...BANDS.map((band) => ({
      key: band,
      ...bandWords(band, at.territory.bands),
      matches: result.matches.filter((match) => match.band === band),
    })),
    {
      key: 'autre-heure',
      title: 'À une autre heure',
      hint: `À plus de ${duration(at.territory.tolerance)} de l’heure demandée. Demandez : l’heure se discute parfois.`,
      matches: result.outsideWindow,
    },
  ].filter(({ matches }) => matches.length > 0);

/** Whoever tries the demo learns how to have the real roads. */
export const DemoRoads = ({ at }: { at: At }) => (
  <>
    {' '}
    Pour que ce territoire d’essai suive les vraies routes :{' '}
    <a href={at.url('/equipe/reglages/routes')}>charger les routes</a> (espace de l’équipe).
  </>
);

interface ResultsProps {
  readonly result: MatchResult;
  /** 1 is the first. */
  readonly pageNumber: number;
  readonly context: CardContext;
}

/** Ranked trips in their bands, twenty at a time. */
export const Results = ({ result, pageNumber, context }: ResultsProps) => {
  const { at, search } = context;
  const Band = context.under ? 'h3' : 'h2';
  const left = result.counts.matches + result.counts.outsideWindow - pageNumber * CARDS_PER_PAGE;
  return (
    <>
      {result.estimated && (
        <p class="soft">
          Les heures de passage et les détours sont des estimations : convenez-en ensemble.
          {at.demo && <DemoRoads at={at} />}
        </p>
      )}
      {sectionsOf(at, result).map((section) => (
        <section aria-labelledby={section.key}>
          <Band id={section.key}>{section.title}</Band>
          <p class="hint">{section.hint}</p>
          <ol class="trips">
            {section.matches.map((match) => (
              <TripCard match={match} context={context} />
            ))}
          </ol>
        </section>
      ))}
      <p class="actions">
        {pageNumber > 1 && (
          <a
            class="button second"
            rel="prev"
            href={at.url('/trajets', { ...search, page: pageNumber === 2 ? undefined : pageNumber - 1 })}
          >
            Revenir aux précédents
          </a>
        )}
        {left > 0 && (
          <a class="button second" rel="next" href={at.url('/trajets', { ...search, page: pageNumber + 1 })}>
            Voir les suivants
            <span class="optional"> (encore {left})</span>
          </a>
        )}
      </p>
    </>
  );
};

/** The asked day has nobody: the days on which someone goes. */
export const OtherDays = ({
  at,
  search,
  days,
}: {
  readonly at: At;
  readonly search: Query;
  readonly days: MatchResult['otherDays'];
}) => (
  <section aria-labelledby="autres-jours">
    <h2 id="autres-jours">Les autres jours</h2>
    <ul class="plain">
      {days.map((day) => (
        <li>
          <a href={at.url('/trajets', { ...search, date: day.date })}>{formatDate(day.date, at.today)}</a> :{' '}
          {counted(day.drivers, 'personne')}
          {day.onTime < day.drivers &&
            (day.onTime === 0 ? ', à une autre heure' : `, dont ${day.onTime} à votre heure`)}
        </li>
      ))}
    </ul>
  </section>
);

/** Nothing fits, or not enough: what to do next. */
export const WhatNext = ({
  at,
  search,
  found,
}: {
  readonly at: At;
  readonly search: Query;
  readonly found: boolean;
}) => (
  <section class="notice" aria-labelledby="la-suite">
    <h2 id="la-suite">{found ? 'Aucun ne convient ?' : 'Ce que vous pouvez faire'}</h2>
    <p>
      <strong>Appelez-nous</strong>, au numéro en haut de la page. L’équipe connaît des personnes qui ne sont pas dans
      cette liste.
    </p>
    <p>
      <strong>Ou laissez votre demande.</strong> Elle est déjà remplie avec votre recherche. Nous la gardons, nous
      cherchons, et nous vous rappelons : avec un oui, ou avec un non.
    </p>
    <p class="actions">
      <a class="button" href={at.url('/demande', search)}>
        Laisser une demande
      </a>
    </p>
  </section>
);

/** A day already gone shows nobody. */
export const PastDay = ({
  at,
  search,
  date,
  transit,
}: {
  readonly at: At;
  readonly search: Query;
  readonly date: IsoDate;
  /** Whether what ran that day is told under it. */
  readonly transit: boolean;
}) => (
  <div class="notice">
    <p>
      <strong>Le {formatDate(date, at.today)} est passé.</strong> Nous ne montrons personne pour un jour passé.
      {transit && ' Les cars et les trains de ce jour-là sont plus bas, pour avoir une idée.'}
    </p>
    <p>
      <a href={at.url('/trajets', { ...search, date: at.today })}>Chercher pour aujourd’hui</a>, ou changez le jour
      ci-dessous.
    </p>
  </div>
);
