import type { Regime, Slot } from '#src/requests/request.ts';
import type { IsoDate, IsoInstant, TimeOfDay } from '#src/time/units.ts';

/** What one numbered line of the sheet asks to be noted. */
export type PaperSubject =
  /** How a ride of the day went. */
  | { readonly kind: 'ride'; readonly rideId: string }
  /** What a driver called for a way answered. */
  | {
      readonly kind: 'driver';
      readonly wayId: string;
      readonly driverId: string;
      readonly tripId: string | null;
      readonly regime: Regime;
      readonly slots: readonly Slot[];
      /** First day on which they could drive: the day meant by a yes to "un jour ou l'autre". */
      readonly date: IsoDate | null;
      readonly pickupAt: TimeOfDay | null;
    }
  /** Whether the passenger was told. */
  | { readonly kind: 'passenger' };

/** A line as it was numbered on paper: its number means the same for as long as the sheet is kept. */
export interface PaperLine {
  readonly number: number;
  readonly requestId: string;
  /** Version of the request when the sheet was printed: what changed since is said when the sheet is typed back. */
  readonly requestVersion: number;
  readonly subject: PaperSubject;
  /** What was typed back, once it was. */
  readonly reported: { readonly word: string; readonly at: IsoInstant; readonly memberId: string } | null;
}

/** One print of "Tout imprimer pour demain". */
export interface PaperSheet {
  readonly id: string;
  readonly forDate: IsoDate;
  readonly printedAt: IsoInstant;
  readonly memberId: string;
  /** In the order of their numbers. Those of someone erased since are gone; the others keep their number. */
  readonly lines: readonly PaperLine[];
}

/** What is to be printed, before it has its number. */
export type LineToPrint = Omit<PaperLine, 'number' | 'reported'>;
