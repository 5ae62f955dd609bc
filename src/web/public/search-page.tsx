import type { MatchResult } from '#src/matching/match.ts';
import { type FoundPlace, stopFrom } from '#src/places/found-place.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatHour, formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ErrorSummary } from '#src/web/layout/fields.tsx';
import { page, PublicPage } from '#src/web/layout/page.tsx';
import { meetingPointsOf } from '#src/web/public/meeting-points.ts';
import { placeList } from '#src/web/public/place-list.tsx';
import { type Search, type SearchFields, readSearch, searchFields, searchQuery } from '#src/web/public/read-search.ts';
import { SearchForm } from '#src/web/public/search-form.tsx';
import { CARDS_PER_PAGE, OtherDays, PastDay, Results, WhatNext } from '#src/web/public/search-results.tsx';
import type { CardContext } from '#src/web/public/trip-card.tsx';
import { duration, from as fromWords, to as toWords } from '#src/web/public/trip-words.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

type Understood = Search & { readonly kind: 'understood' };

const windowOf = (hour: TimeOfDay | null, sens: SearchFields['sens']): TimeWindow => {
  if (hour === null) return { kind: 'any' };
  return sens === 'arrivee' ? { kind: 'arrive-by', at: hour } : { kind: 'leave-at', at: hour };
};

const NOBODY: MatchResult = { matches: [], outsideWindow: [], otherDays: [], estimated: false };

/** Who goes there, as the public may see it. A past day has nobody, whatever the trips say. */
const find = (service: Service, at: At, search: Understood, sens: SearchFields['sens']): Promise<MatchResult> =>
  search.date !== null && search.date < at.today
    ? Promise.resolve(NOBODY)
    : service.findMatches(at.territory, {
        from: stopFrom(search.from),
        to: stopFrom(search.to),
        when: search.date === null ? { kind: 'any' } : { kind: 'date', date: search.date },
        window: windowOf(search.hour, sens),
        audience: 'public',
        needs: [],
        seats: 1,
        now: { date: at.today, time: at.time },
      });

/** Names of the neighbours whose trips are in the answer. */
const neighbourNames = async (
  service: Service,
  ours: Territory,
  result: MatchResult,
): Promise<ReadonlyMap<string, string>> => {
  const ids = new Set([...result.matches, ...result.outsideWindow].map(({ offer }) => offer.trip.territoryId));
  ids.delete(ours.id);
  const found = await Promise.all([...ids].map((id) => service.storage.instance.territories.find(id)));
  return new Map(found.filter((territory) => territory !== undefined).map(({ id, name }) => [id, name]));
};

/** What to write in a field so that it means this very place again. */
const fieldText = (service: Service, places: TerritoryPlaces, place: FoundPlace): string => {
  const again = service.placeSearch.resolve(place.label, places);
  if (again.kind === 'found' && again.place.value === place.value) return place.label;
  const suggestions = service.placeSearch.search({ text: place.label, territory: places, limit: 20 });
  return suggestions.find((suggestion) => suggestion.value === place.value)?.text ?? place.value;
};

const askedWords = (at: At, search: Understood, sens: SearchFields['sens']): string => {
  const day = search.date === null ? 'N’importe quel jour' : formatDate(search.date, at.today);
  if (search.hour === null) return `${day}, à toute heure.`;
  return `${day}, ${sens === 'arrivee' ? 'arrivée à' : 'départ à'} ${formatHour(search.hour)}.`;
};

/** The margin around the hour asked, as matching applies it (see `suits`). */
const toleranceWords = (at: At, hour: TimeOfDay, sens: SearchFields['sens']): string => {
  const { tolerance } = at.territory;
  const hours = (first: TimeOfDay, last: TimeOfDay) =>
    `entre ${formatHour(Math.max(0, first))} et ${formatHour(Math.min(24 * 60 - 1, last))}`;
  const first =
    sens === 'arrivee'
      ? `arrivent ${hours(hour - tolerance, hour)}`
      : `partent ${hours(hour - tolerance, hour + tolerance)}`;
  return `D’abord les trajets qui ${first} (marge : ${duration(tolerance)}). Les autres suivent, sous leur propre titre.`;
};

const firstUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const pageNumberOf = (c: Ctx): number => {
  const number = Number(c.req.query('page') ?? 1);
  return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1;
};

const understoodPage = async (c: Ctx, search: Understood, fields: SearchFields, places: TerritoryPlaces) => {
  const at = c.get('at');
  const service = c.get('service');
  const result = await find(service, at, search, fields.sens);
  const query = searchQuery({
    ...fields,
    depart: search.from.value,
    arrivee: search.to.value,
    date: search.date ?? '',
    heure: search.hour === null ? '' : formatHourInput(search.hour),
  });
  const context: CardContext = {
    at,
    search: query,
    dated: search.date !== null,
    meetingPoints: meetingPointsOf(places),
    neighbours: await neighbourNames(service, at.territory, result),
  };
  const total = result.matches.length + result.outsideWindow.length;
  const lastPage = Math.max(1, Math.ceil(total / CARDS_PER_PAGE));
  const past = search.date !== null && search.date < at.today;
  const title = firstUpper(`${fromWords(search.from.label)} ${toWords(search.to.label)}`);
  return page(
    c,
    <PublicPage at={at} title={title} current="" noindex>
      <p class="lead">{firstUpper(askedWords(at, search, fields.sens))}</p>
      {search.hour !== null && !past && <p class="hint">{toleranceWords(at, search.hour, fields.sens)}</p>}
      {past && <PastDay at={at} search={query} date={search.date ?? at.today} />}
      {!past && total === 0 && (
        <p>
          <strong>Personne n’a proposé ce trajet{search.date === null ? '' : ' ce jour-là'}, pour le moment.</strong>
        </p>
      )}
      {!past && total > 0 && result.matches.length === 0 && (
        <p>
          <strong>Personne à cette heure-là, pour le moment.</strong>
        </p>
      )}
      {total > 0 && <Results result={result} pageNumber={Math.min(pageNumberOf(c), lastPage)} context={context} />}
      {result.otherDays.length > 0 && <OtherDays at={at} search={query} days={result.otherDays} />}
      {!past && <WhatNext at={at} search={query} found={total > 0} />}
      <section class="search-box no-print" aria-labelledby="chercher">
        <h2 id="chercher">Chercher un autre trajet</h2>
        <SearchForm
          at={at}
          list={placeList(places, service.communes)}
          fields={{
            ...fields,
            depart: fieldText(service, places, search.from),
            arrivee: fieldText(service, places, search.to),
            date: search.date ?? '',
            heure: search.hour === null ? '' : formatHourInput(search.hour),
          }}
        />
      </section>
    </PublicPage>,
  );
};

const ambiguousPage = (
  c: Ctx,
  search: Search & { readonly kind: 'ambiguous' },
  fields: SearchFields,
  places: TerritoryPlaces,
) => {
  const at = c.get('at');
  const question = search.field === 'depart' ? 'D’où partez-vous ?' : 'Où allez-vous ?';
  return page(
    c,
    <PublicPage at={at} title={question} current="" noindex>
      <p>Plusieurs lieux s’appellent « {search.resolution.text} ». Choisissez le vôtre :</p>
      <ul class="choose">
        {search.resolution.candidates.map((candidate) => (
          <li>
            <a href={at.url('/trajets', { ...searchQuery(fields), [search.field]: candidate.value })}>
              {candidate.text}
            </a>
          </li>
        ))}
      </ul>
      <section class="search-box" aria-labelledby="chercher">
        <h2 id="chercher">Ou écrivez autrement</h2>
        <SearchForm at={at} fields={fields} list={placeList(places, c.get('service').communes)} />
      </section>
    </PublicPage>,
  );
};

const formPage = (
  c: Ctx,
  search: Search & { readonly kind: 'blank' | 'refused' },
  fields: SearchFields,
  places: TerritoryPlaces,
) => {
  const at = c.get('at');
  const errors = search.kind === 'refused' ? search.errors : {};
  const near = search.kind === 'refused' ? search.near : [];
  return page(
    c,
    <PublicPage at={at} title="Où voulez-vous aller ?" tab="Chercher un trajet" current="">
      <ErrorSummary errors={errors} />
      {(['depart', 'arrivee'] as const).map((field) => {
        const close = near.filter((one) => one.field === field);
        if (close.length === 0) return null;
        return (
          <div class="notice">
            <p>Au lieu de « {fields[field]} », vouliez-vous dire :</p>
            <ul class="choose">
              {close.map(({ value, text }) => (
                <li>
                  <a href={at.url('/trajets', { ...searchQuery(fields), [field]: value })}>{text}</a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <div class="search-box">
        <SearchForm at={at} fields={fields} errors={errors} list={placeList(places, c.get('service').communes)} />
      </div>
    </PublicPage>,
    search.kind === 'refused' ? 422 : 200,
  );
};

/** `GET /{slug}/trajets`: who goes there. */
export const searchPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const fields = searchFields((name) => c.req.query(name));
  const places = await territoryPlaces(service, at.territory);
  const search = readSearch(fields, { search: service.placeSearch, territory: places }, at.today);
  if (search.kind === 'understood') return understoodPage(c, search, fields, places);
  return search.kind === 'ambiguous' ? ambiguousPage(c, search, fields, places) : formPage(c, search, fields, places);
};
