import type { Backups } from '#src/backups/backups.ts';
import type { Restoring } from '#src/backups/restoring.ts';
import type { InstanceSettings } from '#src/backups/instance-settings.ts';
import type { Config } from '#src/config.ts';
import type { TrialStore } from '#src/figures/trial-store.ts';
import type { Examine } from '#src/doctor/doctor.ts';
import type { FiguresStore } from '#src/figures/figures-store.ts';
import type { HoldStore } from '#src/introductions/hold-store.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { RestStore } from '#src/introductions/rest-store.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import type { FindVolunteers } from '#src/matching/find-volunteers.ts';
import type { ListOffers } from '#src/matching/list-offers.ts';
import type { IncomingSmsStore } from '#src/outbox/incoming-sms.ts';
import type { MessageSettingsStore } from '#src/outbox/message-settings.ts';
import type { MessageTools } from '#src/outbox/sms-adapter.ts';
import type { OutboxStore, OutboxWatch } from '#src/outbox/outbox-store.ts';
import type { TerritoryMoves } from '#src/moving/territory-moves.ts';
import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import type { DriverStore } from '#src/people/driver-store.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { LocalPlaceStore } from '#src/places/local-place-store.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import type { JournalStore } from '#src/privacy/journal-store.ts';
import type { RetentionStore } from '#src/privacy/retention-store.ts';
import type { CallDraftStore } from '#src/requests/call-draft-store.ts';
import type { DeskMarkStore } from '#src/requests/desk-mark-store.ts';
import type { RideDayStore } from '#src/requests/ride-day-store.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import type { LostRideStore } from '#src/requests/lost-ride-store.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { RoadImports } from '#src/roads-import/road-imports.ts';
import type { RoadMaps } from '#src/roads-import/road-maps.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';
import type { FeedStore } from '#src/timetables-import/feed-store.ts';
import type { TimetableImports } from '#src/timetables-import/timetable-imports.ts';
import type { Timetables } from '#src/timetables-import/timetables.ts';
import type { LiveTimetables } from '#src/timetables-live/live-timetables.ts';
import type { PresenceStore } from '#src/team/presence-store.ts';
import type { Sight } from '#src/team/sight.ts';
import type { RecoveryCodeStore } from '#src/team/recovery-code.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';
import type { SheetImports } from '#src/sheet-imports/sheet-imports.ts';
import type { ImportedLineStore } from '#src/spreadsheets/imported-line-store.ts';
import type { ClosureRideStore } from '#src/territory/closure-ride-store.ts';
import type { SetupDraftStore } from '#src/territory/setup-draft-store.ts';
import type { SpaceRequestStore } from '#src/territory/space-request.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import type { OtherWayStore } from '#src/transit/on-demand/other-way-store.ts';
import type { AskJourneys, AskStations } from '#src/transit/search/ask-journeys.ts';
import type { TripStore } from '#src/trips/trip-store.ts';
import type { WishStore } from '#src/wishes/wish-store.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';

/** Everything kept of one territory, bound to it and, inside `atomically`, to the transaction. */
export interface TerritoryStores {
  readonly people: PersonStore;
  readonly drivers: DriverStore;
  readonly links: LinkStore;
  readonly trips: TripStore;
  readonly volunteers: VolunteerStore;
  readonly wishes: WishStore;
  readonly requests: RequestStore;
  readonly callDrafts: CallDraftStore;
  readonly deskMark: DeskMarkStore;
  readonly rideDays: RideDayStore;
  readonly introductions: IntroductionStore;
  readonly paper: PaperSheetStore;
  readonly holds: HoldStore;
  readonly rests: RestStore;
  readonly tellings: TellingStore;
  readonly lostRides: LostRideStore;
  readonly localPlaces: LocalPlaceStore;
  readonly otherWays: OtherWayStore;
  readonly closureRides: ClosureRideStore;
  readonly presence: PresenceStore;
  readonly recoveryCodes: RecoveryCodeStore;
  readonly journal: JournalStore;
  readonly retention: RetentionStore;
  readonly figures: FiguresStore;
  readonly trials: TrialStore;
  readonly importedLines: ImportedLineStore;
  readonly sheetImports: SheetImportStore;
  readonly outbox: OutboxStore;
  readonly incomingSms: IncomingSmsStore;
  readonly messageSettings: MessageSettingsStore;
}

/** What belongs to the instance: its territories, its members and their sessions, the roads in use. */
export interface InstanceStores {
  readonly territories: TerritoryStore;
  readonly members: MemberStore;
  readonly roads: RoadStore;
  readonly feeds: FeedStore;
  readonly outboxWatch: OutboxWatch;
  readonly settings: InstanceSettings;
  readonly setups: SetupDraftStore;
  readonly spaces: SpaceRequestStore;
}

/** The storage as use cases and pages see it. */
export interface Storage {
  /** Reads outside a transaction. */
  in(territoryId: string): TerritoryStores;
  /** The same storage as far as a referent sees it: what is out of their sight is not there. */
  seenBy(sight: Sight): Storage;
  /** All or nothing; the closure may run again and must have no other effect. */
  atomically<T>(
    territoryId: string,
    work: (stores: TerritoryStores & { readonly instance: InstanceStores }) => Promise<T>,
  ): Promise<T>;
  readonly instance: InstanceStores;
  atomicallyOnInstance<T>(work: (stores: InstanceStores) => Promise<T>): Promise<T>;
}

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
