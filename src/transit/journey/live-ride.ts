import type { IsoInstant, Minutes } from '#src/time/units.ts';

/** What is known of one ride at the moment, beside its timetable. */
export interface LiveRide {
  /** What is not there to be taken: the trip, or its stop where one gets on or off; null when it runs. */
  readonly missing: 'trip' | 'board' | 'alight' | null;
  /** Minutes late (+) or early (-) where one gets on, and where one gets off; null when nobody says. */
  readonly boardDelay: Minutes | null;
  readonly alightDelay: Minutes | null;
  readonly saidAt: IsoInstant;
  /** A run that the timetable does not have, at the hours said then; absent for all others. */
  readonly extra?: ExtraKind;
  readonly alerts: readonly RideAlert[];
}

/** One more run, or one in the place of that of the timetable. */
export type ExtraKind = 'added' | 'replacement';

/** What the network tells those who take that line, or go by that stop. */
export interface RideAlert {
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}
