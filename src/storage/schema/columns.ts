/**
 * Columns that mean the same on SQLite and PostgreSQL: ids, local dates (YYYY-MM-DD) and instants (ISO UTC with
 * milliseconds) are text, booleans are 0 or 1, JSON is text parsed by zod where it is read.
 */
export type Flag = 0 | 1;
export type Text = string;
export type Json = string;

/** On a trip the driver makes anyway, or driven for the passenger. */
export type Regime = 'on-the-way' | 'on-purpose';

/** What each row of a territory carries: no query reaches across, and foreign keys hold both columns. */
export interface Owned {
  territory_id: Text;
}
