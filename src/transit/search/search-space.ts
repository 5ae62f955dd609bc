import type { Day } from '#src/transit/search/day.ts';
import { type Berths, toBerths } from '#src/transit/network/berths.ts';
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
  /** By berth, the walk from the place one leaves and the walk to the place one goes to. */
  readonly access: Int32Array;
  readonly egress: Int32Array;
  /** By berth: when a vehicle first brings one there, and from when one may get on there. */
  readonly arrived: Int32Array;
  readonly ready: Int32Array;
  /** By berth, the best value of getting on there at the hour reached or later. */
  readonly boarding: Float64Array;
  readonly lists: ProfileLists;
  readonly #berths: Berths;
  /** By hop, one bit, set when it has to be looked at; none is between two searches. */
  waiting = new Int32Array();
  /** The hops one may make, in the order of the day; as many as counted, every hop of the day when it was not looked up. */
  hops = new Int32Array();
  hopCount: number | 'all' = 'all';
  /** By run: the best value of being on board, and the hop at whose end one then gets off. */
  runValues = new Float64Array();
  runExits = new Int32Array();
  /** The berths of which `arrived` or `ready` says an hour: as many as counted, or every one. */
  readonly #written: Int32Array;
  #writtenCount = 0;
  #isAllWritten = false;
  /** Those of the search before, to be taken out of the columns: all the others say NO_WALK. */
  #ends: Ends = { access: NOWHERE, egress: NOWHERE };

  constructor({ berths }: Network) {
    const { count } = berths;
    this.#berths = berths;
    this.access = new Int32Array(count).fill(NO_WALK);
    this.egress = new Int32Array(count).fill(NO_WALK);
    this.arrived = new Int32Array(count).fill(NEVER);
    this.ready = new Int32Array(count).fill(NEVER);
    this.#written = new Int32Array(count);
    this.boarding = new Float64Array(count);
    this.lists = new ProfileLists(count + 1);
  }

  /** The berths to which one walks from the place one leaves. */
  get walksOn(): Int32Array {
    return this.#ends.access.stops;
  }

  /** Ready for one more search. */
  begin(day: Day, ends: Ends): void {
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
    const [access, egress] = [toBerths(this.#berths, ends.access), toBerths(this.#berths, ends.egress)];
    putWalks(this.access, this.#ends.access, access);
    putWalks(this.egress, this.#ends.egress, egress);
    this.#ends = { access, egress };
    this.#forget();
  }

  /** To be called before an hour is written in `arrived` or `ready`: a country has thousands of berths, a search takes a few. */
  willWrite(berth: number): void {
    if (this.arrived[berth] !== NEVER || this.ready[berth] !== NEVER) return;
    this.#written[this.#writtenCount] = berth;
    this.#writtenCount += 1;
  }

  /** One may get on anywhere at any hour. */
  beReadyEverywhere(): void {
    this.ready.fill(-NEVER);
    this.#isAllWritten = true;
  }

  #forget(): void {
    if (this.#isAllWritten) {
      this.arrived.fill(NEVER);
      this.ready.fill(NEVER);
    } else
      for (let at = 0; at < this.#writtenCount; at += 1) {
        const berth = this.#written[at] as number;
        this.arrived[berth] = NEVER;
        this.ready[berth] = NEVER;
      }
    this.#writtenCount = 0;
    this.#isAllWritten = false;
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
