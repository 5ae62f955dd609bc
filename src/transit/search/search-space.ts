import type { Day } from '#src/transit/search/day.ts';
import type { Network } from '#src/transit/network/network.ts';
import type { Walks } from '#src/transit/network/near-stops.ts';
import { ProfileLists } from '#src/transit/search/profile-lists.ts';

/** Where a journey may begin and end: the stops one walks to from the place one leaves, and those one walks from. */
export interface Ends {
  readonly access: Walks;
  readonly egress: Walks;
}

/** Above all hours. */
export const NEVER = 2 ** 31 - 1;

/** No walk leads there, in the columns of walks by stop. */
export const NO_WALK = -1;

/** Where nobody walks. */
export const NOWHERE: Walks = { stops: new Int32Array(), seconds: new Int32Array() };

/** What a search of one network writes on: made once, used by one search after another, never by two at once. */
export class SearchSpace {
  /** By stop, the walk from the place one leaves and the walk to the place one goes to. */
  readonly access: Int32Array;
  readonly egress: Int32Array;
  /** By stop: when a vehicle first brings one there, and from when one may get on there. */
  readonly arrived: Int32Array;
  readonly ready: Int32Array;
  /** By stop, the best value of getting on there at the hour reached or later. */
  readonly boarding: Float64Array;
  readonly lists: ProfileLists;
  /** By hop, one bit, set when it has to be looked at. */
  waiting = new Int32Array();
  /** The hops one may make, in the order of the day; as many as counted, every hop of the day when it was not looked up. */
  hops = new Int32Array();
  hopCount: number | 'all' = 'all';
  /** By run: the best value of being on board, and the hop at whose end one then gets off. */
  runValues = new Float64Array();
  runExits = new Int32Array();
  /** Those of the search before, to be taken out of the columns: all the others say NO_WALK. */
  #ends: Ends = { access: NOWHERE, egress: NOWHERE };

  constructor({ stopCount }: Network) {
    this.access = new Int32Array(stopCount).fill(NO_WALK);
    this.egress = new Int32Array(stopCount).fill(NO_WALK);
    this.arrived = new Int32Array(stopCount);
    this.ready = new Int32Array(stopCount);
    this.boarding = new Float64Array(stopCount);
    this.lists = new ProfileLists(stopCount + 1);
  }

  /** Ready for one more search. */
  begin(day: Day, { access, egress }: Ends): void {
    const runCount = day.runTable.length;
    if (this.runValues.length < runCount) {
      this.runValues = new Float64Array(runCount);
      this.runExits = new Int32Array(runCount);
    }
    const hopCount = day.departures.length;
    if (this.hops.length < hopCount) {
      this.hops = new Int32Array(hopCount);
      this.waiting = new Int32Array((hopCount >> 5) + 1);
    }
    putWalks(this.access, this.#ends.access, access);
    putWalks(this.egress, this.#ends.egress, egress);
    this.#ends = { access, egress };
  }
}

const putWalks = (column: Int32Array, before: Walks, { stops, seconds }: Walks): void => {
  for (const stop of before.stops) column[stop] = NO_WALK;
  stops.forEach((stop, at) => {
    const known = column[stop] as number;
    const walk = seconds[at] as number;
    if (known === NO_WALK || walk < known) column[stop] = walk;
  });
};
