import type { TimeOfDay } from '#src/time/units.ts';

export type HalfDay = 'morning' | 'afternoon';

/** "Le matin" is said of what happens before 12 h 30, "l'après-midi" from 12 h: noon belongs to both. */
export const MORNING_ENDS: TimeOfDay = 12 * 60 + 30;
export const AFTERNOON_STARTS: TimeOfDay = 12 * 60;

/** The one half a departure is listed under: the afternoon from 12 h on. */
export const halfDayOf = (time: TimeOfDay): HalfDay => (time < AFTERNOON_STARTS ? 'morning' : 'afternoon');
