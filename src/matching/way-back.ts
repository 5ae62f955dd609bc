import { type DaysServed, weekdaySlot } from '#src/matching/days-served.ts';
import { fitOf, type Journey, type Sketch } from '#src/matching/journey.ts';
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

/** A journey that may bring the passenger back, in its place: its hour and its days are looked at before it is made. */
export interface ReturnSketch extends RankKey, Pick<Sketch, 'times'> {
  readonly found: Found;
}

/** @returns it in the order of ways back, in which no hour and no need counts: by band and detour, then by hour */
export const returnSketch = (found: Found, { band, detour, times }: Sketch): ReturnSketch => ({
  found,
  times,
  band,
  toAsk: 0,
  fromHour: 0,
  detour,
  pickup: times?.pickup ?? Infinity,
});

/**
 * The same driver's trip that brings the passenger back, on a day of the outward one and not before its arrival (a
 * variable hour, either way, can be agreed upon). The one offered as the return of this trip first, then by band, detour
 * and hour. null says that this driver brings nobody back.
 * @param own what this driver offers the other way; the outward trip may be among it
 */
export const findWayBack = (question: WayBackQuestion, own: readonly ReturnSketch[], make: Make): WayBack | null => {
  const { offer: outward } = question.outward;
  const linked = ({ found }: ReturnSketch): number => Number(isLinked(found.offer, outward));
  const ordered = own.toSorted((a, b) => linked(b) - linked(a) || compareRank(a, b));
  return firstBack(question, ordered, (offer) => offer !== outward, make);
};

/** The same with someone else at the wheel. @param back the best first */
export const findOtherBack = (question: WayBackQuestion, back: Iterable<ReturnSketch>, make: Make): WayBack | null => {
  const { driver: own } = question.outward.offer;
  return firstBack(question, back, ({ driver }) => driver.id !== own.id, make);
};

type Make = (found: Found) => Journey | undefined;

/** What costs least to know is asked first: the hour, then the offer, its days, and last the journey itself. */
const firstBack = (
  question: WayBackQuestion,
  back: Iterable<ReturnSketch>,
  isWanted: (offer: Offer) => boolean,
  make: Make,
): WayBack | null => {
  const { outward, served, query } = question;
  for (const sketch of back) {
    if (leavesBefore(sketch, question)) continue;
    const { found } = sketch;
    const { offer } = found;
    if (!isWanted(offer)) continue;
    const { schedule } = offer.trip;
    const dates = served.dates.filter((date) => runsOn(schedule, date) && hasNotLeft(schedule, date, query.now));
    const journey = dates.length === 0 ? undefined : make(found);
    if (journey === undefined) continue;
    const fit = fitOf(journey, { dates, slots: slotsOn(dates, query, served.slots) });
    return { ...fit, linked: isLinked(offer, outward.offer) };
  }
  return null;
};

const leavesBefore = ({ times }: ReturnSketch, { outward, shift }: WayBackQuestion): boolean =>
  times !== null && outward.times !== null && times.leaveHome < outward.times.arrival + Math.max(0, shift);

const isLinked = ({ trip: back }: Offer, { trip: out }: Offer): boolean =>
  isReturnOf(back, out) || isReturnOf(out, back);

const isReturnOf = (back: Trip, out: Trip): boolean => back.returnOf === out.id;

const slotsOn = (dates: readonly IsoDate[], { when }: MatchQuery, outward: readonly Slot[]): readonly Slot[] => {
  if (when.kind === 'any' || when.kind === 'within') return outward;
  if (when.kind !== 'weekdays') return dates;
  const weekdays = new Set(dates.map((date) => weekdaySlot(weekdayOf(date))));
  return outward.filter((slot) => weekdays.has(slot));
};
