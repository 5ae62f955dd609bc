import { isClosed } from '#src/roads/osm/barrier.ts';
import {
  type DataBlock,
  DENSE_NODES,
  type Group,
  latitudeOf,
  longitudeOf,
  NODES,
} from '#src/sources/openstreetmap/data-block.ts';
import { DifferenceReader } from '#src/sources/openstreetmap/difference-reader.ts';
import { Malformed } from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readChecked, readEnd } from '#src/sources/openstreetmap/fields.ts';
import type { StringTable } from '#src/sources/openstreetmap/string-table.ts';
import { PbfReader } from 'pbf';

/** Is handed the nodes that it wants. */
export interface NodeSink {
  /** @returns the number under which a node is wanted, -1 when it is not */
  find(id: number): number;
  /** @param isClosed whether something stops cars there */
  place(number: number, longitudeE7: number, latitudeE7: number, isClosed: boolean): void;
}

/** Reads the nodes of a group that are wanted. @throws Malformed */
export const readNodes = (block: DataBlock, group: Group, sink: NodeSink): void => {
  const { reader } = block;
  const barrier = block.strings.find('barrier');
  reader.pos = group.from;
  for (let field = reader.nextField(group.to); field !== 0; field = reader.nextField(group.to))
    if (field === DENSE_NODES) readDenseNodes(block, barrier, sink);
    else if (field === NODES) readNode(block, barrier, sink);
  checkEnd(reader, group.to);
};

/** Nodes as columns, each number as its difference from the one before. */
const readDenseNodes = (block: DataBlock, barrier: number, sink: NodeSink): void => {
  const { reader } = block;
  const end = readEnd(reader);
  let tags = new PbfReader(NOTHING);
  for (const column of [IDS, LATITUDES, LONGITUDES]) column.open(NOTHING);
  for (let field = reader.nextField(end); field !== 0; field = reader.nextField(end))
    if (field === 1) IDS.open(readChecked(reader));
    else if (field === 8) LATITUDES.open(readChecked(reader));
    else if (field === 9) LONGITUDES.open(readChecked(reader));
    else if (field === 10) tags = new PbfReader(readChecked(reader));
  checkEnd(reader, end);
  placeNodes(block, tags, tags.length > 0 ? barrier : -1, sink);
  if (!LATITUDES.isAtEnd || !LONGITUDES.isAtEnd) throw new Malformed();
};

const placeNodes = (block: DataBlock, tags: PbfReader, barrier: number, sink: NodeSink): void => {
  while (!IDS.isAtEnd) {
    const number = sink.find(IDS.next());
    const latitude = LATITUDES.next();
    const longitude = LONGITUDES.next();
    const tagsFrom = tags.pos;
    const isBarrier = barrier !== -1 && skipTags(tags, barrier);
    if (number === -1) continue;
    const closed = isBarrier && isClosed(tagsBetween(tags, tagsFrom, block.strings));
    sink.place(number, longitudeOf(block, longitude), latitudeOf(block, latitude), closed);
  }
};

/** The columns of the block at hand, which is read to its end before the next: they are made once. */
const IDS = new DifferenceReader();
const LATITUDES = new DifferenceReader();
const LONGITUDES = new DifferenceReader();

const NOTHING = new Uint8Array(0);

/** Goes past the tags of a node, pairs of a key and a value up to a 0. @returns whether the wanted key is among them */
const skipTags = (tags: PbfReader, wanted: number): boolean => {
  let has = false;
  for (let key = tags.readVarint(); key !== 0; key = tags.readVarint()) {
    if (key === wanted) has = true;
    tags.readVarint();
  }
  return has;
};

const tagsBetween = (tags: PbfReader, from: number, strings: StringTable): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  tags.pos = from;
  for (let key = tags.readVarint(); key !== 0; key = tags.readVarint())
    map.set(strings.at(key), strings.at(tags.readVarint()));
  return map;
};

/** A node written on its own. */
const readNode = (block: DataBlock, barrier: number, sink: NodeSink): void => {
  const { reader, strings } = block;
  const end = readEnd(reader);
  let id = 0;
  let latitude = 0;
  let longitude = 0;
  let keys: Uint8Array = NOTHING;
  let values: Uint8Array = NOTHING;
  for (let field = reader.nextField(end); field !== 0; field = reader.nextField(end))
    if (field === 1) id = reader.readSVarint();
    else if (field === 2) keys = readChecked(reader);
    else if (field === 3) values = readChecked(reader);
    else if (field === 8) latitude = reader.readSVarint();
    else if (field === 9) longitude = reader.readSVarint();
  checkEnd(reader, end);
  const number = sink.find(id);
  if (number === -1) return;
  const tags = barrier === -1 || keys.length === 0 ? null : pairs(keys, values, strings);
  sink.place(number, longitudeOf(block, longitude), latitudeOf(block, latitude), tags !== null && isClosed(tags));
};

const pairs = (keys: Uint8Array, values: Uint8Array, strings: StringTable): ReadonlyMap<string, string> => {
  const [names, texts] = [new PbfReader(keys), new PbfReader(values)];
  const tags = new Map<string, string>();
  while (names.pos < names.length) {
    if (texts.pos >= texts.length) throw new Malformed();
    tags.set(strings.at(names.readVarint()), strings.at(texts.readVarint()));
  }
  return tags;
};
