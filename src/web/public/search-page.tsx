import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { Ctx } from '#src/web/context.ts';
import { ErrorSummary } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { readSearch, type Search, type SearchFields, searchFields, searchQuery } from '#src/web/public/read-search.ts';
import { resultsPage } from '#src/web/public/results-page.tsx';
import { SearchForm } from '#src/web/public/search-form.tsx';
import { territoryPlaces } from '#src/web/territory-places.ts';

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
  if (search.kind === 'understood') return resultsPage(c, search, fields, places);
  return search.kind === 'ambiguous' ? ambiguousPage(c, search, fields, places) : formPage(c, search, fields, places);
};
