import type { Metres, Minutes } from '#src/time/units.ts';

/**
 * Tenths of a second, whole. Journeys are sums of a few travels, compared with one another: whole numbers add up exactly
 * in any order, so that a detour is the same however it is computed, and ties are real ties.
 */
export type Ticks = number;

export const TICKS_PER_MINUTE = 600;

export const toTicks = (minutes: Minutes): Ticks => Math.round(minutes * TICKS_PER_MINUTE);

export const toMinutes = (ticks: Ticks): Minutes => ticks / TICKS_PER_MINUTE;

/**
 * A time and the metres driven in it, as one whole number that compares by time, then by metres, and adds up exactly in
 * a double. Of two ways that take the same time the shorter one is the way: so every algorithm finds the same metres.
 */
export type Weight = number;

/** Metres above it would run over into the time: 8,388 km, more than any drive of this service. */
const METRES_RANGE = 2 ** 23;

/** Of two nodes without any way between them. */
export const UNREACHABLE: Weight = Infinity;

export const weightOf = (ticks: Ticks, metres: Metres): Weight => ticks * METRES_RANGE + metres;

export const ticksOf = (weight: Weight): Ticks => Math.floor(weight / METRES_RANGE);

export const metresOf = (weight: Weight): Metres => weight % METRES_RANGE;
