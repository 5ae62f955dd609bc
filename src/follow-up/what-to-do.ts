import { awaitsAnswer, stillNeeded, yesesOf } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request } from '#src/requests/request.ts';
import { isSettled, openSlots } from '#src/requests/settlement.ts';
import { dateOfSlot, spanOf } from '#src/requests/slots.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

/** Someone to be called, and by when. */
export type Due =
  /** The passenger was promised an answer. */
  | { readonly kind: 'promise'; readonly dueAt: IsoInstant }
  /** A driver asked to be called again that day. */
  | { readonly kind: 'driver'; readonly on: IsoDate; readonly driverId: string; readonly introductionId: string }
  /** The request was put aside until that day, or its regular arrangement is to be asked about. */
  | { readonly kind: 'review'; readonly on: IsoDate };

/** One line of the desk: a request and why it is there. */
export interface ToDo {
  readonly request: Request;
  /** Calls to make today or late, the most urgent first. */
  readonly due: readonly (Due & { readonly late: boolean })[];
  /** First day on which an occasion is still open; null when all is settled. */
  readonly neededOn: IsoDate | null;
  /** Each way is settled: tell the person, then close. */
  readonly settled: boolean;
  /** What it waits for, when it waits. */
  readonly waitsFor: readonly Due[];
  /** Drivers who said yes by a message, the first one first: the team confirms. */
  readonly yeses: readonly Introduction[];
  /** Drivers asked who have not answered yet. */
  readonly asked: number;
}

/** The desk's three lists. A request is in one of them only. */
export interface WhatToDo {
  /** A call to make today, overdue ones first. */
  readonly callBack: readonly ToDo[];
  /** A driver to find, or an answer to give: the first needed day first. */
  readonly now: readonly ToDo[];
  /** Nothing to do before a day, or a driver's answer. */
  readonly waiting: readonly ToDo[];
}

/** A request whose first open day is that near is to be done now, whatever it waits for. */
const NEAR_DAYS = 1;

const dueDay = (due: Due, zone: string): IsoDate =>
  due.kind === 'promise' ? localMoment(Temporal.Instant.from(due.dueAt), zone).date : due.on;

/** First day that has to be driven and is not settled. A weekly need is counted from the later of its start and today. */
export const firstOpenDay = (request: Request, today: IsoDate): IsoDate | null => {
  const days = request.ways.flatMap((way): readonly IsoDate[] => {
    const open = openSlots(request, way);
    if (open.length === 0) return [];
    const dates = open.flatMap((slot) => dateOfSlot(slot) ?? []);
    if (dates.length > 0) return dates;
    const { first } = spanOf(way.when);
    return [first > today ? first : today];
  });
  return days.toSorted()[0] ?? null;
};

const duesOf = (request: Request, introductions: readonly Introduction[]): readonly Due[] => [
  ...(request.promise?.keptAt === null ? [{ kind: 'promise', dueAt: request.promise.dueAt } as const] : []),
  ...(request.closing ? [] : introductions).flatMap((one): readonly Due[] =>
    one.state === 'call-again' && one.callAgainOn !== null
      ? [{ kind: 'driver', on: one.callAgainOn, driverId: one.driverId, introductionId: one.id }]
      : [],
  ),
  ...(request.reviewOn === null ? [] : [{ kind: 'review', on: request.reviewOn } as const]),
];

/** When a due thing comes, as text that compares: a day comes at its end, a promise at its hour. */
const dueKey = (due: Due): string => (due.kind === 'promise' ? due.dueAt : `${due.on}T23:59:59.999Z`);

const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const firstKey = (item: ToDo): string => item.due.map(dueKey).toSorted()[0] ?? '';

const lateFirst = (a: ToDo, b: ToDo): number =>
  Number(b.due.some((due) => due.late)) - Number(a.due.some((due) => due.late));

// A yes that waits for the team comes before all: the driver may change their mind. Then what is settled and waits for
// someone to say it, which has no day.
const byNeed = (a: ToDo, b: ToDo): number =>
  Number(b.yeses.length > 0) - Number(a.yeses.length > 0) ||
  byKey(a.neededOn ?? '', b.neededOn ?? '') ||
  byKey(a.request.createdAt, b.request.createdAt);

/**
 * Sorts open requests, and closed ones that come back, into the desk's lists.
 * @param requests open ones, and closed ones with a review day reached or a promise not kept
 * @param introductions of these requests
 */
export const whatToDo = (
  requests: readonly Request[],
  introductions: readonly Introduction[],
  now: Temporal.Instant,
  zone: string,
): WhatToDo => {
  const today = localMoment(now, zone).date;
  const near = Temporal.PlainDate.from(today).add({ days: NEAR_DAYS }).toString();
  const ofRequest = Map.groupBy(introductions, (one) => one.requestId);
  const isLate = (due: Due): boolean =>
    due.kind === 'promise' ? Temporal.Instant.compare(now, due.dueAt) > 0 : due.on < today;
  const items = requests.map((request): ToDo => {
    const mine = ofRequest.get(request.id) ?? [];
    const dues = duesOf(request, mine);
    return {
      request,
      due: dues
        .filter((due) => dueDay(due, zone) <= today)
        .map((due) => ({ ...due, late: isLate(due) }))
        .toSorted((a, b) => byKey(dueKey(a), dueKey(b))),
      neededOn: request.closing ? null : firstOpenDay(request, today),
      settled: isSettled(request),
      waitsFor: dues.filter((due) => dueDay(due, zone) > today),
      yeses: yesesOf(mine).filter((one) => stillNeeded(request, one)),
      asked: mine.filter(
        (one) =>
          one.state === 'asked' &&
          (one.asking === null || (one.asking.answer !== 'yes' && awaitsAnswer(one) && stillNeeded(request, one))),
      ).length,
    };
  });
  const waits = (item: ToDo): boolean => {
    if (item.yeses.length > 0) return false;
    const awaited = item.waitsFor.some((due) => due.kind !== 'promise');
    // Settled and told: it comes back the day after the ride. Settled and not told: someone waits for the answer.
    if (item.settled) return awaited;
    return (item.asked > 0 || awaited) && (item.neededOn === null || item.neededOn > near);
  };
  const open = items.filter((item) => item.due.length === 0 && !item.request.closing);
  return {
    callBack: items
      .filter((item) => item.due.length > 0)
      .toSorted((a, b) => lateFirst(a, b) || byKey(firstKey(a), firstKey(b))),
    now: open.filter((item) => !waits(item)).toSorted(byNeed),
    waiting: open.filter(waits).toSorted(byNeed),
  };
};
