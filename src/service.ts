import type { Backups } from '#src/backups/backups.ts';
import type { Restoring } from '#src/backups/restoring.ts';
import type { Config } from '#src/config.ts';
import type { Examine } from '#src/doctor/doctor.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import type { FindVolunteers } from '#src/matching/find-volunteers.ts';
import type { ListOffers } from '#src/matching/list-offers.ts';
import type { MessageTools } from '#src/outbox/sms-adapter.ts';
import type { TerritoryMoves } from '#src/moving/territory-moves.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { RoadImports } from '#src/roads-import/road-imports.ts';
import type { RoadMaps } from '#src/roads-import/road-maps.ts';
import type { TimetableImports } from '#src/timetables-import/timetable-imports.ts';
import type { Timetables } from '#src/timetables-import/timetables.ts';
import type { LiveTimetables } from '#src/timetables-live/live-timetables.ts';
import type { SheetImports } from '#src/sheet-imports/sheet-imports.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import type { AskJourneys, AskStations } from '#src/transit/search/ask-journeys.ts';
import type { Storage } from '#src/storage-ports.ts';

/** What `main.ts` wires once and hands to the web, the jobs and the command line. */
export interface Service {
  readonly config: Config;
  /** Whether it is the demo: its people are invented. */
  readonly demo: boolean;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly storage: Storage;
  readonly communes: CommuneDirectory;
  readonly placeSearch: PlaceSearch;
  /** Travel where no roads are known. */
  readonly metric: TravelMetric;
  /** The roads in use, and how others come to be. */
  readonly roadMaps: RoadMaps;
  readonly roadImports: RoadImports;
  /** Buses, coaches and trains, open. */
  readonly timetables: Timetables;
  readonly timetableImports: TimetableImports;
  /** What their networks say at the moment. */
  readonly liveTimetables: LiveTimetables;
  /** Spreadsheets taken over on a page. */
  readonly sheetImports: SheetImports;
  readonly findMatches: FindMatches;
  readonly findVolunteers: FindVolunteers;
  readonly findJourneys: AskJourneys;
  readonly findStations: AskStations;
  readonly listOffers: ListOffers;
  /** Key of signed time stamps and of keyed hashes, made at the first start. */
  readonly secret: Uint8Array;
  /** How SMS and e-mails can leave, for the pages of settings. */
  readonly messages: MessageTools;
  /** Copies of the whole instance; null where the host of the database makes them. */
  readonly backups: Backups | null;
  /** Puts one of them in place while the process goes on; null where the process cannot close its database. */
  readonly restoring: Restoring | null;
  /** How the service is, part by part. */
  readonly examine: Examine;
  /** Territories that leave with everything, and those that come. */
  readonly moves: TerritoryMoves;
  readonly health: () => Promise<Health>;
}

/** What `GET /health` says. */
export interface Health {
  readonly version: string;
  readonly engine: string;
  readonly migrations: readonly string[];
  readonly uptimeSeconds: number;
}
