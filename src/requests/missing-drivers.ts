import type { Request, TimeWindow, Way } from '#src/requests/request.ts';
import { dateOfSlot, weekdayOfSlot } from '#src/requests/slots.ts';
import { findNeeds, type Need } from '#src/requests/unmet-needs.ts';
import { weekdayOf } from '#src/time/dates.ts';
import { halfDayOf } from '#src/time/half-days.ts';
import type { IsoDate } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LineEnd, LineWeek } from '#src/trips/lines.ts';

/** Fewer people than that on a pair, or on a half-day of it, and a poster would point at someone. */
export const LEAST_ASKERS = 2;

/** A pair of communes for which drivers are missing, as a poster may say it. */
export interface MissingLine extends LineWeek {
  /** Names the pair: codes of its communes. */
  readonly key: string;
  readonly from: LineEnd;
  readonly to: LineEnd;
  /** Different people who asked; never printed. */
  readonly askers: number;
}

type Half = keyof LineWeek;

const halfOf = (window: TimeWindow): Half => {
  if (window.kind === 'morning') return 'mornings';
  if (window.kind === 'afternoon') return 'afternoons';
  if (window.kind === 'any') return 'unsaid';
  return halfDayOf(window.at) === 'morning' ? 'mornings' : 'afternoons';
};

interface Asked {
  readonly passengerId: string;
  readonly way: Way;
  readonly need: Need;
}

/** The day of the week it was needed; undefined for "un jour ou l’autre". */
const weekdayAsked = (slot: string): number | undefined => {
  const date = dateOfSlot(slot);
  return date === undefined ? weekdayOfSlot(slot) : weekdayOf(date);
};

const askersOf = (asked: readonly Asked[]): number => new Set(asked.map(({ passengerId }) => passengerId)).size;

/** The half-days asked by enough people to be said. */
const weekOf = (asked: readonly Asked[], least: number): LineWeek => {
  const week = { mornings: 0, afternoons: 0, unsaid: 0 };
  const groups = Map.groupBy(asked, ({ need, way }) => `${halfOf(way.window)} ${weekdayAsked(need.slot) ?? ''}`);
  for (const same of groups.values()) {
    const [one] = same;
    const weekday = one && weekdayAsked(one.need.slot);
    if (!one || weekday === undefined || askersOf(same) < least) continue;
    week[halfOf(one.way.window)] |= weekdayBit(weekday);
  }
  return { ...week, unsaid: week.unsaid & ~(week.mornings | week.afternoons) };
};

/**
 * Where drivers are missing, by pair of communes, the most asked first. What a poster says of a pair is only what at least
 * two people asked: in a village, "Gourdon → Cahors le mardi matin" is somebody's name. A pair with a single asker is
 * printed only when that person agreed, which the team asks.
 * @param agreed keys of pairs whose only asker agreed
 */
export const missingDrivers = (
  requests: readonly Request[],
  period: { readonly from: IsoDate; readonly until: IsoDate },
  today: IsoDate,
  agreed: readonly string[] = [],
): readonly MissingLine[] => {
  const asked = requests.flatMap((request) =>
    request.ways.flatMap((way): readonly Asked[] =>
      findNeeds([{ ...request, ways: [way] }], period, today).map((need) => ({
        passengerId: request.passengerId,
        way,
        need,
      })),
    ),
  );
  // Inside a commune the pair would be an address.
  const between = asked.filter(({ way }) => way.from.communeCode !== way.to.communeCode);
  const pairs = Map.groupBy(between, ({ way }) => `${way.from.communeCode}-${way.to.communeCode}`);
  return [...pairs.entries()]
    .flatMap(([key, same]): readonly MissingLine[] => {
      const way = same[0]?.way;
      if (!way) return [];
      return [
        {
          key,
          from: { code: way.from.communeCode, name: way.from.communeName },
          to: { code: way.to.communeCode, name: way.to.communeName },
          askers: askersOf(same),
          ...weekOf(same, agreed.includes(key) ? 1 : LEAST_ASKERS),
        },
      ];
    })
    .toSorted(
      (a, b) => b.askers - a.askers || a.from.name.localeCompare(b.from.name, 'fr') || (a.key < b.key ? -1 : 1),
    );
};
