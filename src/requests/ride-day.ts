import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** How a ride went, asked the day after: fait, pas fait, on ne sait pas. */
export const OUTCOMES = ['done', 'not-done', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What the team knows of a ride on one day: a weekly ride has many. All of it is optional, and the team's own word: no
 * driver is asked to check in.
 */
export interface RideDay {
  readonly rideId: string;
  readonly date: IsoDate;
  /** Since when the passenger is out; null = nobody said. */
  readonly outAt: IsoInstant | null;
  /** Since when the passenger is home again; null = nobody said. */
  readonly homeAt: IsoInstant | null;
  readonly outcome: Outcome | null;
  /** Who wrote last. */
  readonly memberId: string | null;
  /** 0 = nothing was ever noted. */
  readonly version: number;
}

/** One gesture of the team on a ride of a day. */
export const RIDE_MARKS = ['out', 'home', 'not-out', 'not-home', 'forget', ...OUTCOMES] as const;
export type RideMark = (typeof RIDE_MARKS)[number];

const isOutcome = (mark: RideMark): mark is Outcome => OUTCOMES.some((one) => one === mark);

/** A ride of a day of which nothing was noted. */
export const blankDay = (rideId: string, date: IsoDate): RideDay => ({
  rideId,
  date,
  outAt: null,
  homeAt: null,
  outcome: null,
  memberId: null,
  version: 0,
});

/** The day after one gesture. What was already said keeps its hour: "en route" twice is once. */
export const withMark = (day: RideDay, mark: RideMark, at: IsoInstant): RideDay => {
  if (isOutcome(mark)) return { ...day, outcome: mark };
  switch (mark) {
    case 'out':
      return { ...day, outAt: day.outAt ?? at };
    case 'not-out':
      return { ...day, outAt: null, homeAt: null };
    case 'home':
      return { ...day, homeAt: day.homeAt ?? at };
    case 'not-home':
      return { ...day, homeAt: null };
    case 'forget':
      return { ...day, outcome: null };
  }
};

/** Whether a gesture would put its word in the place of another one that its author had not read. */
export const contradicts = (day: RideDay, mark: RideMark, seenVersion: number): boolean =>
  day.version !== seenVersion && isOutcome(mark) && day.outcome !== null && day.outcome !== mark;
