import { plainWords } from '#src/plain-words.ts';
import { parsePhone } from '#src/people/phone.ts';
import { webAddress } from '#src/sources/gtfs/flex/read-booking-rules.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';

const MOST_LINES = 2_000_000;
const LONGEST_WORDS = 400;

/** Who runs it. */
export interface Agency {
  readonly name: string;
  readonly phone: string | null;
}

/** What a service is called, and where it is told of. */
export interface Route {
  readonly agency: Agency | undefined;
  readonly name: string;
  readonly words: string;
  readonly url: string | null;
}

const readAgencies = async (source: FeedSource): Promise<ReadonlyMap<string, Agency>> => {
  const agencies = new Map<string, Agency>();
  await readTable(
    source,
    { file: 'agency.txt', required: ['agency_name'], optional: ['agency_id', 'agency_phone'], most: MOST_LINES },
    (row) =>
      void agencies.set(row.agency_id, {
        name: plainWords(row.agency_name),
        phone: parsePhone(row.agency_phone)?.number ?? null,
      }),
  );
  return agencies;
};

/** The routes of a feed, by id. */
export const readFlexRoutes = async (source: FeedSource): Promise<ReadonlyMap<string, Route>> => {
  const agencies = await readAgencies(source);
  const [only] = agencies.values();
  const routes = new Map<string, Route>();
  await readTable(
    source,
    {
      file: 'routes.txt',
      required: ['route_id'],
      optional: ['agency_id', 'route_short_name', 'route_long_name', 'route_desc', 'route_url'],
      most: MOST_LINES,
    },
    (row) => {
      const agency = agencies.get(row.agency_id) ?? (agencies.size === 1 ? only : undefined);
      routes.set(row.route_id, {
        agency,
        name: plainWords(row.route_long_name || row.route_short_name) || agency?.name || 'Transport à la demande',
        words: row.route_desc === row.route_long_name ? '' : plainWords(row.route_desc, LONGEST_WORDS),
        url: webAddress(row.route_url),
      });
    },
  );
  return routes;
};
