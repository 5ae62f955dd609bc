import type { Road } from '#src/roads/osm/read-road.ts';
import { readRoad } from '#src/roads/osm/read-road.ts';
import { type DataBlock, type Group, WAYS } from '#src/sources/openstreetmap/data-block.ts';
import { DifferenceReader } from '#src/sources/openstreetmap/difference-reader.ts';
import { Malformed } from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readChecked, readEnd } from '#src/sources/openstreetmap/fields.ts';
import type { StringTable } from '#src/sources/openstreetmap/string-table.ts';
import type { PbfReader } from 'pbf';

/** Is handed each road of a block. */
export interface WaySink {
  /** @returns whether the points of the way are wanted: they are then handed to `addPoint` one after another */
  beginWay(id: number, road: Road): boolean;
  addPoint(id: number): void;
}

/** Reads the ways of a group that a car may drive. @throws Malformed */
export const readWays = ({ reader, strings }: DataBlock, group: Group, sink: WaySink): void => {
  const highway = strings.find('highway');
  if (highway === -1) return;
  reader.pos = group.from;
  for (let field = reader.nextField(group.to); field !== 0; field = reader.nextField(group.to))
    if (field === WAYS) readWay(reader, strings, highway, sink);
  checkEnd(reader, group.to);
};

const readWay = (reader: PbfReader, strings: StringTable, highway: number, sink: WaySink): void => {
  const end = readEnd(reader);
  let id = 0;
  let keys = -1;
  let values = -1;
  let points = -1;
  for (let field = reader.nextField(end); field !== 0; field = reader.nextField(end))
    if (field === 1) id = reader.readVarint(true);
    else if (field === 2) keys = reader.pos;
    else if (field === 3) values = reader.pos;
    else if (field === 8) points = reader.pos;
  checkEnd(reader, end);
  if (keys === -1 || values === -1 || points === -1) return;
  const road = hasKey(reader, keys, highway) ? readRoad(tagsAt(reader, strings, keys, values)) : null;
  if (road !== null && sink.beginWay(id, road)) readPoints(reader, points, sink);
  reader.pos = end;
};

const hasKey = (reader: PbfReader, keys: number, wanted: number): boolean => {
  reader.pos = keys;
  const end = readEnd(reader);
  while (reader.pos < end) if (reader.readVarint() === wanted) return true;
  return false;
};

const tagsAt = (reader: PbfReader, strings: StringTable, keys: number, values: number): ReadonlyMap<string, string> => {
  const tags = new Map<string, string>();
  reader.pos = values;
  const valuesEnd = readEnd(reader);
  let value = reader.pos;
  reader.pos = keys;
  const keysEnd = readEnd(reader);
  for (let key = reader.pos; key < keysEnd; key = reader.pos) {
    reader.pos = key;
    const name = strings.at(reader.readVarint());
    key = reader.pos;
    reader.pos = value;
    if (value >= valuesEnd) throw new Malformed();
    tags.set(name, strings.at(reader.readVarint()));
    value = reader.pos;
    reader.pos = key;
  }
  return tags;
};

const readPoints = (reader: PbfReader, points: number, sink: WaySink): void => {
  reader.pos = points;
  POINTS.open(readChecked(reader));
  while (!POINTS.isAtEnd) sink.addPoint(POINTS.next());
};

/** The points of the way at hand. */
const POINTS = new DifferenceReader();
