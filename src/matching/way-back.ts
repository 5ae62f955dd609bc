import { type DaysServed, weekdaySlot } from '#src/matching/days-served.ts';
import { fitOf, type Journey, type Journeys, type Sketch } from '#src/matching/journey.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { WayBack } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Found } from '#src/matching/offer-space.ts';
import { compareRank, type RankKey } from '#src/matching/rank.ts';
import type { Slot } from '#src/requests/request.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { hasNotLeft, runsOn } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';

/** The question of a way back, for one outward journey. */
export interface WayBackQuestion {
  readonly outward: Journey;
  /** Minutes later (earlier, when negative) than said that the outward driver leaves. */
  readonly shift: Minutes;
  /** The days of the outward journey. */
  readonly served: DaysServed;
  readonly query: MatchQuery;
}

/**
 * The same driver's trip that brings the passenger back, on a day of the outward one and not before its arrival (a
 * variable hour, either way, can be agreed upon). The one offered as the return of this trip first, then by band, detour
 * and hour. null says that this driver brings nobody back.
 * @param sameDriver open offers of the driver; the outward one may be among them
 * @param backward journeys from the passenger's destination back to their start
 */
export const findWayBack = (
  question: WayBackQuestion,
  sameDriver: readonly Offer[],
  backward: Pick<Journeys, 'with'>,
): WayBack | null => {
  const found = sameDriver.flatMap((offer) => {
    if (offer === question.outward.offer) return [];
    const journey = backward.with(offer);
    const wayBack = journey && wayBackBy(journey, question);
    return wayBack ? [{ wayBack, key: returnKey(offer, journey) }] : [];
  });
  const [best] = found.toSorted(
    (a, b) => Number(b.wayBack.linked) - Number(a.wayBack.linked) || compareRank(a.key, b.key),
  );
  return best?.wayBack ?? null;
};

/** A journey that may bring the passenger back, in its place: its hour is looked at before it is made. */
export interface ReturnSketch extends RankKey, Pick<Found, 'measuredBy'>, Pick<Sketch, 'times'> {}

/** @returns the order of ways back, in which no hour and no need counts: by band and detour, then by hour */
export const returnKey = (offer: Offer, { band, detour, times }: Sketch): RankKey => ({
  band,
  toAsk: 0,
  fromHour: 0,
  detour,
  pickup: times?.pickup ?? Infinity,
  offer,
});

/** The same with someone else at the wheel. @param back those that may bring back, the best first */
export const findOtherBack = (
  question: WayBackQuestion,
  back: Iterable<ReturnSketch>,
  journeyOf: (sketch: ReturnSketch) => Journey | undefined,
): WayBack | null => {
  const { driver } = question.outward.offer;
  for (const sketch of back) {
    if (leavesBefore(sketch, question) || sketch.offer.driver.id === driver.id) continue;
    // The journey last: of all that is asked, it costs most.
    const dates = datesBack(sketch.offer, question);
    const journey = dates.length === 0 ? undefined : journeyOf(sketch);
    if (journey) return backOn(dates, journey, question);
  }
  return null;
};

const wayBackBy = (journey: Journey, question: WayBackQuestion): WayBack | undefined => {
  const dates = leavesBefore(journey, question) ? [] : datesBack(journey.offer, question);
  return dates.length === 0 ? undefined : backOn(dates, journey, question);
};

/** Of the days of the outward journey, those on which this trip is driven too. */
const datesBack = ({ trip: { schedule } }: Offer, { served, query }: WayBackQuestion): readonly IsoDate[] =>
  served.dates.filter((date) => runsOn(schedule, date) && hasNotLeft(schedule, date, query.now));

const backOn = (dates: readonly IsoDate[], journey: Journey, { outward, served, query }: WayBackQuestion): WayBack => ({
  ...fitOf(journey, { dates, slots: slotsOn(dates, query, served.slots) }),
  linked: isLinked(journey, outward),
});

/** Seats the driver never told are not a refusal. */
export const hasSeats = ({ trip }: Offer, seats: number): boolean => trip.seats === null || trip.seats >= seats;

const leavesBefore = ({ times }: Pick<Journey, 'times'>, { outward, shift }: WayBackQuestion): boolean =>
  times !== null && outward.times !== null && times.leaveHome < outward.times.arrival + Math.max(0, shift);

const isLinked = ({ offer: { trip: back } }: Journey, { offer: { trip: out } }: Journey): boolean =>
  isReturnOf(back, out) || isReturnOf(out, back);

const isReturnOf = (back: Trip, out: Trip): boolean => back.returnOf === out.id;

const slotsOn = (dates: readonly IsoDate[], { when }: MatchQuery, outward: readonly Slot[]): readonly Slot[] => {
  if (when.kind === 'any' || when.kind === 'within') return outward;
  if (when.kind !== 'weekdays') return dates;
  const weekdays = new Set(dates.map((date) => weekdaySlot(weekdayOf(date))));
  return outward.filter((slot) => weekdays.has(slot));
};
