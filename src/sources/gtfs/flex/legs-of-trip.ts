import type { FlexRow } from '#src/sources/gtfs/flex/flex-rows.ts';
import type { Area, Booking, RunningDays, ServiceLeg } from '#src/transit/on-demand/on-demand-service.ts';

/** What the lines of a trip name. */
export interface FlexParts {
  areaOf(row: FlexRow): Area | undefined;
  /** Of a rule; the agency's own phone where there is none. */
  bookingOf(rule: string): Booking;
}

const isSame = (a: FlexRow, b: FlexRow): boolean =>
  a.kind === b.kind &&
  a.hours.from === b.hours.from &&
  a.hours.until === b.hours.until &&
  a.setDownRule === b.setDownRule;

/** Stops that follow one another at the same hours are one end: a trip with sixty stops would have two thousand pairs. */
const endsAfter = (
  rows: readonly FlexRow[],
  parts: FlexParts,
): readonly { readonly row: FlexRow; readonly area: Area }[] => {
  const ends: { row: FlexRow; area: Area }[] = [];
  for (const row of rows) {
    const area = row.setsDown ? parts.areaOf(row) : undefined;
    if (!area) continue;
    const last = ends.at(-1);
    if (last?.area.kind === 'points' && area.kind === 'points' && isSame(last.row, row))
      last.area = { kind: 'points', points: [...last.area.points, ...area.points] };
    else ends.push({ row, area });
  }
  return ends;
};

/**
 * From each place where a trip picks up to all those where it sets down later. A trip of one line in a zone goes about in
 * it: the reference asks for two lines, many feeds have one.
 */
export const legsOfTrip = (rows: readonly FlexRow[], days: RunningDays, parts: FlexParts): readonly ServiceLeg[] => {
  const alone = rows.length === 1 && rows[0]?.kind !== 'stop';
  return rows.flatMap((row, index) => {
    const from = row.picksUp ? parts.areaOf(row) : undefined;
    if (!from) return [];
    return endsAfter(alone ? rows : rows.slice(index + 1), parts).map((end): ServiceLeg => ({
      from,
      to: end.area,
      days,
      pickUp: row.hours,
      setDown: end.row.hours,
      booking: parts.bookingOf(row.pickUpRule || end.row.setDownRule),
    }));
  });
};
