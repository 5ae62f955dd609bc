import { type DemoContext, instantAt, workingDay } from '#src/demo/demo-context.ts';
import { fittingTrips } from '#src/demo/fitting-trips.ts';
import type { FollowedRequest } from '#src/demo/invent-follow-up.ts';
import type { LineToPrint, PaperSheet } from '#src/paper/paper-sheet.ts';
import { ridesOn } from '#src/requests/rides-on.ts';
import { dateOfSlot } from '#src/requests/slots.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { addDays } from '#src/time/dates.ts';
import type { Trip } from '#src/trips/trip.ts';

/** What was pressing that evening, and whom to call for each way. */
const MOST_REQUESTS = 9;
const MOST_TO_CALL = 3;

/** Whom to call for a request, then whether its passenger is told. */
const linesOf = (
  context: DemoContext,
  { request, introductions }: FollowedRequest,
  trips: readonly Trip[],
): readonly LineToPrint[] => {
  const own = { requestId: request.id, requestVersion: request.version };
  const drivers = request.ways.flatMap((way) => {
    const slots = openSlots(request, way);
    const heard = new Set(introductions.filter(({ wayId }) => wayId === way.id).map(({ driverId }) => driverId));
    return (slots.length === 0 ? [] : fittingTrips(context, trips, way, context.today))
      .filter(({ trip }) => !heard.has(trip.driverId))
      .filter(({ trip }, index, all) => all.findIndex((one) => one.trip.driverId === trip.driverId) === index)
      .slice(0, MOST_TO_CALL)
      .map(({ trip: { id, driverId, stops, schedule } }): LineToPrint => {
        const start = stops[0];
        const approach = start ? context.geography.minutes(start.point, way.from.point) : 0;
        return {
          ...own,
          subject: {
            kind: 'driver',
            wayId: way.id,
            driverId,
            tripId: id,
            regime: 'on-the-way',
            slots,
            date: slots.flatMap((slot) => dateOfSlot(slot) ?? []).toSorted()[0] ?? null,
            pickupAt: schedule.departure === null ? null : Math.round(schedule.departure + approach),
          },
        };
      });
  });
  return drivers.length === 0 && request.promise === null
    ? []
    : [...drivers, { ...own, subject: { kind: 'passenger' } }];
};

/** The sheet printed the evening before for today: it waits to be typed back. */
export const inventSheet = (
  context: DemoContext,
  requests: readonly FollowedRequest[],
  trips: readonly Trip[],
): PaperSheet => {
  const { today, memberIds } = context;
  const printedAt = instantAt(context, workingDay(addDays(today, -1)), 18 * 60 + 10);
  const there = requests.filter(({ request }) => request.createdAt < printedAt);
  const rides = ridesOn(
    there.map(({ request }) => request),
    new Map(trips.map((trip) => [trip.id, trip])),
    today,
  ).filter(({ ride }) => ride.createdAt < printedAt);
  const pressing = there
    .filter(({ request }) => request.closing === null && request.promise?.keptAt === null)
    .toSorted((a, b) => ((a.request.promise?.dueAt ?? '') < (b.request.promise?.dueAt ?? '') ? -1 : 1))
    .slice(0, MOST_REQUESTS);
  const lines = [
    ...rides.map(({ request, ride }): LineToPrint => ({
      requestId: request.id,
      requestVersion: request.version,
      subject: { kind: 'ride', rideId: ride.id },
    })),
    ...pressing.flatMap((followed) => linesOf(context, followed, trips)),
  ];
  return {
    id: context.newId(),
    forDate: today,
    printedAt,
    memberId: memberIds[0] ?? '',
    lines: lines.map((line, index) => ({ ...line, number: index + 1, reported: null })),
  };
};
