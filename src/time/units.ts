/** Whole or fractional minutes of travel or of detour. */
export type Minutes = number;
/** Metres along the road (or along the great circle where the name says so). */
export type Metres = number;
/** Minutes since midnight, 0 to 1439, in the territory's zone: 8 h 30 is 510. */
export type TimeOfDay = number;
/** A calendar day 'YYYY-MM-DD' in the territory's zone. Compares as text. */
export type IsoDate = string;
/** An instant in UTC with milliseconds, '2026-11-22T23:04:25.000Z'. Compares as text. */
export type IsoInstant = string;
/** Days of the week as bits: Monday is 1, Tuesday 2, ... Sunday 64. "Du lundi au vendredi" is 31. */
export type WeekdayMask = number;
/** The one reading of the clock: handed to every use case, never read inside the domain. */
export type Clock = () => Temporal.Instant;
/** A new identifier, unguessable and unique. */
export type NewId = () => string;
