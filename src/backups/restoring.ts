import type { CopyOpened } from '#src/backups/backups.ts';
import type { Unpacked } from '#src/backups/pack.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Who asks that a backup be put in place, from which backup. */
export interface RestoreOrder {
  /** Of the file, unpacked apart first. */
  readonly path: string;
  /** As said to people: its name, or that it was sent. */
  readonly name: string;
  readonly passphrase: string | null;
  readonly memberId: string;
  readonly territoryId: string;
}

export type RestoreBegun =
  /** The service closes now, and opens again by itself. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'busy' }
  | { readonly kind: Exclude<Unpacked, 'unpacked'> | Exclude<CopyOpened['kind'], 'whole'> };

/** How the last one ended. */
export interface RestoreEnd {
  readonly at: IsoInstant;
  readonly name: string;
  readonly outcome:
    | {
        readonly kind: 'restored';
        readonly people: number;
        readonly trips: number;
        readonly erasedAgain: number;
        /** The backup made just before of what was there: putting it in place undoes this. */
        readonly before: string;
      }
    /** Another process has the folder. */
    | { readonly kind: 'in-use' }
    /** Nothing has changed. */
    | { readonly kind: 'failed' };
}

/** Backups put in place by a service that closes its database meanwhile and opens it again. */
export interface Restoring {
  /** Checks that the file can be read, then closes the service and does the rest by itself. */
  begin(order: RestoreOrder): Promise<RestoreBegun>;
  last(): RestoreEnd | null;
}
