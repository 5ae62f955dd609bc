import type { InstanceSettings } from '#src/instance-settings.ts';
import type { TrialStore } from '#src/figures/trial-store.ts';
import type { FiguresStore } from '#src/figures/figures-store.ts';
import type { HoldStore } from '#src/introductions/hold-store.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { RestStore } from '#src/introductions/rest-store.ts';
import type { IncomingSmsStore } from '#src/outbox/incoming-sms.ts';
import type { MessageSettingsStore } from '#src/outbox/message-settings.ts';
import type { OutboxStore, OutboxWatch } from '#src/outbox/outbox-store.ts';
import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import type { DriverStore } from '#src/people/driver-store.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { LocalPlaceStore } from '#src/places/local-place-store.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { RetentionStore } from '#src/privacy/retention-store.ts';
import type { CallDraftStore } from '#src/requests/call-draft-store.ts';
import type { DeskMarkStore } from '#src/requests/desk-mark-store.ts';
import type { RideDayStore } from '#src/requests/ride-day-store.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import type { LostRideStore } from '#src/requests/lost-ride-store.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { RoadStore } from '#src/roads-import/road-store.ts';
import type { FeedStore } from '#src/timetables-import/feed-store.ts';
import type { PresenceStore } from '#src/team/presence-store.ts';
import type { Sight } from '#src/team/sight.ts';
import type { RecoveryCodeStore } from '#src/team/recovery-code.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { SheetImportStore } from '#src/sheet-imports/sheet-import-store.ts';
import type { ImportedLineStore } from '#src/spreadsheets/imported-line-store.ts';
import type { ClosureRideStore } from '#src/territory/closure-ride-store.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';
import type { SpaceRequestStore } from '#src/setup/space-request.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { OtherWayStore } from '#src/transit/on-demand/other-way-store.ts';
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
