import { suits } from '#src/matching/in-window.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { canBeTaken } from '#src/transit/journey/can-be-taken.ts';
import { hasLeft } from '#src/transit/journey/has-left.ts';
import type { Journey } from '#src/transit/journey/journey.ts';

/** The journeys of one way, as they stand beside the drivers. */
export interface JourneysBeside {
  /** Those that suit the hour asked, else the nearest to it, by their departure. */
  readonly shown: readonly Journey[];
  /** The others of the day, by their departure. */
  readonly more: readonly Journey[];
  /** How many left before now. */
  readonly gone: number;
  /** By journey: the one that leaves last on the way back, once one is there and has had time for something. */
  readonly lastBack: ReadonlyMap<Journey, Journey>;
  /** The one that leaves last on the way back, for whoever gets there otherwise; null when there is none, or none any more. */
  readonly lastHome: Journey | null;
  /**
   * A regular service fits the hour asked, has a way back, and does not go round half the country: it comes before the drivers,
   * who complete it. Else they come first.
   */
  readonly comesFirst: boolean;
}

interface Asked {
  readonly date: IsoDate;
  readonly window: TimeWindow;
  readonly now: LocalMoment;
  /** What it takes in a car, about. */
  readonly byRoad: Minutes;
}

/** Enough to choose from around an hour, and around one that nothing suits. */
const MOST_SHOWN = 3;
const MOST_ASIDE = 2;
/** Whoever goes somewhere has something to do there. */
export const SHORTEST_STAY: Minutes = 30;

/** Beyond, beside a way that takes so long, one is sent round half the country. */
const longestBeside = (shortest: Minutes): Minutes => 2 * shortest + 60;

/** Nobody is sent round half the country: twice the shortest of the day, of those that run, and an hour. */
export const reasonable = (journeys: readonly Journey[]): readonly Journey[] => {
  const running = journeys.filter(canBeTaken);
  const longest = longestBeside(Math.min(...(running.length > 0 ? running : journeys).map(({ duration }) => duration)));
  return journeys.filter(({ duration }) => duration <= longest);
};

export const journeysBeside = (
  found: readonly Journey[],
  foundBack: readonly Journey[],
  { date, window, now, byRoad }: Asked,
): JourneysBeside => {
  const back = reasonable(foundBack);
  // Beside what may still be taken: a slow one is the answer when the quick ones are gone.
  const left = found.filter((journey) => !hasLeft(journey, date, now));
  const coming = reasonable(left);
  const ranked = coming
    .map((journey) => ({ journey, far: distanceFrom(window, journey) }))
    .toSorted((a, b) => Number(!canBeTaken(a.journey)) - Number(!canBeTaken(b.journey)) || a.far - b.far)
    .map(({ journey }) => journey);
  const suiting = ranked.filter((journey) => journey.missesBy === 0 && canBeTaken(journey)).slice(0, MOST_SHOWN);
  const nearest = suiting.length > 0 ? suiting : ranked.slice(0, MOST_ASIDE);
  const shown = coming.filter((journey) => nearest.includes(journey));
  const lastBack = new Map(
    coming.flatMap((journey) => {
      const last = lastBackAfter(back, journey.arrival);
      return last ? [[journey, last] as const] : [];
    }),
  );
  return {
    shown,
    more: coming.filter((journey) => !nearest.includes(journey)),
    gone: found.length - left.length,
    lastBack,
    lastHome: back.findLast((journey) => canBeTaken(journey) && !hasLeft(journey, date, now)) ?? null,
    comesFirst: suiting.some((journey) => lastBack.has(journey) && journey.duration <= longestBeside(byRoad)),
  };
};

/** The last way back of whoever is there at that hour. */
const lastBackAfter = (back: readonly Journey[], arrival: Minutes): Journey | undefined =>
  back.findLast((journey) => journey.departure >= arrival + SHORTEST_STAY && canBeTaken(journey));

/** Minutes from what was asked: those that suit before those that do not, then by the hour. */
const distanceFrom = (window: TimeWindow, { departure, arrival, missesBy }: Journey): number =>
  Math.abs(missesBy) * 10_000 + suits(window, { leaveHome: departure, arrival }, 0).distance;
