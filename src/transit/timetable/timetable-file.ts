import { type ColumnFormat, damaged, decodeColumns, encodeColumns } from '#src/column-file.ts';
import { checkTimetable } from '#src/transit/timetable/check-timetable.ts';
import { packOnDemand, unpackOnDemand } from '#src/transit/on-demand/on-demand-json.ts';
import type { OnDemandService } from '#src/transit/on-demand/on-demand-service.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';
import { z } from 'zod';

const COLUMN_NAMES = [
  'latitudes',
  'longitudes',
  'parents',
  'stopKinds',
  'tripRoutes',
  'tripServices',
  'firstStopTime',
  'blocks',
  'stops',
  'arrivals',
  'departures',
  'boardings',
  'serviceDays',
  'frequencyTrips',
  'frequencyStarts',
  'frequencyEnds',
  'frequencyHeadways',
  'frequencyExact',
  'transferFrom',
  'transferTo',
  'transferTypes',
  'transferSeconds',
  'transferFromRoutes',
  'transferToRoutes',
  'transferFromTrips',
  'transferToTrips',
] as const;

/** A timetable as one file. */
const FORMAT: ColumnFormat<(typeof COLUMN_NAMES)[number]> = {
  magic: 'lotocar-heur',
  version: 1,
  columns: COLUMN_NAMES,
  sentences: {
    foreign: 'Ce fichier n’est pas un fichier d’horaires préparé par Lotocar.',
    otherVersion: 'Ces horaires ont été préparés par une autre version de Lotocar. Chargez-les à nouveau.',
    damaged: 'Le fichier de ces horaires est abîmé ou incomplet. Chargez-les à nouveau.',
  },
};

const words = z.array(z.string());
const aboutSchema = z.object({
  timetable: z.object({
    source: z.string(),
    zone: z.string(),
    firstDate: z.string(),
    lastDate: z.string(),
    builtAt: z.string(),
  }),
  agencies: z.array(
    z.object({ id: z.string(), name: z.string(), url: z.string().nullable(), phone: z.string().nullable() }),
  ),
  routes: z.array(
    z.object({
      id: z.string(),
      agency: z.int().nonnegative(),
      shortName: z.string(),
      longName: z.string(),
      kind: z.enum(['train', 'coach', 'bus', 'tram', 'metro', 'boat', 'cable', 'taxi', 'other']),
      type: z.int(),
      color: z.string().nullable(),
      url: z.string().nullable(),
    }),
  ),
  stopIds: words,
  stopNames: words,
  tripIds: words,
  /** Each said once; `tripHeadsigns` gives the number of each trip's. */
  headsigns: words,
  tripHeadsigns: z.array(z.int().nonnegative()),
  shortNames: words,
  firstSequences: z.array(z.int().min(-1)).optional(),
  wordsPerService: z.int().positive(),
  onDemand: z.unknown().optional(),
});

type About = z.infer<typeof aboutSchema>;

/** Degrees are kept to a centimetre. */
const PER_DEGREE = 1e7;

const degrees = (column: Float64Array): Int32Array =>
  Int32Array.from(column, (value) => Math.round(value * PER_DEGREE));
const fromDegrees = (column: Int32Array): Float64Array => Float64Array.from(column, (value) => value / PER_DEGREE);

/** The bytes of a timetable. */
export const encodeTimetable = (timetable: Timetable): Uint8Array<ArrayBuffer> => {
  const { about, agencies, routes, stops, trips, stopTimes, services, frequencies, transfers } = timetable;
  const headsigns = [...new Set(trips.headsigns)];
  const numbers = new Map(headsigns.map((text, number) => [text, number]));
  const description: About = {
    timetable: about,
    agencies: [...agencies],
    routes: [...routes],
    stopIds: [...stops.ids],
    stopNames: [...stops.names],
    tripIds: [...trips.ids],
    headsigns,
    tripHeadsigns: trips.headsigns.map((text) => numbers.get(text) ?? 0),
    // Most feeds give none to any trip.
    shortNames: trips.shortNames.some((name) => name !== '') ? [...trips.shortNames] : [],
    wordsPerService: services.wordsPerService,
    ...(trips.firstSequences && { firstSequences: [...trips.firstSequences] }),
    ...(timetable.onDemand && { onDemand: packOnDemand(timetable.onDemand) }),
  };
  return encodeColumns(FORMAT, description, {
    latitudes: degrees(stops.latitudes),
    longitudes: degrees(stops.longitudes),
    parents: stops.parents,
    stopKinds: Int32Array.from(stops.kinds),
    tripRoutes: trips.routes,
    tripServices: trips.services,
    firstStopTime: trips.firstStopTime,
    blocks: trips.blocks,
    stops: stopTimes.stops,
    arrivals: stopTimes.arrivals,
    departures: stopTimes.departures,
    boardings: packBoardings(timetable),
    serviceDays: new Int32Array(services.days),
    frequencyTrips: frequencies.trips,
    frequencyStarts: frequencies.starts,
    frequencyEnds: frequencies.ends,
    frequencyHeadways: frequencies.headways,
    frequencyExact: Int32Array.from(frequencies.exact),
    transferFrom: transfers.from,
    transferTo: transfers.to,
    transferTypes: Int32Array.from(transfers.types),
    transferSeconds: transfers.minSeconds,
    transferFromRoutes: transfers.fromRoutes,
    transferToRoutes: transfers.toRoutes,
    transferFromTrips: transfers.fromTrips,
    transferToTrips: transfers.toTrips,
  });
};

/**
 * Reads a timetable back; the bytes must not change afterwards.
 * @throws SaidToPeople when it is no such file, or of another version, or damaged: every number is checked.
 */
export const decodeTimetable = (bytes: Uint8Array): Timetable => {
  const { about: written, columns } = decodeColumns(FORMAT, bytes);
  const read = aboutSchema.safeParse(written);
  if (!read.success) throw damaged(FORMAT);
  const about = read.data;
  const count = columns.stops.length;
  if (columns.boardings.length !== Math.ceil(count / PER_WORD)) throw damaged(FORMAT);
  if (about.firstSequences && about.firstSequences.length !== about.tripIds.length) throw damaged(FORMAT);
  const timetable: Timetable = {
    about: about.timetable,
    agencies: about.agencies,
    routes: about.routes,
    stops: {
      ids: about.stopIds,
      names: about.stopNames,
      latitudes: fromDegrees(columns.latitudes),
      longitudes: fromDegrees(columns.longitudes),
      parents: columns.parents,
      kinds: Uint8Array.from(columns.stopKinds),
    },
    trips: {
      ids: about.tripIds,
      headsigns: about.tripHeadsigns.map((number) => about.headsigns[number] ?? ''),
      shortNames: about.shortNames.length === 0 ? about.tripIds.map(() => '') : about.shortNames,
      routes: columns.tripRoutes,
      services: columns.tripServices,
      firstStopTime: columns.firstStopTime,
      blocks: columns.blocks,
      ...(about.firstSequences && { firstSequences: Int32Array.from(about.firstSequences) }),
    },
    stopTimes: {
      stops: columns.stops,
      arrivals: columns.arrivals,
      departures: columns.departures,
      ...unpackBoardings(columns.boardings, count),
    },
    services: { wordsPerService: about.wordsPerService, days: new Uint32Array(columns.serviceDays) },
    frequencies: {
      trips: columns.frequencyTrips,
      starts: columns.frequencyStarts,
      ends: columns.frequencyEnds,
      headways: columns.frequencyHeadways,
      exact: Uint8Array.from(columns.frequencyExact),
    },
    transfers: {
      from: columns.transferFrom,
      to: columns.transferTo,
      types: Uint8Array.from(columns.transferTypes),
      minSeconds: columns.transferSeconds,
      fromRoutes: columns.transferFromRoutes,
      toRoutes: columns.transferToRoutes,
      fromTrips: columns.transferFromTrips,
      toTrips: columns.transferToTrips,
    },
  };
  if (!checkTimetable(timetable)) throw damaged(FORMAT);
  return about.onDemand === undefined ? timetable : { ...timetable, onDemand: readOnDemand(about.onDemand) };
};

const readOnDemand = (json: unknown): readonly OnDemandService[] => {
  try {
    return unpackOnDemand(json);
  } catch {
    throw damaged(FORMAT);
  }
};

/** How one gets in, how one gets out and whether the hour is approximate: five bits, six stop times to a word. */
const PER_WORD = 6;
const BITS = 5;

const packBoardings = ({ stopTimes: { stops, pickups, dropOffs, approximate } }: Timetable): Int32Array => {
  const packed = new Int32Array(Math.ceil(stops.length / PER_WORD));
  for (let at = 0; at < stops.length; at += 1) {
    const bits = (pickups[at] as number) | ((dropOffs[at] as number) << 2) | ((approximate[at] as number) << 4);
    const word = Math.floor(at / PER_WORD);
    packed[word] = (packed[word] as number) | (bits << ((at % PER_WORD) * BITS));
  }
  return packed;
};

const unpackBoardings = (packed: Int32Array, count: number) => {
  const [pickups, dropOffs, approximate] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  for (let at = 0; at < count; at += 1) {
    const bits = (packed[Math.floor(at / PER_WORD)] as number) >> ((at % PER_WORD) * BITS);
    pickups[at] = bits & 3;
    dropOffs[at] = (bits >> 2) & 3;
    approximate[at] = (bits >> 4) & 1;
  }
  return { pickups, dropOffs, approximate };
};
