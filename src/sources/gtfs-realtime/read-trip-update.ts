import { readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { dateOf, dayNumber } from '#src/time/dates.ts';
import type { StopEvent, StopUpdate, TripSelector } from '#src/transit/live/live.ts';
import type { PbfReader } from 'pbf';

/** What is said of a run; `kind` is what the feed makes of it. */
export interface ReadTripUpdate {
  readonly trip: ReadTrip;
  readonly delay: number | null;
  readonly stops: readonly StopUpdate[];
}

export interface ReadTrip extends TripSelector {
  readonly kind: 'scheduled' | 'cancelled' | 'other';
}

const MOST_ID = 200;
/** A train stops less often. */
const MOST_STOPS = 1000;

/** `TripUpdate`. */
export const readTripUpdate = (reader: PbfReader): ReadTripUpdate => {
  let trip: ReadTrip = NO_TRIP;
  let delay: number | null = null;
  const stops: StopUpdate[] = [];
  readInside(reader, (field) => {
    if (field === 1) trip = readTrip(reader);
    else if (field === 2) {
      const stop = readStop(reader);
      if (stop !== undefined) stops.push(stop);
      if (stops.length > MOST_STOPS) throw new NotRealtime('damaged');
    } else if (field === 5) delay = readNumber(reader);
  });
  return { trip, delay, stops };
};

const NO_TRIP: ReadTrip = { tripId: '', startDate: null, startTime: null, kind: 'other' };

/** `TripDescriptor`. Trips that no timetable has (added, new, in the place of another) are not followed. */
export const readTrip = (reader: PbfReader): ReadTrip => {
  let [tripId, date, time, relationship] = ['', '', '', SCHEDULED];
  readInside(reader, (field) => {
    if (field === 1) tripId = readText(reader, MOST_ID);
    else if (field === 2) time = readText(reader, MOST_ID);
    else if (field === 3) date = readText(reader, MOST_ID);
    else if (field === 4) relationship = readNumber(reader);
  });
  const kind = relationship === SCHEDULED ? 'scheduled' : CANCELLED.has(relationship) ? 'cancelled' : 'other';
  return { tripId, startDate: dateIn(date), startTime: timeIn(time), kind };
};

/** `schedule_relationship`: as in the timetable; CANCELED and DELETED. */
const SCHEDULED = 0;
const CANCELLED: ReadonlySet<number> = new Set([3, 7]);

/** '20261126' as a date; null when it is none. */
const dateIn = (text: string): string | null => {
  if (!/^\d{8}$/u.test(text)) return null;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return dateOf(dayNumber(date)) === date ? date : null;
};

const timeIn = (text: string): number | null => {
  const parts = /^(\d{1,3}):(\d\d):(\d\d)$/u.exec(text);
  return parts && (Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3]);
};

/** `StopTimeUpdate`; undefined when it does not say which stop. */
const readStop = (reader: PbfReader): StopUpdate | undefined => {
  let stopId: string | null = null;
  let sequence: number | null = null;
  let relationship = 0;
  let arrival: StopEvent | null = null;
  let departure: StopEvent | null = null;
  readInside(reader, (field) => {
    if (field === 1) sequence = readNumber(reader);
    else if (field === 2) arrival = readEvent(reader);
    else if (field === 3) departure = readEvent(reader);
    else if (field === 4) stopId = readText(reader, MOST_ID) || null;
    else if (field === 5) relationship = readNumber(reader);
  });
  if (stopId === null && sequence === null) return undefined;
  return { stopId, sequence, state: STATES[relationship] ?? 'no-data', arrival, departure };
};

const STATES = ['served', 'skipped', 'no-data'] as const;

/** `StopTimeEvent`. */
const readEvent = (reader: PbfReader): StopEvent => {
  let delay: number | null = null;
  let time: number | null = null;
  readInside(reader, (field) => {
    if (field === 1) delay = readNumber(reader);
    else if (field === 2) time = readNumber(reader);
  });
  return { delay, time: time === 0 ? null : time };
};

/** `TranslatedString`: in French, else in the language of the feed. */
export const readTranslated = (reader: PbfReader, most: number): string => {
  const said: { readonly text: string; readonly language: string }[] = [];
  readInside(reader, (field) => {
    if (field !== 1) return;
    let [text, language] = ['', ''];
    readInside(reader, (inner) => {
      if (inner === 1) text = readText(reader, most);
      else if (inner === 2) language = readText(reader, MOST_ID);
    });
    said.push({ text, language });
  });
  return (
    (said.find(({ language }) => /^fr\b/iu.test(language)) ?? said.find(({ language }) => language === '') ?? said[0])
      ?.text ?? ''
  );
};
