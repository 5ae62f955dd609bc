import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/**
 * How long things are kept (design decision 19). The privacy page reads these very figures: what it promises is what the
 * jobs do.
 */
export const PERIODS = {
  /** A set-up begun and left, after its last answer. */
  setupDays: 30,
  /** A call half noted, after its last key. */
  callDraftDays: 7,
  /** A spreadsheet sent to be taken over, before it is in. */
  sheetDraftHours: 24,
  /** What a spreadsheet brought can be taken back as long; ids only. */
  sheetUndoDays: 7,
  /** An unmet request after its last day, then only counts remain. */
  unmetRequestMonths: 6,
  /** Exact places, needs and motive of a ride after it. */
  rideDetailsWeeks: 6,
  /** Exact places of a stopped trip after it stopped. */
  stoppedTripWeeks: 6,
  /** A person after the last contact. */
  personMonths: 24,
  /** The two warnings, after the last contact. */
  firstWarningMonths: 18,
  secondWarningMonths: 23,
  /** Between two warnings, and between the last one and the erasure. */
  afterWarningDays: 30,
  /** A printed sheet: what its numbers mean. */
  paperSheetDays: 14,
  /** Words and addresses of messages, and SMS received, after they were written or came. */
  messageTextWeeks: 6,
  /** What recognises an SMS erased with its sender, which a gateway gives again for four days. */
  forgottenSmsDays: 7,
  /** That a message was sent, without its words. */
  messageMonths: 12,
  /** An absence of the team after its last day. */
  closureMonths: 12,
  /** Who had which request before their eyes. */
  presenceMinutes: 10,
  /** Accesses, changes, revealed numbers. */
  journalMonths: 12,
} as const;

type Ago =
  | { readonly months: number }
  | { readonly weeks: number }
  | { readonly days: number }
  | { readonly hours: number }
  | { readonly minutes: number };

/** The instant so long before now, on the calendar. */
export const instantBefore = (now: Temporal.Instant, ago: Ago): IsoInstant =>
  formatInstant(now.toZonedDateTimeISO('UTC').subtract(ago).toInstant());

/** The day so long before today in that zone. */
export const dayBefore = (now: Temporal.Instant, zone: string, ago: Ago): IsoDate =>
  now.toZonedDateTimeISO(zone).toPlainDate().subtract(ago).toString();
