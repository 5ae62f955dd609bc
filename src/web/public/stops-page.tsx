import { addDays, isIsoDate } from '#src/time/dates.ts';
import { formatPhone } from '#src/people/phone.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import { nearestCommune } from '#src/places/nearest-commune.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Period } from '#src/transit/network/period.ts';
import type { LineDepartures, StopsWeek } from '#src/transit/departures/stop-departures.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { lineTitle, untoldWords, weekWords } from '#src/web/departure-words.ts';
import { feedsWords } from '#src/web/journey-words.ts';
import { page } from '#src/web/layout/page.tsx';
import { LineTable, type SearchBack } from '#src/web/public/line-table.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { type Departures, loadDepartures } from '#src/web/load-departures.ts';
import { from } from '#src/web/trip-words.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** Where the timetables of the stops of a commune are, for everyone. */
export const STOPS = '/lignes/arrets';

/** A stop farther from a commune's centre is not one of it. */
const FARTHEST_END = 5000;
/** Beyond, lines are named only: with their hours the page would no longer come at once. */
const MOST_LINES = 30;

/** The networks to be asked, for what has to be booked. */
const BookedAt = ({ lines }: { lines: readonly LineDepartures[] }) => {
  const booked = lines.filter(({ days }) => days.some(({ hours }) => hours.some((hour) => hour.booked)));
  const agencies = new Map(booked.map(({ line: { agency, phone } }) => [agency, phone]));
  return agencies.size === 0 ? null : (
    <p>
      À réserver :{' '}
      {[...agencies].map(([name, phone]) => (phone === null ? name : `${name}, ${formatPhone(phone)}`)).join(' ; ')}.
    </p>
  );
};

/** Where hours come from, of what days they speak, and what they do not tell. */
const Source = ({ at, week: { periods, silent, untold } }: { at: At; week: StopsWeek }) => (
  <p class="soft">
    D’après {feedsWords(periods)}.{untold.length > 0 && ` Rien n’y est dit ${untoldWords(untold, at.today)}.`}
    {silent.length > 0 && ` Rien sur cette semaine-là dans : ${feedsWords(silent)}.`}{' '}
    {periods.some(({ until }) => until < at.today)
      ? 'Ces horaires sont passés : ils ont pu changer.'
      : 'Un horaire peut changer : pour un rendez-vous, vérifiez auprès du réseau, ou appelez-nous.'}
  </p>
);

const Week = ({ at, week, name, searchBack }: { at: At; week: StopsWeek; name: string; searchBack: SearchBack }) => {
  const [told, rest] = [week.lines.slice(0, MOST_LINES), week.lines.slice(MOST_LINES)];
  return (
    <>
      {told.length === 0 && <p>Aucun car ni train ne part {from(name)} cette semaine-là.</p>}
      {told.map((of) => (
        <LineTable of={of} searchBack={searchBack} />
      ))}
      {rest.length > 0 && <p>Le reste : {[...new Set(rest.map(lineTitle))].join(' ; ')}.</p>}
      <BookedAt lines={told} />
      {told.some(({ waysBack }) => waysBack !== null) && (
        <p>
          Un retour « direct » est sans changement. Il y en a parfois un autre, plus tard, avec un changement :{' '}
          <a href={at.url('')}>cherchez votre trajet</a>, ou appelez-nous.
        </p>
      )}
      <Source at={at} week={week} />
    </>
  );
};

/** None of the timetables here speaks of that week; the nearest one that they tell. */
const Outside = ({ link, week: { dates, silent } }: { link: (first: IsoDate) => string; week: StopsWeek }) => {
  const first = dates[0] as IsoDate;
  const latest = silent.reduce<Period | undefined>(
    (most, one) => (most && most.until >= one.until ? most : one),
    undefined,
  );
  const known = latest && (latest.until < first ? addDays(latest.until, -6) : latest.from);
  return (
    <>
      <p class="notice">
        Nos horaires ne disent rien de la semaine {weekWords(first)}. Nous avons : {feedsWords(silent)}.
      </p>
      {known !== undefined && (
        <p class="no-print">
          <a href={link(known)}>Voir la semaine {weekWords(known)}</a>, pour avoir une idée.
        </p>
      )}
    </>
  );
};

/** Communes with a stop, each with its page. */
export const ServedCommunes = ({
  at,
  communes,
  valueOf,
}: {
  at: At;
  communes: Departures['communes'];
  valueOf: (code: string) => string;
}) => (
  <ul class="page-links">
    {communes.map(({ code, name }) => (
      <li>
        <a href={at.url(STOPS, { commune: valueOf(code) })}>{name}</a>
      </li>
    ))}
  </ul>
);

/** `GET /{slug}/lignes/arrets?commune=&du=`: the coaches and trains of the stops of a commune in a week; without one, the communes served. */
export const stopsPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const departures = await loadDepartures(service, at.territory);
  if (departures === undefined) return c.redirect(at.url('/lignes'), 303);
  const valueOf = (code: string): string => service.placeSearch.valueOf(code);
  const asked = (c.req.query('commune') ?? '').trim().slice(0, 120);
  if (asked === '')
    return page(
      c,
      <PublicPage at={at} title="Les communes desservies par un car ou un train" current="/lignes">
        <p>Choisissez une commune : ses horaires de la semaine s’affichent, et s’impriment.</p>
        <ServedCommunes
          at={at}
          communes={departures.communes.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))}
          valueOf={valueOf}
        />
        <p class="soft">D’après {feedsWords(departures.periods)}.</p>
      </PublicPage>,
    );
  const resolution = service.placeSearch.resolve(asked, await territoryPlaces(service, at.territory));
  const commune = resolution.kind === 'found' ? resolution.place.commune : undefined;
  const day = c.req.query('du') ?? '';
  if (commune === undefined) return c.redirect(at.url('/lignes', { commune: asked }), 303);
  if (day !== '' && !isIsoDate(day)) return c.redirect(at.url(STOPS, { commune: asked }), 303);
  const first = day === '' ? at.today : day;
  const week = await departures.week(commune.code, first);
  const searchBack: SearchBack = ({ point }, date) => {
    const there = nearestCommune(at.territory.communeCodes, service.communes, point);
    if (!there?.point || there.code === commune.code) return '';
    if (greatCircleMetres(there.point, point) > FARTHEST_END) return '';
    return at.url('/trajets', { depart: valueOf(there.code), arrivee: valueOf(commune.code), date });
  };
  const link = (date: IsoDate): string => at.url(STOPS, { commune: asked, du: date === at.today ? undefined : date });
  return page(
    c,
    <PublicPage
      at={at}
      title={`Cars et trains ${from(commune.name)}`}
      current="/lignes"
      paper="document"
      noindex={day !== ''}
    >
      <p class="print-only">
        {at.territory.name} – {formatPhone(at.territory.phone)}, {at.territory.phoneHours}
      </p>
      <p>
        <b>Semaine {weekWords(first)}.</b>
      </p>
      {week === undefined ? (
        <p class="notice">
          Nous ne connaissons aucun arrêt de car ou de train près {from(commune.name)}.{' '}
          <a href={at.url('/lignes', { commune: asked })}>Voir qui peut vous emmener</a>, ou appelez-nous.
        </p>
      ) : week.untold.length === 7 ? (
        <Outside week={week} link={link} />
      ) : (
        <Week at={at} week={week} name={commune.name} searchBack={searchBack} />
      )}
      <nav aria-label="Autres semaines" class="no-print">
        <ul class="page-links">
          <li>
            <a href={link(addDays(first, -7))}>Semaine d’avant</a>
          </li>
          <li>
            <a href={link(addDays(first, 7))}>Semaine d’après</a>
          </li>
          <li>
            <a href={at.url(STOPS)}>Autres communes</a>
          </li>
          <li>
            <a href={at.url('/lignes', { commune: asked })}>Qui part en voiture {from(commune.name)}</a>
          </li>
        </ul>
      </nav>
    </PublicPage>,
  );
};
