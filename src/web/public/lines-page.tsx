import { capital } from '#src/capital.ts';
import { counted } from '#src/counted.ts';
import { describeLine, type Line } from '#src/trips/lines.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { TextField } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { PLACE_LIST, placeList } from '#src/web/places/place-list.tsx';
import { POSTER } from '#src/web/paths.ts';
import { findOffered } from '#src/web/public/public-offers.ts';
import { from, to } from '#src/web/trip-words.ts';
import { ServedCommunes, STOPS } from '#src/web/public/stops-page.tsx';
import { type Departures, loadDepartures } from '#src/web/load-departures.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** About 5 kB compressed: with the style and the list of communes a page stays under 14 kB. */
const LINES_PER_PAGE = 130;

interface Group {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Whole communes, as many as a page takes; a commune with more lines than that is cut. */
const pagesOf = (lines: readonly Line[]): readonly (readonly Group[])[] => {
  const pages: Group[][] = [];
  let room = 0;
  for (const group of Map.groupBy(lines, (line) => line.from.code).values()) {
    for (let start = 0; start < group.length; start += LINES_PER_PAGE) {
      const some = group.slice(start, start + LINES_PER_PAGE);
      if (some.length > room) {
        pages.push([]);
        room = LINES_PER_PAGE;
      }
      pages.at(-1)?.push({ title: group[0]?.from.name ?? '', lines: some });
      room -= some.length;
    }
  }
  return pages;
};

/** @param props.valueOf what a search takes for a commune: a bare code may be the postal code of another. */
const Lines = ({
  at,
  group,
  id,
  valueOf,
}: {
  readonly at: At;
  readonly group: Group;
  readonly id: string;
  readonly valueOf: (code: string) => string;
}) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{group.title}</h2>
    <ul class="lines">
      {group.lines.map((line) => (
        <li>
          <a href={at.url('/trajets', { depart: valueOf(line.from.code), arrivee: valueOf(line.to.code) })}>
            <b>
              {line.from.name} → {line.to.name}
            </b>{' '}
            {counted(line.drivers, 'personne')}, {describeLine(line, at.today)}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

/** Those with most stops; the others have a page of their own. */
const MOST_SERVED = 24;

/** What goes there beside our drivers. `served` is the commune asked, or all of the territory that have a stop. */
const CoachesAndTrains = ({
  at,
  served,
  commune,
  valueOf,
}: {
  readonly at: At;
  readonly served: Departures['communes'];
  readonly commune: { readonly code: string; readonly name: string } | undefined;
  readonly valueOf: (code: string) => string;
}) => {
  const shown = served.slice(0, MOST_SERVED);
  return (
    <section aria-labelledby="cars-et-trains" class="no-print">
      <h2 id="cars-et-trains">Les cars et les trains</h2>
      {commune ? (
        <p>
          <a href={at.url(STOPS, { commune: valueOf(commune.code) })}>
            Les horaires {from(commune.name)}, cette semaine
          </a>
          , à lire ou à imprimer.
        </p>
      ) : (
        <>
          <p>Les horaires de la semaine, commune par commune, à lire ou à imprimer.</p>
          <ServedCommunes
            at={at}
            communes={shown.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))}
            valueOf={valueOf}
          />
          {served.length > shown.length && (
            <p>
              <a href={at.url(STOPS)}>Les {served.length} communes desservies</a>
            </p>
          )}
        </>
      )}
    </section>
  );
};

interface Shown {
  readonly groups: readonly Group[];
  readonly pages: readonly (readonly Group[])[];
  readonly number: number;
}

const PageLinks = ({
  at,
  pages,
  number,
  commune,
  label,
}: Omit<Shown, 'groups'> & { readonly at: At; readonly commune: string; readonly label: string }) =>
  pages.length < 2 ? null : (
    <nav aria-label={label} class="no-print">
      <ul class="page-links">
        {pages.map((groups, index) => {
          const [first, last] = [groups[0]?.title ?? '', groups.at(-1)?.title ?? ''];
          return (
            <li>
              <a
                href={at.url('/lignes', { commune, page: index === 0 ? undefined : index + 1 })}
                {...(index + 1 === number ? { 'aria-current': 'page' } : {})}
              >
                {first === last ? first : `${from(first)} ${to(last)}`}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );

/** The lines that leave from a commune, and those that go there. */
const aboutCommune = (lines: readonly Line[], code: string, name: string): readonly Group[] =>
  [
    { title: capital(`${from(name)} vers…`), lines: lines.filter((line) => line.from.code === code) },
    {
      title: `Pour aller ${to(name)}`,
      lines: lines.filter((line) => line.to.code === code && line.from.code !== code),
    },
  ].filter((group) => group.lines.length > 0);

const cutGroups = (groups: readonly Group[]): readonly (readonly Group[])[] =>
  groups.flatMap((group) =>
    Array.from({ length: Math.ceil(group.lines.length / LINES_PER_PAGE) }, (_, index) => [
      { ...group, lines: group.lines.slice(index * LINES_PER_PAGE, (index + 1) * LINES_PER_PAGE) },
    ]),
  );

/** `GET /{slug}/lignes`: who goes from where to where, without a name. */
export const linesPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const places = await territoryPlaces(service, at.territory);
  const { lines } = await findOffered(c);
  const asked = (c.req.query('commune') ?? '').trim().slice(0, 120);
  const resolution = asked === '' ? undefined : service.placeSearch.resolve(asked, places);
  const commune = resolution?.kind === 'found' ? resolution.place.commune : undefined;
  const error =
    asked === '' || commune
      ? undefined
      : resolution?.kind === 'ambiguous'
        ? `Plusieurs lieux s’appellent « ${asked} ». Écrivez aussi le département.`
        : `Nous ne trouvons pas « ${asked} ». Écrivez le nom d’une commune.`;
  const departures = error ? undefined : await loadDepartures(service, at.territory);
  const served = departures?.communes.filter(({ code }) => !commune || code === commune.code) ?? [];
  const about = commune ? aboutCommune(lines, commune.code, commune.name) : [];
  const few = about.reduce((sum, group) => sum + group.lines.length, 0) <= LINES_PER_PAGE;
  const pages = commune ? (few ? [about] : cutGroups(about)) : pagesOf(lines);
  const number = Math.min(Math.max(1, Math.trunc(Number(c.req.query('page') ?? 1)) || 1), Math.max(1, pages.length));
  const title = commune ? `Les lignes ${from(commune.name)}` : 'Toutes les lignes';
  return page(
    c,
    <PublicPage at={at} title={title} current="/lignes" {...(error ? { noindex: true } : {})}>
      <p>
        Des personnes du territoire font ces trajets et peuvent vous emmener.{' '}
        <span class="no-print">Choisissez une ligne pour voir les heures et les joindre.</span>
        <span class="print-only">Appelez-nous : nous vous mettons en relation.</span>
      </p>
      <form method="get" action={at.url('/lignes')} class="no-print filter" novalidate>
        <TextField
          label="Une seule commune ?"
          optional
          name="commune"
          value={commune?.name ?? asked}
          list={PLACE_LIST}
          autocomplete="off"
          error={error}
        />
        {placeList(places, service.communes)}
        <p class="actions">
          <button type="submit" class="second">
            Voir ses lignes
          </button>
          {asked !== '' && <a href={at.url('/lignes')}>Revenir à toutes les lignes</a>}
        </p>
      </form>
      {commune && (
        <p class="no-print">
          <a href={at.url(POSTER, { commune: asked })}>Imprimer l’affiche de cette commune</a>, avec notre numéro à
          détacher.
        </p>
      )}
      {served.length > 0 && (
        <p class="no-print">
          <a href="#cars-et-trains">Les cars et les trains</a> sont plus bas.
        </p>
      )}
      {pages.length === 0 || pages[number - 1]?.length === 0 ? (
        <p class="notice">
          Aucune ligne{commune ? ` ${from(commune.name)} ni vers cette commune` : ''} pour le moment.{' '}
          <a href={at.url('/demande')}>Laissez une demande</a>, ou appelez-nous : nous cherchons.
        </p>
      ) : (
        <>
          <PageLinks at={at} pages={pages} number={number} commune={commune ? asked : ''} label="Pages des lignes" />
          {pages[number - 1]?.map((group, index) => (
            <Lines at={at} group={group} id={`lignes-${index}`} valueOf={(code) => service.placeSearch.valueOf(code)} />
          ))}
          <PageLinks
            at={at}
            pages={pages}
            number={number}
            commune={commune ? asked : ''}
            label="Pages des lignes, encore"
          />
        </>
      )}
      {served.length > 0 && (
        <CoachesAndTrains
          at={at}
          served={served}
          commune={commune}
          valueOf={(code) => service.placeSearch.valueOf(code)}
        />
      )}
    </PublicPage>,
    error ? 422 : 200,
  );
};
