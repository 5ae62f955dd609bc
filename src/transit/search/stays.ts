import { addDays, dayNumber } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { NetworkPart } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { Day, Run, Stays } from '#src/transit/search/day.ts';

const NONE: Stays = { after: new Map(), before: new Map() };

/** Hops and runs looked at between two steps. */
const ROWS_A_STEP = 65_536;

type Hops = Pick<Day, 'date' | 'departures' | 'arrivals' | 'runs' | 'stopTimes' | 'runTable'>;

/** Nothing is done for timetables none of whose trips go on as others. */
export function* staysOf(day: Hops): Steps<Stays> {
  const { runTable } = day;
  if (!runTable.some(({ part }) => part.linked !== null)) return NONE;
  const { first, last } = yield* endsOf(day);
  const numbers = new Map<NetworkPart, Map<string, number>>();
  for (const [number, { part, trip, dayOffset }] of runTable.entries()) {
    if (part.linked === null) continue;
    const ofPart = numbers.get(part) ?? new Map<string, number>();
    numbers.set(part, ofPart.set(`${trip} ${dayOffset}`, number));
  }
  yield;
  const after = new Map<number, number[]>();
  const before = new Map<number, number[]>();
  for (const [number, run] of runTable.entries()) {
    if (number % RUNS_A_STEP === RUNS_A_STEP - 1) yield;
    const hop = last[number] as number;
    if (hop === NO_END) continue;
    for (const { trip, daysLater } of continuations(run, day.date)) {
      const next = numbers.get(run.part)?.get(`${trip} ${run.dayOffset + daysLater}`);
      const start = next === undefined ? NO_END : (first[next] as number);
      // What begins before one is there is another vehicle, whatever is said.
      if (start <= hop || (day.departures[start] as number) < (day.arrivals[hop] as number)) continue;
      put(after, hop, start);
      put(before, start, hop);
    }
  }
  return { after, before };
}

const NO_END = -1;
const RUNS_A_STEP = 2048;

/** By run, its first hop and its last one, where they are in the day. */
function* endsOf({ runs, stopTimes, runTable }: Hops) {
  const first = new Int32Array(runTable.length).fill(NO_END);
  const last = new Int32Array(runTable.length).fill(NO_END);
  for (let hop = 0; hop < runs.length; hop += 1) {
    if (hop % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    const number = runs[hop] as number;
    const { part, trip } = runTable[number] as Run;
    const { firstStopTime } = part.timetable.trips;
    const row = stopTimes[hop] as number;
    if (row === firstStopTime[trip]) first[number] = hop;
    if (row + 2 === firstStopTime[trip + 1]) last[number] = hop;
  }
  yield;
  return { first, last };
}

const continuations = ({ part, trip, dayOffset }: Run, date: IsoDate) =>
  part.linked?.after(trip, dayNumber(addDays(date, dayOffset)) - dayNumber(part.timetable.about.firstDate)) ?? [];

const put = (map: Map<number, number[]>, key: number, value: number): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};
