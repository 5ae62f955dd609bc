import { setImmediate } from 'node:timers/promises';
import { next, readEnd, readFields, readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { readAlert } from '#src/sources/gtfs-realtime/read-alert.ts';
import { type ReadTripUpdate, readTripUpdate } from '#src/sources/gtfs-realtime/read-trip-update.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Alert, ExtraUpdate, LiveReading, TripUpdate } from '#src/transit/live/live.ts';
import { PbfReader } from 'pbf';

/** What a realtime feed said, and how much of it. */
export interface RealtimeRead {
  readonly reading: LiveReading;
  readonly counts: RealtimeCounts;
}

export interface RealtimeCounts {
  /** Runs of the timetable that are told. */
  readonly trips: number;
  readonly alerts: number;
  /** Runs that the timetable does not have, on one of its lines. */
  readonly extras: number;
  /** Runs that are not those of the timetable: of another network. */
  readonly strangers: number;
}

/** What the timetable has. */
export interface KnownIds {
  readonly hasTrip: (tripId: string) => boolean;
  readonly hasRoute: (routeId: string) => boolean;
}

/** A country has a hundred thousand vehicles on its roads and rails at most. */
const MOST_ENTITIES = 200_000;
/** A day of a region has a few dozen. */
const MOST_EXTRAS = 2000;
/** Others are served in between: a few milliseconds of work. */
const BYTES_AT_ONCE = 32_000;
/** Clocks differ by less. */
const AHEAD = { minutes: 5 } as const;

/**
 * Reads a message of GTFS-Realtime 1.0 or 2.0, the whole of it.
 * @param known what the timetable has: of all others, nothing is kept
 * @param now when it was received: that is when it was said, where it does not say so
 * @throws NotRealtime
 */
export const readRealtime = async (
  bytes: Uint8Array,
  known: KnownIds,
  now: Temporal.Instant,
): Promise<RealtimeRead> => {
  const reader = new PbfReader(bytes);
  const trips = new Map<string, TripUpdate[]>();
  const extras: ExtraUpdate[] = [];
  const alerts: Alert[] = [];
  let header: Header | undefined;
  let [entities, told, strangers, breathed] = [0, 0, 0, 0];
  for (let field = next(reader, bytes.length); field !== 0; field = next(reader, bytes.length)) {
    if (field === 1) header = readHeader(reader, now);
    if (field !== 2) continue;
    // The header comes first in all that is one of these messages.
    if (header === undefined) throw new NotRealtime('foreign');
    const { update, alert } = readEntity(reader);
    const extra = update && extraOf(update, known);
    const said = update && updateOf(update, known);
    if (extra && extras.length < MOST_EXTRAS) extras.push(extra);
    if (said) {
      const others = trips.get(said.trip.tripId);
      if (others) others.push(said);
      else trips.set(said.trip.tripId, [said]);
      told += 1;
    } else if (update && !extra) strangers += 1;
    if (alert) alerts.push(alert);
    entities += 1;
    if (entities > MOST_ENTITIES) throw new NotRealtime('damaged');
    if (reader.pos - breathed < BYTES_AT_ONCE) continue;
    breathed = reader.pos;
    await setImmediate();
  }
  if (header === undefined) throw new NotRealtime('foreign');
  return {
    reading: { saidAt: formatInstant(header.saidAt), trips, extras, alerts },
    counts: { trips: told, extras: extras.length, alerts: alerts.length, strangers },
  };
};

interface Header {
  readonly saidAt: Temporal.Instant;
}

/** `FeedHeader`. */
const readHeader = (reader: PbfReader, now: Temporal.Instant): Header => {
  let [version, seconds, isWhole] = ['', 0, true];
  readInside(reader, (field) => {
    if (field === 1) version = readText(reader, 20);
    else if (field === 2) isWhole = readNumber(reader) === 0;
    else if (field === 3) seconds = readNumber(reader);
  });
  if (!/^[12](?:\.\d+)?$/u.test(version)) throw new NotRealtime('foreign');
  if (!isWhole) throw new NotRealtime('partial');
  if (seconds <= 0) return { saidAt: now };
  const latest = now.add(AHEAD).epochMilliseconds / 1000;
  // Whoever is an hour ahead says nothing that can be dated.
  if (seconds > latest) throw new NotRealtime('damaged');
  const saidAt = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
  return { saidAt: Temporal.Instant.compare(saidAt, now) > 0 ? now : saidAt };
};

/** What an update says of a run of the timetable. */
const updateOf = ({ trip, delay, stops }: ReadTripUpdate, { hasTrip }: KnownIds): TripUpdate | undefined => {
  const { kind, tripId, startDate, startTime } = trip;
  const state = STATES[kind];
  return state !== undefined && hasTrip(tripId)
    ? { trip: { tripId, startDate, startTime }, state, delay, stops }
    : undefined;
};

const STATES: Readonly<Partial<Record<ReadTripUpdate['trip']['kind'], TripUpdate['state']>>> = {
  scheduled: 'runs',
  cancelled: 'cancelled',
  deleted: 'deleted',
  replacement: 'replaced',
};

/** The run that an update adds, on a line of the timetable. */
const extraOf = (
  { trip, properties, delay, stops }: ReadTripUpdate,
  { hasTrip, hasRoute }: KnownIds,
): ExtraUpdate | undefined => {
  const { kind, tripId, routeId } = trip;
  const { headsign, number } = properties;
  if (kind !== 'added' && kind !== 'replacement' && kind !== 'copy') return undefined;
  const isCopy = kind === 'copy';
  if (!hasTrip(tripId) && (isCopy || !hasRoute(routeId))) return undefined;
  const selector = isCopy ? properties : trip;
  return {
    kind: kind === 'replacement' ? 'replacement' : 'added',
    trip: { tripId: selector.tripId, startDate: selector.startDate, startTime: selector.startTime },
    of: tripId,
    isCopy,
    routeId,
    headsign,
    number,
    delay,
    stops,
  };
};

interface Entity {
  readonly update: ReadTripUpdate | undefined;
  readonly alert: Alert | undefined;
}

/** `FeedEntity`: places of vehicles, shapes and the like are passed over. */
const readEntity = (reader: PbfReader): Entity => {
  let [update, alert]: [Entity['update'], Entity['alert']] = [undefined, undefined];
  let isDeleted = false;
  readFields(reader, readEnd(reader), (field) => {
    if (field === 2) isDeleted = readNumber(reader) !== 0;
    else if (field === 3) update = readTripUpdate(reader);
    else if (field === 5) alert = readAlert(reader);
  });
  return isDeleted ? { update: undefined, alert: undefined } : { update, alert };
};
