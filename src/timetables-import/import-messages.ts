import type { ImportSource } from '#src/imports/import-source.ts';
import type { WorkOrder } from '#src/imports/works.ts';
import type { Validators } from '#src/sources/download.ts';
import type { FeedReport } from '#src/sources/gtfs/feed-report.ts';
import type { TimetableAbout } from '#src/transit/timetable/timetable.ts';

/** What is asked of the thread that makes a timetable: all it needs, as plain values. */
export interface TimetableOrder extends WorkOrder {
  readonly source: ImportSource;
  /** 'name:password' for the site of the address. */
  readonly login: string | null;
  /** What is in use already of that address. */
  readonly known: Validators | null;
  /** Of the territory: for a feed that does not say its own. */
  readonly zone: string;
}

/** A timetable made, as the bytes of its file; or the word that the one in use is still the newest. */
export type TimetableMade =
  | { readonly kind: 'same' }
  | ({
      readonly kind: 'made';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly about: TimetableAbout;
      readonly report: FeedReport;
    } & Validators);
