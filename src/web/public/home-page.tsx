import { counted } from '#src/counted.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { driversFirstPage } from '#src/web/public/drivers-first-page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { findOffered, type Offered, RECENT_DAYS } from '#src/web/public/public-offers.ts';
import { searchFields } from '#src/web/public/read-search.ts';
import { SearchForm } from '#src/web/public/search-form.tsx';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** Counted from the trips themselves: nothing is rounded up, and nothing is said when there is nothing to say. */
const Facts = ({ at, offered }: { readonly at: At; readonly offered: Offered }) => {
  if (offered.trips === 0) {
    return (
      <p>
        Le service commence : les premiers trajets arrivent. En attendant, appelez-nous ou{' '}
        <a href={at.url('/demande')}>laissez une demande</a>.
      </p>
    );
  }
  return (
    <ul class="facts">
      <li>
        <b class="figure">{offered.trips}</b> {offered.trips < 2 ? 'trajet proposé' : 'trajets proposés'}
      </li>
      <li>
        <b class="figure">{offered.drivers}</b>{' '}
        {offered.drivers < 2 ? 'personne qui conduit' : 'personnes qui conduisent'}
      </li>
      <li>
        <b class="figure">{offered.communes}</b> {offered.communes < 2 ? 'commune de départ' : 'communes de départ'}
      </li>
      {offered.recent > 0 && (
        <li>
          <b class="figure">{offered.recent}</b> {offered.recent < 2 ? 'nouveau trajet' : 'nouveaux trajets'} en{' '}
          {counted(RECENT_DAYS, 'jour')}
        </li>
      )}
    </ul>
  );
};

/** `GET /{slug}`: one question, then who we are; before the opening, when it is. */
export const homePage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (at.stage !== 'open') return driversFirstPage(c);
  const { territory } = at;
  const service = c.get('service');
  const places = await territoryPlaces(service, territory);
  const offered = await findOffered(c);
  return page(
    c,
    <PublicPage
      at={at}
      title="Où voulez-vous aller ?"
      tab="Un trajet avec quelqu’un du coin"
      heading={false}
      current=""
      description={`${territory.name} : le covoiturage solidaire, par téléphone et sur le site.`}
    >
      <div class="search-box">
        <h1>Où voulez-vous aller ?</h1>
        <SearchForm at={at} fields={searchFields(() => undefined)} list={placeList(places, service.communes)} />
      </div>
      {territory.welcome
        .split(/\n\s*\n/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p class="lead">{part.trim()}</p>
        ))}
      <Facts at={at} offered={offered} />
      <div class="two">
        <section aria-labelledby="telephone">
          <h2 id="telephone">Au téléphone, c’est simple</h2>
          <ol>
            <li>
              Appelez le <a href={telLink(territory.phone)}>{formatPhone(territory.phone)}</a>, {territory.phoneHours}.
            </li>
            <li>Dites d’où vous partez, où vous allez, quand, et si vous rentrez.</li>
            <li>Nous cherchons quelqu’un, et nous vous rappelons : avec un oui, ou avec un non.</li>
          </ol>
        </section>
        <section aria-labelledby="conduire">
          <h2 id="conduire">Vous avez une voiture ?</h2>
          <p>
            Vous faites un trajet chaque semaine, ou de temps en temps ? Une place libre peut emmener quelqu’un chez le
            médecin, au marché, au travail.
          </p>
          <p>
            <a class="button second" href={at.url('/conducteurs')}>
              J’ai une voiture et je veux aider
            </a>
          </p>
        </section>
      </div>
      <p>
        <a href={at.url('/lignes')}>Voir toutes les lignes</a>, commune par commune.
      </p>
    </PublicPage>,
  );
};
