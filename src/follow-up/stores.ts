import type { HoldStore } from '#src/introductions/hold-store.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { RestStore } from '#src/introductions/rest-store.ts';
import type { MessageSettingsStore } from '#src/outbox/message-settings.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { DayMeasure } from '#src/requests/can-all-be-driven.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Point } from '#src/places/place.ts';
import type { Clock, Metres, NewId } from '#src/time/units.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';
import type { TripStore } from '#src/trips/trip-store.ts';

/** What the use cases of requests and introductions read and write. */
export interface RequestStores {
  readonly requests: RequestStore;
  readonly introductions: IntroductionStore;
  readonly people: PersonStore;
  readonly volunteers: VolunteerStore;
  readonly trips: TripStore;
  readonly holds: HoldStore;
  readonly rests: RestStore;
  readonly tellings: TellingStore;
  readonly links: LinkStore;
  readonly outbox: OutboxStore;
  readonly messageSettings: MessageSettingsStore;
  /** In whose words people are written to. */
  readonly instance: { readonly territories: TerritoryStore };
  readonly journal: JournalStore;
}

/** All or nothing on one territory; the closure may run again and has no other effect. */
export type Atomically<Stores> = <T>(territoryId: string, work: (stores: Stores) => Promise<T>) => Promise<T>;

/** What each of these use cases is made of. */
export interface RequestTools {
  readonly atomically: Atomically<RequestStores>;
  readonly now: Clock;
  readonly newId: NewId;
}

/** What the use cases that agree a ride are made of. */
export interface RideTools extends RequestTools, DayMeasure {
  /** Metres by road through these points, for the kilometres of a ride. */
  readonly metres: (...points: readonly Point[]) => Metres;
}
