import type { TimeWindow } from '#src/requests/request.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { chooseJourney } from '#src/transit/search/choose-journey.ts';
import type { ChangedDay } from '#src/transit/search/changed-day.ts';
import { type Day, MAY_ALIGHT, MAY_BOARD } from '#src/transit/search/day.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { dayClock } from '#src/transit/timetable/day-clock.ts';
import type { Journey, LegEnd } from '#src/transit/journey/journey.ts';
import { directWalk } from '#src/transit/journey/walk-leg.ts';
import type { Itinerary } from '#src/transit/search/read-profile.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { Searcher } from '#src/transit/search/searcher.ts';
import { tellJourney } from '#src/transit/search/tell-journey.ts';

/** One way on one date. */
export interface WayAsked {
  readonly from: LegEnd;
  readonly to: LegEnd;
  readonly date: IsoDate;
  readonly window: TimeWindow;
  readonly tolerance: Minutes;
}

/** The journeys of one way. */
export interface WayFound {
  /**
   * The one for the hour asked: arriving first of those that leave then or later, or leaving last of those that arrive by
   * then. Without an hour, the shortest of the half-day or of the day.
   */
  readonly best: Journey | null;
  /** The one that leaves last that day: "dernier départ". */
  readonly last: Journey | null;
  /** All those of the day of which none is beaten by another, nor by walking, by departure; only `best` and `last` when not asked. */
  readonly all: readonly Journey[];
}

/**
 * @param changed the day as networks say it is; journeys that were planned and cannot be made are then told as well, beside those
 * that can, so that whoever counted on one learns of it
 */
export function* searchWay(
  searcher: Searcher,
  asked: WayAsked,
  wholeDay: boolean,
  changed: ChangedDay | null = null,
): Steps<WayFound> {
  const { network } = searcher;
  const { longestWalkToStop } = network.rules;
  const ends = {
    access: network.near(asked.from.point, longestWalkToStop),
    egress: network.near(asked.to.point, longestWalkToStop),
  };
  const day = changed?.day ?? searcher.day(asked.date);
  const clock = dayClock(asked.date, network.zone);
  const tell = (itinerary: Itinerary): Journey => tellJourney({ ...asked, day, clock }, itinerary);
  const walk = directWalk(network.rules, asked.from, asked.to);
  const { window } = asked;
  // Beside a walk, the one that arrives first may be slower than walking: then all have to be compared.
  if (!wholeDay && walk === null && (window.kind === 'leave-at' || window.kind === 'arrive-by')) {
    const hour = clock.seconds(window.at);
    const best = window.kind === 'leave-at' ? searcher.soonest(day, ends, hour) : searcher.last(day, ends, hour);
    const last = searcher.last(day, ends, DAY_ENDS);
    return { best: best ? tell(best) : null, last: last ? tell(last) : null, all: [] };
  }
  const beaten = walk === null ? Infinity : walk.minutes * 60;
  const profile = function* (of: Day): Steps<readonly Itinerary[]> {
    const all = yield* searcher.profileSteps(of, ends);
    return all.filter(({ departure, arrival }) => arrival - departure < beaten);
  };
  const itineraries = yield* profile(day);
  const best = chooseJourney(itineraries, window, clock.seconds);
  const last = itineraries.at(-1);
  const way = { best: best ? tell(best) : null, last: last ? tell(last) : null };
  if (!wholeDay) return { ...way, all: [] };
  const all = itineraries.map(tell);
  if (changed === null) return { ...way, all };
  const lost = (yield* profile(changed.planned))
    .filter((itinerary) => isLost(itinerary, changed))
    .map((itinerary) => tellJourney({ ...asked, day: changed.planned, clock }, itinerary));
  return { ...way, all: [...all, ...lost].toSorted((a, b) => a.departure - b.departure || a.arrival - b.arrival) };
}

/** Whether a journey that was planned cannot be made, and may be told. */
const isLost = ({ rides }: Itinerary, { planned, changes }: ChangedDay): boolean => {
  const { removed, hidden, closed } = changes;
  const runs = rides.map(({ board }) => planned.runs[board] as number);
  if (runs.some((run) => hidden.has(run))) return false;
  return rides.some(
    ({ board, exit, isStay }, at) =>
      removed.has(planned.runs[board] as number) ||
      (!isStay && ((closed.get(board) ?? 0) & MAY_BOARD) !== 0) ||
      (rides[at + 1]?.isStay !== true && ((closed.get(exit) ?? 0) & MAY_ALIGHT) !== 0),
  );
};
