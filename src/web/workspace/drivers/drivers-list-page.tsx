import { counted } from '#src/counted.ts';
import type { Driver, Person } from '#src/people/person.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { peopleToWarn } from '#src/privacy/silent-people.ts';
import type { DriverFilter } from '#src/people/driver-store.ts';
import { localMoment } from '#src/time/zone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { withoutNewsBefore } from '#src/drivers/confirm-trips.ts';
import { isOver } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';
import { describeHalfDays } from '#src/volunteers/describe-half-days.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { FILTERS, isPaused, routeWords, scheduleWords } from '#src/web/drivers/driver-words.ts';
import { isOnCallPaused } from '#src/web/drivers/on-call-words.ts';
import { storesOf } from '#src/web/tools.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { duration } from '#src/web/trip-words.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { SearchBox } from '#src/web/workspace/shared/search-box.tsx';

export const DRIVERS = '/equipe/conducteurs';
const PER_PAGE = 50;
const MOST_FOUND = 40;
/** Trips said in a line of the list. */
const TRIPS_SAID = 3;

const EMPTY: Readonly<Record<(typeof FILTERS)[number]['value'], string>> = {
  'to-welcome': 'Personne n’attend d’appel d’accueil.',
  'still-agree': 'Tous les trajets réguliers ont donné de leurs nouvelles depuis six mois.',
  'to-verify': 'Rien à vérifier : chaque trajet repris d’un tableur a été relu.',
  paused: 'Aucun trajet n’est en pause.',
  'to-warn': 'Personne n’est silencieux depuis assez longtemps pour être prévenu.',
  'set-aside': 'Personne n’est mis à l’écart.',
  'on-call': 'Personne n’a dit encore accepter de conduire exprès. Demandez-le à l’accueil, ou ouvrez une fiche.',
  all: 'Personne ne conduit encore ici. Quand quelqu’un appelle : « Ajouter une personne qui conduit ».',
};

const HELP: Partial<Readonly<Record<(typeof FILTERS)[number]['value'], string>>> = {
  'to-welcome': 'Appelez-les : leurs trajets ne sont montrés qu’après. Ouvrez la fiche, les deux phrases y sont.',
  'still-agree':
    'Leurs trajets réguliers sont sans nouvelles depuis six mois. Sans réponse après deux demandes, un trajet se met en pause.',
  'to-verify':
    'Leurs trajets viennent d’un tableur. Lisez-les avec elles au téléphone : le public ne les voit qu’ensuite.',
  'to-warn':
    'Sans nouvelles depuis dix-huit mois ou plus. Prévenez-les que leurs informations vont être effacées : personne n’est effacé sans avoir été prévenu deux fois.',
};

/** Without the switch of the territory, nothing is said of driving on purpose. */
const filtersOf = (at: At) => FILTERS.filter(({ value }) => value !== 'on-call' || at.territory.switches.onCall);

const Tabs = ({ at, current, counts }: { at: At; current: string | null; counts: ReadonlyMap<string, number> }) => (
  <nav aria-label="Quelles personnes">
    <ul class="filters">
      {filtersOf(at).map(({ value, path, label }) => (
        <li>
          <a href={at.url(DRIVERS, { liste: path })} {...(path === current ? { 'aria-current': 'page' } : {})}>
            {label} ({counts.get(value) ?? 0})
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

interface Found {
  readonly person: Person;
  readonly driver: Driver | undefined;
  /** Said under the name. */
  readonly why?: string;
}

const tagsOf = (person: Person, driver: Driver | undefined): readonly string[] => [
  ...(person.setAsideReason === null ? [] : ['à l’écart']),
  ...(driver === undefined ? ['ne conduit pas'] : driver.welcomedOn === null ? ['à accueillir'] : []),
];

interface RowProps {
  readonly at: At;
  readonly found: Found;
  readonly trips: readonly Trip[];
  readonly volunteer: Volunteer | undefined;
}

const PersonRow = ({ at, found: { person, driver, why }, trips, volunteer }: RowProps) => {
  const moment = localMoment(at.now, at.territory.zone);
  const current = trips.filter((trip) => trip.state === 'active' && !isOver(trip.schedule, moment));
  const [phone] = person.phones;
  return (
    <li>
      <p class="row-title">
        <a href={at.url(`${DRIVERS}/${person.id}`)}>{fullName(person)}</a>{' '}
        {tagsOf(person, driver).map((tag) => (
          <span class="tag">{tag}</span>
        ))}{' '}
        {phone && <a href={telLink(phone.number)}>{formatPhone(phone.number)}</a>}
      </p>
      {why !== undefined && <p>{why}</p>}
      {volunteer && (
        <p>
          Peut conduire exprès : {describeHalfDays(volunteer)}, jusqu’à {duration(volunteer.radius)} de{' '}
          {volunteer.home.communeName}
          {isOnCallPaused(volunteer, at.today) && (
            <>
              {' '}
              <span class="tag">en pause</span>
            </>
          )}
        </p>
      )}
      {current.slice(0, TRIPS_SAID).map((trip) => (
        <p>
          {routeWords(trip)} : {scheduleWords(trip, at.today)} {trip.toVerify && <span class="tag">à vérifier</span>}{' '}
          {isPaused(trip, at.today) && <span class="tag">en pause</span>}
        </p>
      ))}
      {current.length > TRIPS_SAID && (
        <p class="soft">et {counted(current.length - TRIPS_SAID, 'autre trajet', 'autres trajets')}</p>
      )}
    </li>
  );
};

const countsOf = async (c: Ctx): Promise<ReadonlyMap<string, number>> => {
  const { today, now } = c.get('at');
  const { drivers, retention } = storesOf(c);
  const counts = new Map<string, number>();
  for (const { value } of filtersOf(c.get('at')))
    counts.set(
      value,
      value === 'to-warn'
        ? (await peopleToWarn(retention, now)).length
        : await drivers.count({ filter: value, today, confirmedBefore: withoutNewsBefore(now) }),
    );
  return counts;
};

const filtered = async (c: Ctx, filter: DriverFilter, from: number): Promise<readonly Found[]> => {
  const { today, now } = c.get('at');
  const query = { filter, today, confirmedBefore: withoutNewsBefore(now), limit: PER_PAGE, offset: from };
  return (await storesOf(c).drivers.list(query)).map((driver) => ({ person: driver.person, driver }));
};

const toWarn = async (c: Ctx, from: number): Promise<readonly Found[]> => {
  const { now, today, territory } = c.get('at');
  const { retention, people, drivers } = storesOf(c);
  const due = (await peopleToWarn(retention, now)).slice(from, from + PER_PAGE);
  const found = new Map(
    (await people.findMany(due.map(({ personId }) => personId))).map((person) => [person.id, person]),
  );
  const known = new Map((await drivers.findMany([...found.keys()])).map((driver) => [driver.person.id, driver]));
  return due.flatMap(({ personId, lastContactAt, second }) => {
    const person = found.get(personId);
    const last = formatDate(localMoment(Temporal.Instant.from(lastContactAt), territory.zone).date, today);
    const why = `Dernier contact le ${last} : ${second ? 'deuxième' : 'premier'} avertissement à donner.`;
    return person ? [{ person, driver: known.get(personId), why }] : [];
  });
};

const Rows = async ({ c, found }: { c: Ctx; found: readonly Found[] }) => {
  const at = c.get('at');
  const trips = Map.groupBy(
    await storesOf(c).trips.ofDrivers(found.map(({ person }) => person.id)),
    (trip) => trip.driverId,
  );
  const ids = at.territory.switches.onCall ? found.map(({ person }) => person.id) : [];
  const volunteers = await storesOf(c).volunteers.findMany(ids);
  return (
    <ul class="rows">
      {found.map((one) => (
        <PersonRow
          at={at}
          found={one}
          trips={trips.get(one.person.id) ?? []}
          volunteer={volunteers.find(({ personId }) => personId === one.person.id)}
        />
      ))}
    </ul>
  );
};

const Add = ({ at }: { at: At }) =>
  at.can('write-people') ? (
    <p class="actions">
      <a class="button" href={at.url(`${DRIVERS}/nouveau`)}>
        Ajouter une personne qui conduit
      </a>
    </p>
  ) : null;

const searchPage = async (c: Ctx, text: string) => {
  const at = c.get('at');
  const { people, drivers } = storesOf(c);
  const persons = await people.search(text, MOST_FOUND);
  const known = new Map(
    (await drivers.findMany(persons.map(({ id }) => id))).map((driver) => [driver.person.id, driver]),
  );
  const found = persons.map((person) => ({ person, driver: known.get(person.id) }));
  return page(
    c,
    <DeskPage at={at} title="Conducteurs" current={DRIVERS}>
      <SearchBox action={at.url(DRIVERS)} text={text} />
      <Tabs at={at} current={null} counts={await countsOf(c)} />
      <h2>
        {found.length === 0 ? 'Personne' : counted(found.length, 'personne')} pour « {text} »
      </h2>
      {found.length === 0 ? (
        <p>Essayez les quatre derniers chiffres du numéro, ou le nom comme vous l’entendez.</p>
      ) : (
        await Rows({ c, found })
      )}
      <Add at={at} />
    </DeskPage>,
  );
};

/** `GET /{slug}/equipe/conducteurs`: the lists of drivers, and the search of anyone. */
export const driversListPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const text = (c.req.query('q') ?? '').trim().slice(0, 80);
  if (text !== '') return searchPage(c, text);
  const counts = await countsOf(c);
  const filters = filtersOf(at);
  const first = filters.find(({ value }) => value === ((counts.get('to-welcome') ?? 0) > 0 ? 'to-welcome' : 'all'));
  const filter = filters.find(({ path }) => path === c.req.query('liste')) ?? first ?? filters[0];
  if (!filter) throw new Error('no list');
  const from = Math.max(0, Math.trunc(Number(c.req.query('a-partir-de') ?? 0)) || 0);
  const found = filter.value === 'to-warn' ? await toWarn(c, from) : await filtered(c, filter.value, from);
  const total = counts.get(filter.value) ?? 0;
  return page(
    c,
    <DeskPage at={at} title="Conducteurs" current={DRIVERS}>
      <SearchBox action={at.url(DRIVERS)} text="" />
      <Tabs at={at} current={filter.path} counts={counts} />
      <h2>{filter.label}</h2>
      {HELP[filter.value] !== undefined && found.length > 0 && <p class="hint">{HELP[filter.value]}</p>}
      {found.length === 0 ? <p>{EMPTY[filter.value]}</p> : await Rows({ c, found })}
      {from + PER_PAGE < total && (
        <p>
          <a href={at.url(DRIVERS, { liste: filter.path, 'a-partir-de': from + PER_PAGE })}>Voir les suivants</a>
        </p>
      )}
      <Add at={at} />
    </DeskPage>,
  );
};
