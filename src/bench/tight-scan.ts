// The reference of the matching bench: what a plain look at every offer costs. Alone in its file and called by its name: inside a
// larger function the same loop may run several times slower, and would flatter what it is compared with.

/** What a scan finds: offers and what is left of their limits, the first `count` of each. */
export interface Scanned {
  count: number;
  readonly offers: Int32Array;
  readonly slacks: Int32Array;
}

export const emptyScan = (offerCount: number): Scanned => ({
  count: 0,
  offers: new Int32Array(offerCount),
  slacks: new Int32Array(offerCount),
});

/**
 * Looks at every offer, with travel to A and from B given for nothing, by place.
 * @param from @param to places of each offer
 */
export const scanOffers = (
  from: Int32Array,
  to: Int32Array,
  limits: Int32Array,
  toPickup: Int32Array,
  fromDropoff: Int32Array,
  between: number,
  found: Scanned,
): void => {
  const { offers, slacks } = found;
  const { length } = limits;
  let count = 0;
  for (let offer = 0; offer < length; offer += 1) {
    const slack =
      (limits[offer] as number) -
      (toPickup[from[offer] as number] as number) -
      between -
      (fromDropoff[to[offer] as number] as number);
    if (slack >= 0) {
      offers[count] = offer;
      slacks[count] = slack;
      count += 1;
    }
  }
  found.count = count;
};

/** Adds numbers up: as fast as a column can be read here. */
export const sumColumn = (column: Int32Array): number => {
  let sum = 0;
  for (let at = 0; at < column.length; at += 1) sum = (sum + (column[at] as number)) | 0;
  return sum;
};
