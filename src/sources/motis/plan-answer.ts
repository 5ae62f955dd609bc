import { z } from 'zod';

/** What is read of an answer of MOTIS to `/api/v6/plan`; the rest of it is not looked at. */
const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

const place = z.object({
  name: z.string(),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  stopId: z.string().optional(),
  scheduledArrival: instant.optional(),
  scheduledDeparture: instant.optional(),
  arrival: instant.optional(),
  departure: instant.optional(),
  pickupType: z.string().optional(),
  dropoffType: z.string().optional(),
  cancelled: z.boolean().optional(),
});

const alert = z.object({
  headerText: z.string(),
  descriptionText: z.string(),
  url: z.string().optional(),
});

const leg = z.object({
  mode: z.string(),
  from: place,
  to: place,
  duration: z.number(),
  distance: z.number().optional(),
  startTime: instant,
  endTime: instant,
  scheduledStartTime: instant,
  scheduledEndTime: instant,
  realTime: z.boolean(),
  cancelled: z.boolean().optional(),
  interlineWithPreviousLeg: z.boolean().optional(),
  headsign: z.string().optional(),
  routeId: z.string().optional(),
  routeUrl: z.string().optional(),
  routeColor: z.string().optional(),
  routeShortName: z.string().optional(),
  routeLongName: z.string().optional(),
  displayName: z.string().optional(),
  agencyName: z.string().optional(),
  tripId: z.string().optional(),
  tripShortName: z.string().optional(),
  intermediateStops: z.array(place).optional(),
  alerts: z.array(alert).optional(),
});

const itinerary = z.object({ legs: z.array(leg).min(1) });

const planAnswer = z.object({ itineraries: z.array(z.unknown()) });

export interface PlanAnswer {
  readonly itineraries: readonly z.output<typeof itinerary>[];
}

/**
 * An answer, without the itineraries that cannot be read: what one of them says is no reason to leave out the others.
 * @throws Error when it is no answer, or none of its itineraries is one
 */
export const readPlan = (given: unknown): PlanAnswer => {
  const { itineraries } = planAnswer.parse(given);
  const read = itineraries.map((one) => itinerary.safeParse(one));
  const failure = read.find(({ success }) => !success);
  const whole = read.flatMap(({ data }) => data ?? []);
  if (failure?.error && whole.length === 0) throw failure.error;
  return { itineraries: whole };
};

export type PlanLeg = z.output<typeof leg>;
export type PlanPlace = z.output<typeof place>;
