import { widenColumn } from '#src/widen-column.ts';

/**
 * Eight whole numbers of each offer in a row, half a line of the processor's memory: what a search reads of it before it
 * looks at the offer itself, and what it writes of it. A trip, its schedule and its driver are a dozen lines far apart, and
 * at a million offers most of a search was waiting for them; here one wait brings all there is to know.
 */
export interface OfferRows {
  /** Replaced as rows are added: read it anew after each. */
  data: Int32Array;
}

export const ROW = 8;

/** Written with the offer, by `offer-glance.ts`. */
export const FLAGS = 0;
export const DAYS = 1;
export const DEPARTURE = 2;
export const TERRITORY = 3;
export const DURATION = 4;
export const LIMIT = 5;
/**
 * Written by each search, by `read-hubs.ts`, and to be read of the offers found only: what is left of its limit with the
 * best pair of nodes, then the travel from the pick-up of that pair, by its drop-off, to where the offer goes.
 */
export const SLACK = 6;
export const ONWARD = 7;

export const createOfferRows = (): OfferRows => ({ data: new Int32Array(ROW * 16) });

/** Makes room for a row. */
export const reserveRow = (rows: OfferRows, row: number): void => {
  rows.data = widenColumn(rows.data, (row + 1) * ROW - 1);
};
