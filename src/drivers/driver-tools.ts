import type { JournalStore } from '#src/journal/journal-store.ts';
import type { DriverStore } from '#src/people/driver-store.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { PersonTools } from '#src/people/person-tools.ts';
import type { TripStore } from '#src/trips/trip-store.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';

/** What the use cases of drivers and trips read and write. */
export interface DriverStores {
  readonly people: PersonStore;
  readonly drivers: DriverStore;
  readonly trips: TripStore;
  readonly volunteers: VolunteerStore;
  readonly links: LinkStore;
  readonly journal: JournalStore;
}

/** What each of these use cases is made of. */
export type DriverTools = PersonTools<DriverStores>;
