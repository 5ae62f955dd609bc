import type { Stop } from '#src/places/place.ts';
import type { Request, Slot, Way } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { dateOfSlot, spanOf } from '#src/requests/slots.ts';
import type { IsoDate } from '#src/time/units.ts';

/** 'unmet' nobody was found; 'open' still looked for. */
export type NeedKind = 'unmet' | 'open';

/** One occasion of a way for which there is no driver. */
export interface Need {
  readonly requestId: string;
  readonly from: Stop;
  readonly to: Stop;
  readonly slot: Slot;
  /** Its day, or the first day of its period. */
  readonly day: IsoDate;
  readonly kind: NeedKind;
}

/** What leaves from, and goes to, one commune. */
export interface PlaceNeeds {
  readonly place: Stop;
  readonly leaving: number;
  readonly arriving: number;
}

/** A pair of communes, one way, and when it was needed. */
export interface PairNeeds {
  readonly from: Stop;
  readonly to: Stop;
  readonly unmet: number;
  readonly open: number;
  /** In order, each once. */
  readonly days: readonly IsoDate[];
  /** Slots of weekdays, each once. */
  readonly weekdays: readonly Slot[];
}

const kindOf = (request: Request, day: IsoDate | undefined, today: IsoDate): NeedKind | undefined => {
  if (request.closing) return request.closing.reason === 'no-solution' ? 'unmet' : undefined;
  // The day went by and nobody drove: whatever the sheet says, it was not met.
  return day !== undefined && day < today ? 'unmet' : 'open';
};

const needsOfWay = (request: Request, way: Way, today: IsoDate): readonly Need[] => {
  const { first } = spanOf(way.when);
  const need = (slot: Slot, kind: NeedKind): Need => ({
    requestId: request.id,
    from: way.from,
    to: way.to,
    slot,
    day: dateOfSlot(slot) ?? first,
    kind,
  });
  return [
    ...request.settledOtherwise
      .filter((one) => one.wayId === way.id && one.reason === 'no-solution')
      .map((one) => need(one.slot, 'unmet')),
    ...openSlots(request, way).flatMap((slot) => {
      const kind = kindOf(request, dateOfSlot(slot), today);
      return kind ? [need(slot, kind)] : [];
    }),
  ];
};

/** Every occasion of these requests without a driver whose day is in the period, both days included. */
export const findNeeds = (
  requests: readonly Request[],
  period: { readonly from: IsoDate; readonly until: IsoDate },
  today: IsoDate,
): readonly Need[] =>
  requests
    .flatMap((request) => request.ways.flatMap((way) => needsOfWay(request, way, today)))
    .filter((need) => need.day >= period.from && need.day <= period.until);

/** Needs by commune, the most needed first. */
export const byPlace = (needs: readonly Need[]): readonly PlaceNeeds[] => {
  const places = new Map<string, { place: Stop; leaving: number; arriving: number }>();
  const at = (place: Stop): { place: Stop; leaving: number; arriving: number } => {
    const found = places.get(place.communeCode) ?? { place, leaving: 0, arriving: 0 };
    places.set(place.communeCode, found);
    return found;
  };
  for (const { from, to } of needs) {
    at(from).leaving += 1;
    at(to).arriving += 1;
  }
  return [...places.values()].toSorted(
    (a, b) =>
      b.leaving + b.arriving - a.leaving - a.arriving || a.place.communeName.localeCompare(b.place.communeName, 'fr'),
  );
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

/** Needs by pair of communes and direction, the most needed first. */
export const byPair = (needs: readonly Need[]): readonly PairNeeds[] => {
  const pairs = Map.groupBy(needs, (need) => `${need.from.communeCode} ${need.to.communeCode}`);
  return [...pairs.values()]
    .flatMap((same): readonly PairNeeds[] => {
      const [one] = same;
      if (!one) return [];
      const weekly = same.filter((need) => need.slot.startsWith('weekday-'));
      return [
        {
          from: one.from,
          to: one.to,
          unmet: same.filter((need) => need.kind === 'unmet').length,
          open: same.filter((need) => need.kind === 'open').length,
          days: unique(same.filter((need) => !weekly.includes(need)).map((need) => need.day)),
          weekdays: unique(weekly.map((need) => need.slot)),
        },
      ];
    })
    .toSorted(
      (a, b) => b.unmet + b.open - a.unmet - a.open || a.from.communeName.localeCompare(b.from.communeName, 'fr'),
    );
};
