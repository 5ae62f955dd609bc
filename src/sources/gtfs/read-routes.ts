import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import { parseChoice } from '#src/sources/gtfs/parse-values.ts';
import { routeKindOf } from '#src/sources/gtfs/route-kind.ts';
import type { Agency, Route } from '#src/transit/timetable/timetable.ts';
import { plainWords } from '#src/plain-words.ts';

export interface AgencyDrafts {
  readonly agencies: readonly Agency[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly zone: string;
}

const AGENCY_FILE = 'agency.txt';
const ROUTE_FILE = 'routes.txt';
const MOST_AGENCIES = 10_000;
const MOST_ROUTES = 100_000;
/** "Ligne 973" is a short name, and so is "TER Occitanie". */
const LONGEST_SHORT_NAME = 40;

/** Who runs what. @param zone of the territory, for a feed that does not say its own */
export const readAgencies = async (source: FeedSource, zone: string): Promise<AgencyDrafts> => {
  const { notes } = source;
  const agencies: Agency[] = [];
  const numbers = new Map<string, number>();
  let own = '';
  const count = await readTable(
    source,
    {
      file: AGENCY_FILE,
      required: [],
      optional: ['agency_id', 'agency_name', 'agency_url', 'agency_timezone', 'agency_phone'],
      most: MOST_AGENCIES,
    },
    (row, line) => {
      if (numbers.has(row.agency_id))
        return notes.note(
          AGENCY_FILE,
          line,
          'Ce réseau est écrit deux fois : la première fois compte.',
          row.agency_name,
        );
      numbers.set(row.agency_id, agencies.length);
      agencies.push({
        id: row.agency_id,
        name: plainWords(row.agency_name),
        url: addressOf(row.agency_url),
        phone: plainWords(row.agency_phone) || null,
      });
      if (!isZone(row.agency_timezone))
        notes.note(AGENCY_FILE, line, 'Le fuseau horaire de ce réseau ne se lit pas.', row.agency_timezone);
      else if (own === '') own = row.agency_timezone;
      else if (own !== row.agency_timezone)
        notes.note(
          AGENCY_FILE,
          line,
          `Ce réseau a un autre fuseau horaire que le premier : ses heures sont lues comme celles de ${own}.`,
          row.agency_timezone,
        );
    },
  );
  if (count === null) notes.note(AGENCY_FILE, null, 'Ce fichier manque : le nom du réseau ne sera pas montré.');
  if (agencies.length === 0) agencies.push({ id: '', name: '', url: null, phone: null });
  if (own !== '' && own !== zone)
    notes.note(AGENCY_FILE, null, `Ces horaires sont à l’heure de ${own}, le territoire à celle de ${zone}.`);
  return { agencies, numbers, zone: own === '' ? zone : own };
};

const isZone = (text: string): boolean => {
  try {
    return text !== '' && new Intl.DateTimeFormat('fr', { timeZone: text }).format !== undefined;
  } catch {
    return false;
  }
};

const LONGEST_ADDRESS = 500;

/** Of a page that a link may lead to. */
const addressOf = (text: string): string | null =>
  /^https?:\/\/\S+$/iu.test(text) && text.length <= LONGEST_ADDRESS ? text : null;

export interface RouteDrafts {
  readonly routes: readonly Route[];
  readonly numbers: ReadonlyMap<string, number>;
}

export const readRoutes = async (source: FeedSource, agencies: AgencyDrafts): Promise<RouteDrafts> => {
  const { notes } = source;
  const routes: Route[] = [];
  const numbers = new Map<string, number>();
  await readTable(
    source,
    {
      file: ROUTE_FILE,
      required: ['route_id'],
      optional: ['agency_id', 'route_short_name', 'route_long_name', 'route_type', 'route_color', 'route_url'],
      essential: true,
      most: MOST_ROUTES,
    },
    (row, line) => {
      const id = row.route_id;
      if (id === '' || numbers.has(id))
        return notes.note(
          ROUTE_FILE,
          line,
          'Cette ligne n’a pas d’identifiant, ou celui d’une autre : elle est laissée de côté.',
          id,
        );
      let agency = agencies.numbers.get(row.agency_id);
      if (agency === undefined && row.agency_id !== '')
        notes.note(
          ROUTE_FILE,
          line,
          'Le réseau de cette ligne n’est pas dans agency.txt.',
          `ligne « ${id} », réseau « ${row.agency_id} »`,
        );
      agency ??= 0;
      const type = parseChoice(row.route_type, 9999, -1);
      const kind = type === undefined ? undefined : routeKindOf(type);
      if (kind === undefined)
        notes.note(
          ROUTE_FILE,
          line,
          'Le type de cette ligne est inconnu : elle est gardée, sans dire ce qui y roule.',
          `ligne « ${id} », type « ${row.route_type} »`,
        );
      numbers.set(id, routes.length);
      routes.push({
        id,
        agency,
        shortName: plainWords(row.route_short_name, LONGEST_SHORT_NAME),
        longName: plainWords(row.route_long_name),
        kind: kind ?? 'other',
        type: type ?? -1,
        color: /^[\da-f]{6}$/iu.test(row.route_color) ? row.route_color.toUpperCase() : null,
        url: addressOf(row.route_url),
      });
    },
  );
  return { routes, numbers };
};
