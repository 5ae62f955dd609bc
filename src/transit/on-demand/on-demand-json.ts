import { z } from 'zod';
import { MOTIVES, NEEDS } from '#src/requests/request.ts';
import {
  type Area,
  type Booking,
  type OnDemandService,
  type RunningDays,
  WAY_KINDS,
} from '#src/transit/on-demand/on-demand-service.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dates = z.array(date);
const number = z.int().nonnegative();
const hours = z.object({ from: number, until: number });

const days: z.ZodType<RunningDays> = z.object({
  weekdays: z.int().min(0).max(127),
  from: date.nullable(),
  until: date.nullable(),
  added: dates,
  removed: dates,
  closedOnHolidaysOf: z.array(z.string()),
});

const area: z.ZodType<Area> = z.union([
  z.object({ kind: z.literal('anywhere') }),
  z.object({ kind: z.literal('communes'), codes: z.array(z.string()) }),
  z.object({ kind: z.literal('points'), points: z.array(z.object({ latitude: z.number(), longitude: z.number() })) }),
  z.object({ kind: z.literal('polygons'), polygons: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) }),
]);

const booking: z.ZodType<Booking> = z.object({
  notice: z.union([
    z.object({ kind: z.enum(['none', 'real-time']) }),
    z.object({ kind: z.literal('same-day'), minutes: number }),
    z.object({ kind: z.literal('days-before'), days: number, until: number, counted: days.nullable() }),
  ]),
  phone: z.string().nullable(),
  url: z.string().nullable(),
  message: z.string(),
});

const packed = z.object({
  areas: z.array(area),
  days: z.array(days),
  bookings: z.array(booking),
  services: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(WAY_KINDS),
      name: z.string(),
      /** Numbers of areas, of days and of bookings: the same shape serves a hundred trips. */
      legs: z.array(
        z.object({ from: number, to: number, days: number, pickUp: hours, setDown: hours, booking: number }),
      ),
      always: z.boolean(),
      places: z.array(z.string()),
      price: z.string(),
      who: z.string(),
      words: z.string(),
      url: z.string().nullable(),
      motives: z.array(z.enum(MOTIVES)),
      unfit: z.array(z.enum(NEEDS)),
      source: z.string().nullable(),
    }),
  ),
});

type Packed = z.infer<typeof packed>;

/** Numbers things as they come; the same one has one number. */
const numbered = <T>() => {
  const numbers = new Map<T, number>();
  return {
    of(thing: T): number {
      const known = numbers.get(thing) ?? numbers.size;
      numbers.set(thing, known);
      return known;
    },
    all: () => [...numbers.keys()],
  };
};

/** Services as JSON keeps them: what several legs share is written once. */
export const packOnDemand = (services: readonly OnDemandService[]): Packed => {
  const [areas, allDays, bookings] = [numbered<Area>(), numbered<RunningDays>(), numbered<Booking>()];
  const kept = services.map((service) => ({
    ...service,
    legs: service.legs.map((leg) => ({
      from: areas.of(leg.from),
      to: areas.of(leg.to),
      days: allDays.of(leg.days),
      pickUp: leg.pickUp,
      setDown: leg.setDown,
      booking: bookings.of(leg.booking),
    })),
  }));
  return packed.parse({ areas: areas.all(), days: allDays.all(), bookings: bookings.all(), services: kept });
};

const at = <T>(all: readonly T[], index: number): T => {
  const found = all[index];
  if (found === undefined) throw new RangeError(`nothing of number ${index}`);
  return found;
};

/**
 * Reads back what `packOnDemand` gave.
 * @throws Error when it is something else
 */
export const unpackOnDemand = (json: unknown): readonly OnDemandService[] => {
  const { areas, days: allDays, bookings, services } = packed.parse(json);
  return services.map((service) => ({
    ...service,
    legs: service.legs.map((leg) => ({
      ...leg,
      from: at(areas, leg.from),
      to: at(areas, leg.to),
      days: at(allDays, leg.days),
      booking: at(bookings, leg.booking),
    })),
  }));
};
