import { readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { dateOf, dayNumber } from '#src/time/dates.ts';
import type { StopEvent, StopUpdate, TripSelector } from '#src/transit/live/live.ts';
import type { PbfReader } from 'pbf';

/** What is said of a run; `kind` is what the feed makes of it. */
export interface ReadTripUpdate {
  readonly trip: ReadTrip;
  readonly properties: TripProperties;
  readonly delay: number | null;
  readonly stops: readonly StopUpdate[];
}

export interface ReadTrip extends TripSelector {
  readonly routeId: string;
  readonly kind: 'scheduled' | 'cancelled' | 'deleted' | 'replacement' | 'added' | 'copy' | 'other';
}

/** `TripProperties`: of a run that the timetable does not have. */
interface TripProperties extends TripSelector {
  readonly headsign: string;
  readonly number: string;
}

const MOST_ID = 200;
/** A train stops less often. */
const MOST_STOPS = 1000;

/** `TripUpdate`. */
export const readTripUpdate = (reader: PbfReader): ReadTripUpdate => {
  let trip: ReadTrip = NO_TRIP;
  let properties: TripProperties = NO_PROPERTIES;
  let delay: number | null = null;
  const stops: StopUpdate[] = [];
  readInside(reader, (field) => {
    if (field === 1) trip = readTrip(reader);
    else if (field === 2) {
      const stop = readStop(reader);
      if (stop !== undefined) stops.push(stop);
      if (stops.length > MOST_STOPS) throw new NotRealtime('damaged');
    } else if (field === 5) delay = readNumber(reader);
    else if (field === 6) properties = readProperties(reader);
  });
  return { trip, properties, delay, stops };
};

const NO_TRIP: ReadTrip = { tripId: '', routeId: '', startDate: null, startTime: null, kind: 'other' };
const NO_PROPERTIES: TripProperties = { tripId: '', startDate: null, startTime: null, headsign: '', number: '' };

/** `TripDescriptor`. */
export const readTrip = (reader: PbfReader): ReadTrip => {
  let [tripId, routeId, date, time, relationship] = ['', '', '', '', SCHEDULED];
  readInside(reader, (field) => {
    if (field === 1) tripId = readText(reader, MOST_ID);
    else if (field === 2) time = readText(reader, MOST_ID);
    else if (field === 3) date = readText(reader, MOST_ID);
    else if (field === 4) relationship = readNumber(reader);
    else if (field === 5) routeId = readText(reader, MOST_ID);
  });
  return {
    tripId,
    routeId,
    startDate: dateIn(date),
    startTime: timeIn(time),
    kind: KINDS.get(relationship) ?? 'other',
  };
};

const SCHEDULED = 0;

/** `schedule_relationship`; ADDED is how NEW was said before. UNSCHEDULED is of runs whose hours nobody wrote. */
const KINDS: ReadonlyMap<number, ReadTrip['kind']> = new Map([
  [SCHEDULED, 'scheduled'],
  [1, 'added'],
  [3, 'cancelled'],
  [5, 'replacement'],
  [6, 'copy'],
  [7, 'deleted'],
  [8, 'added'],
] as const);

const readProperties = (reader: PbfReader): TripProperties => {
  let [tripId, date, time, headsign, number] = ['', '', '', '', ''];
  readInside(reader, (field) => {
    if (field === 1) tripId = readText(reader, MOST_ID);
    else if (field === 2) date = readText(reader, MOST_ID);
    else if (field === 3) time = readText(reader, MOST_ID);
    else if (field === 5) headsign = readText(reader, MOST_ID);
    else if (field === 6) number = readText(reader, MOST_ID);
  });
  return { tripId, startDate: dateIn(date), startTime: timeIn(time), headsign, number };
};

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
  let properties: Pick<StopUpdate, 'pickup' | 'dropOff' | 'assignedStopId'> = {};
  readInside(reader, (field) => {
    if (field === 1) sequence = readNumber(reader);
    else if (field === 2) arrival = readEvent(reader);
    else if (field === 3) departure = readEvent(reader);
    else if (field === 4) stopId = readText(reader, MOST_ID) || null;
    else if (field === 5) relationship = readNumber(reader);
    else if (field === 6) properties = readStopProperties(reader);
  });
  if (stopId === null && sequence === null) return undefined;
  return { stopId, sequence, state: STATES[relationship] ?? 'no-data', arrival, departure, ...properties };
};

/** `StopTimeProperties`. */
const readStopProperties = (reader: PbfReader): Pick<StopUpdate, 'pickup' | 'dropOff' | 'assignedStopId'> => {
  let properties = {};
  readInside(reader, (field) => {
    if (field === 1) properties = { ...properties, assignedStopId: readText(reader, MOST_ID) };
    else if (field === 3) properties = { ...properties, pickup: readNumber(reader) };
    else if (field === 4) properties = { ...properties, dropOff: readNumber(reader) };
  });
  return properties;
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
