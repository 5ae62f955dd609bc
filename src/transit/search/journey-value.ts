import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/**
 * What is left of a journey from where one is, as one whole number: when it arrives, then how often it changes, then how
 * long it walks. Compared as numbers, an earlier arrival wins, then fewer changes, then less of a walk; adding a change or
 * a walk adds a number, in any order, exactly.
 */
export type JourneyValue = number;

/** Above all the seconds one may walk in a day, and all the changes one may make in one. */
const WALKS_RANGE = 2 ** 18;
const CHANGES_RANGE = 2 ** 12;

/** One more change. */
export const ONE_CHANGE: JourneyValue = WALKS_RANGE;

const ONE_SECOND_LATER: JourneyValue = WALKS_RANGE * CHANGES_RANGE;

/** Arriving then, after a last walk of so many seconds. */
export const arrivingAt = (arrival: ServiceSeconds, walk: number): JourneyValue => arrival * ONE_SECOND_LATER + walk;

export const arrivalOf = (value: JourneyValue): ServiceSeconds => Math.floor(value / ONE_SECOND_LATER);

export const changesOf = (value: JourneyValue): number =>
  Math.floor((value - arrivalOf(value) * ONE_SECOND_LATER) / WALKS_RANGE);
