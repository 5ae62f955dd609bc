import type { Minutes } from '#src/time/units.ts';

/**
 * Tenths of a second, whole. Journeys are sums of a few travels, compared with one another: whole numbers add up exactly
 * in any order, so that a detour is the same however it is computed, and ties are real ties.
 */
export type Ticks = number;

export const TICKS_PER_MINUTE = 600;

export const toTicks = (minutes: Minutes): Ticks => Math.round(minutes * TICKS_PER_MINUTE);

export const toMinutes = (ticks: Ticks): Minutes => ticks / TICKS_PER_MINUTE;
