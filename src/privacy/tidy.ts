import type { EraseStores } from '#src/privacy/erase-person.ts';
import type { Where } from '#src/people/person-tools.ts';
import type { NewId } from '#src/time/units.ts';

/** What a tidying did, by what it counts. */
export type Counts = Readonly<Record<string, number>>;

/** What tidyings are made of. Reads find what is due; each thing is then done alone, so that no transaction is long. */
export interface TidyTools {
  readonly in: (territoryId: string) => EraseStores;
  readonly atomically: <T>(territoryId: string, work: (stores: EraseStores) => Promise<T>) => Promise<T>;
  readonly newId: NewId;
}

/** Runs for one territory. Twice in a row, it does nothing the second time. */
export type Tidy = (where: Where, now: Temporal.Instant) => Promise<Counts>;
