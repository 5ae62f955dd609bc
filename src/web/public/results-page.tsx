import { capital } from '#src/capital.ts';
import { counted } from '#src/counted.ts';
import { approachesTo } from '#src/matching/approaches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import { type FoundPlace, stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatHour, formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { loadTransit } from '#src/web/public/load-transit.ts';
import { meetingPointsOf, meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { placeList } from '#src/web/places/place-list.tsx';
import { GoingByTransit } from '#src/web/public/other-ways.tsx';
import { fieldText } from '#src/web/places/read-place-field.ts';
import { type Search, type SearchFields, searchQuery } from '#src/web/public/read-search.ts';
import { SearchForm } from '#src/web/public/search-form.tsx';
import { CARDS_PER_PAGE, OtherDays, PastDay, Results, WhatNext } from '#src/web/public/search-results.tsx';
import type { CardContext } from '#src/web/public/trip-card.tsx';
import { duration, from as fromWords, to as toWords } from '#src/web/trip-words.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

type Understood = Search & { readonly kind: 'understood' };

const windowOf = (hour: TimeOfDay | null, sens: SearchFields['sens']): TimeWindow => {
  if (hour === null) return { kind: 'any' };
  return sens === 'arrivee' ? { kind: 'arrive-by', at: hour } : { kind: 'leave-at', at: hour };
};

const NOBODY: MatchResult = {
  matches: [],
  outsideWindow: [],
  counts: { matches: 0, outsideWindow: 0 },
  otherDays: [],
  estimated: false,
};

/** The search, as it is put to drivers: as the public may see them. */
const matchQueryOf = (
  at: At,
  search: Understood,
  sens: SearchFields['sens'],
  meetingStops: readonly Stop[],
): MatchQuery => {
  const [from, to] = [stopFrom(search.from), stopFrom(search.to)];
  return {
    from,
    to,
    near: { from: approachesTo(from, meetingStops, []), to: approachesTo(to, meetingStops, []) },
    pairs: true,
    when: search.date === null ? { kind: 'any' } : { kind: 'date', date: search.date },
    window: windowOf(search.hour, sens),
    audience: 'public',
    needs: [],
    seats: 1,
    now: { date: at.today, time: at.time },
  };
};

/** Who goes there; the cards of that page are read again. A past day has nobody. */
const find = (service: Service, at: At, query: MatchQuery, past: boolean, pageNumber: number): Promise<MatchResult> =>
  past
    ? Promise.resolve(NOBODY)
    : service.findMatches(at.territory, query, { skip: (pageNumber - 1) * CARDS_PER_PAGE, take: CARDS_PER_PAGE });

/** Names the cards need: the neighbours whose trips are in the answer, and public meeting points, theirs too. */
const namesIn = async (
  service: Service,
  ours: Territory,
  places: TerritoryPlaces,
  result: MatchResult,
): Promise<Pick<CardContext, 'neighbours' | 'meetingPoints'>> => {
  if (ours.neighbourIds.length === 0) return { neighbours: new Map(), meetingPoints: meetingPointsOf(places) };
  const ids = new Set(
    [...result.matches, ...result.outsideWindow].flatMap(({ offer, otherBack }) =>
      [offer, otherBack?.offer].flatMap((one) => one?.trip.territoryId ?? []),
    ),
  );
  ids.delete(ours.id);
  const found = await Promise.all([...ids].map((id) => service.storage.instance.territories.find(id)));
  const neighbours = found.filter((territory) => territory !== undefined);
  const theirs = await Promise.all(neighbours.map((territory) => territoryPlaces(service, territory)));
  return {
    neighbours: new Map(neighbours.map(({ id, name }) => [id, name])),
    meetingPoints: new Map([places, ...theirs].flatMap((one) => [...meetingPointsOf(one)])),
  };
};

const askedWords = (at: At, search: Understood, sens: SearchFields['sens']): string => {
  const day = search.date === null ? 'N’importe quel jour' : formatDate(search.date, at.today);
  if (search.hour === null) return `${day}, à toute heure.`;
  return `${day}, ${sens === 'arrivee' ? 'arrivée à' : 'départ à'} ${formatHour(search.hour)}.`;
};

const between = (first: TimeOfDay, last: TimeOfDay): string =>
  `entre ${formatHour(Math.max(0, first))} et ${formatHour(Math.min(24 * 60 - 1, last))}`;

/** The margin around the hour asked, as matching applies it (see `suits`). */
const toleranceWords = (at: At, hour: TimeOfDay, sens: SearchFields['sens']): string => {
  const { tolerance } = at.territory;
  const asked =
    sens === 'arrivee'
      ? `arrivent ${between(hour - tolerance, hour)}`
      : `partent ${between(hour - tolerance, hour + tolerance)}`;
  return `D’abord les trajets qui ${asked} (marge : ${duration(tolerance)}). Les autres suivent, sous leur propre titre.`;
};

const pageNumberOf = (c: Ctx): number => {
  const number = Number(c.req.query('page') ?? 1);
  return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1;
};

/** The page of a search that was understood. */
export const resultsPage = async (
  c: Ctx,
  search: Understood,
  fields: SearchFields,
  places: TerritoryPlaces,
): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const pageNumber = pageNumberOf(c);
  const past = search.date !== null && search.date < at.today;
  const asked = matchQueryOf(at, search, fields.sens, meetingStopsOf(places, service.communes));
  const result = await find(service, at, asked, past, pageNumber);
  const query = searchQuery({
    ...fields,
    depart: search.from.value,
    arrivee: search.to.value,
    date: search.date ?? '',
    heure: search.hour === null ? '' : formatHourInput(search.hour),
  });
  const total = result.counts.matches + result.counts.outsideWindow;
  const transit = pageNumber === 1 ? await loadTransit(service, at, search.date, { query: asked, found: total }) : null;
  const context: CardContext = {
    at,
    // Two headed blocks, as soon as the territory knows another way to go than its drivers.
    under: transit !== null,
    search: query,
    dated: search.date !== null,
    lastHome: search.date === null ? null : (transit?.journeys?.beside.lastHome ?? null),
    ...(await namesIn(service, at.territory, places, result)),
  };
  // Typed as it is shown, it has just been understood.
  const again = (typed: string, place: FoundPlace): string =>
    typed === place.label ? typed : fieldText(service.placeSearch, places, place);
  const lastPage = Math.max(1, Math.ceil(total / CARDS_PER_PAGE));
  if (pageNumber > lastPage) return c.redirect(at.url('/trajets', { ...query, page: lastPage }), 302);
  const otherwise = transit && <GoingByTransit at={at} beside={transit} goal={search.to.label} search={query} />;
  const title = capital(`${fromWords(search.from.label)} ${toWords(search.to.label)}`);
  return page(
    c,
    <PublicPage at={at} title={title} current="" noindex>
      <p class="lead">
        {capital(askedWords(at, search, fields.sens))}
        {total > 0 && ` ${counted(total, 'trajet')}${transit ? ' en voiture' : ''}.`}
      </p>
      {past && (
        <PastDay
          at={at}
          search={query}
          date={search.date ?? at.today}
          transit={transit?.journeys?.found.kind === 'found'}
        />
      )}
      {transit?.comesFirst && otherwise}
      {transit && !past && (
        <>
          {!transit.comesFirst && (
            <p class="no-print">
              <a href="#transports">En car, en train, à la demande : plus bas</a>
            </p>
          )}
          <h2>Avec une conductrice ou un conducteur</h2>
        </>
      )}
      {search.hour !== null && !past && <p class="hint">{toleranceWords(at, search.hour, fields.sens)}</p>}
      {!past && total === 0 && (
        <p>
          <strong>Personne n’a proposé ce trajet{search.date === null ? '' : ' ce jour-là'}, pour le moment.</strong>
        </p>
      )}
      {transit?.journeys && transit.journeys.withDriver.length > 0 && (
        <p>
          Quelqu’un peut faire un bout de la route avec vous, un car ou un train fait le reste :{' '}
          <a href="#transports">voir plus haut</a>.
        </p>
      )}
      {!past && total > 0 && result.counts.matches === 0 && (
        <p>
          <strong>Personne à cette heure-là, pour le moment.</strong>
        </p>
      )}
      {total > 0 && <Results result={result} pageNumber={pageNumber} context={context} />}
      {result.otherDays.length > 0 && <OtherDays at={at} search={query} days={result.otherDays} />}
      {!transit?.comesFirst && otherwise}
      {!past && <WhatNext at={at} search={query} found={total > 0} />}
      <section class="search-box no-print" aria-labelledby="chercher">
        <h2 id="chercher">Chercher un autre trajet</h2>
        <SearchForm
          at={at}
          list={placeList(places, service.communes)}
          fields={{
            ...fields,
            depart: again(fields.depart, search.from),
            arrivee: again(fields.arrivee, search.to),
            date: search.date ?? '',
            heure: search.hour === null ? '' : formatHourInput(search.hour),
          }}
        />
      </section>
    </PublicPage>,
  );
};
