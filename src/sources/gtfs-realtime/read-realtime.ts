import { setImmediate } from 'node:timers/promises';
import { next, readEnd, readFields, readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { readAlert } from '#src/sources/gtfs-realtime/read-alert.ts';
import { readTripUpdate } from '#src/sources/gtfs-realtime/read-trip-update.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Alert, LiveReading, TripUpdate } from '#src/transit/live/live.ts';
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
  /** Runs that the timetable does not have: of another network, or added on the day. */
  readonly strangers: number;
}

/** A country has a hundred thousand vehicles on its roads and rails at most. */
const MOST_ENTITIES = 200_000;
/** Others are served in between: a few milliseconds of work. */
const BYTES_AT_ONCE = 32_000;
/** Clocks differ by less. */
const AHEAD = { minutes: 5 } as const;

/**
 * Reads a message of GTFS-Realtime 1.0 or 2.0, the whole of it.
 * @param isKnown whether the timetable has a trip
 * @param now when it was received: that is when it was said, where it does not say so
 * @throws NotRealtime
 */
export const readRealtime = async (
  bytes: Uint8Array,
  isKnown: (tripId: string) => boolean,
  now: Temporal.Instant,
): Promise<RealtimeRead> => {
  const reader = new PbfReader(bytes);
  const trips = new Map<string, TripUpdate[]>();
  const alerts: Alert[] = [];
  let header: Header | undefined;
  let [entities, told, strangers, breathed] = [0, 0, 0, 0];
  for (let field = next(reader, bytes.length); field !== 0; field = next(reader, bytes.length)) {
    if (field === 1) header = readHeader(reader, now);
    if (field !== 2) continue;
    // The header comes first in all that is one of these messages.
    if (header === undefined) throw new NotRealtime('foreign');
    const { update, alert } = readEntity(reader);
    if (update?.isKnown === true && isKnown(update.said.trip.tripId)) {
      const { said } = update;
      const others = trips.get(said.trip.tripId);
      if (others) others.push(said);
      else trips.set(said.trip.tripId, [said]);
      told += 1;
    } else if (update) strangers += 1;
    if (alert) alerts.push(alert);
    entities += 1;
    if (entities > MOST_ENTITIES) throw new NotRealtime('damaged');
    if (reader.pos - breathed < BYTES_AT_ONCE) continue;
    breathed = reader.pos;
    await setImmediate();
  }
  if (header === undefined) throw new NotRealtime('foreign');
  return {
    reading: { saidAt: formatInstant(header.saidAt), trips, alerts },
    counts: { trips: told, alerts: alerts.length, strangers },
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

interface Entity {
  readonly update: { readonly said: TripUpdate; readonly isKnown: boolean } | undefined;
  readonly alert: Alert | undefined;
}

/** `FeedEntity`: places of vehicles, shapes and the like are passed over. */
const readEntity = (reader: PbfReader): Entity => {
  let [update, alert]: [Entity['update'], Entity['alert']] = [undefined, undefined];
  let isDeleted = false;
  readFields(reader, readEnd(reader), (field) => {
    if (field === 2) isDeleted = readNumber(reader) !== 0;
    else if (field === 3) {
      const { trip, delay, stops } = readTripUpdate(reader);
      const { kind, ...selector } = trip;
      update = { said: { trip: selector, isCancelled: kind === 'cancelled', delay, stops }, isKnown: kind !== 'other' };
    } else if (field === 5) alert = readAlert(reader);
  });
  return isDeleted ? { update: undefined, alert: undefined } : { update, alert };
};
