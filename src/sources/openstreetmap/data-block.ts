import { Malformed } from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readEnd } from '#src/sources/openstreetmap/fields.ts';
import { StringTable } from '#src/sources/openstreetmap/string-table.ts';
import { PbfReader } from 'pbf';

/** Some thousand nodes, ways or relations, and the texts and units they share. */
export interface DataBlock {
  readonly reader: PbfReader;
  readonly strings: StringTable;
  readonly groups: readonly Group[];
  /** Of coordinates, in 1e-9 degrees: how much one unit is, and where they start from. */
  readonly granularity: number;
  readonly latitudeOffset: number;
  readonly longitudeOffset: number;
}

/** Where a group begins and ends in the block, and what its first thing is: groups hold things of one kind. */
export interface Group {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
}

/** Kinds of groups, by the number of their field. */
export const NODES = 1;
export const DENSE_NODES = 2;
export const WAYS = 3;

/** Lays a block out without reading what its groups hold. @throws Malformed */
export const openDataBlock = (data: Uint8Array): DataBlock => {
  const reader = new PbfReader(data);
  const groups: Group[] = [];
  let strings = new StringTable(data, 0, 0);
  let granularity = 100;
  let latitudeOffset = 0;
  let longitudeOffset = 0;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField())
    if (field === 1) {
      const to = readEnd(reader);
      strings = new StringTable(data, reader.pos, to);
      reader.pos = to;
    } else if (field === 2) {
      const to = readEnd(reader);
      const from = reader.pos;
      groups.push({ kind: reader.nextField(to), from, to });
      reader.pos = to;
    } else if (field === 17) granularity = reader.readVarint();
    else if (field === 19) latitudeOffset = reader.readVarint(true);
    else if (field === 20) longitudeOffset = reader.readVarint(true);
  checkEnd(reader, data.length);
  return { reader, strings, groups, granularity, latitudeOffset, longitudeOffset };
};

const MOST_LATITUDE = 90e7;
const MOST_LONGITUDE = 180e7;

/** A coordinate of the block in 1e-7 degrees. @throws Malformed when it is nowhere on Earth */
export const latitudeOf = (block: DataBlock, units: number): number =>
  within(MOST_LATITUDE, (block.latitudeOffset + block.granularity * units) / 100);

export const longitudeOf = (block: DataBlock, units: number): number =>
  within(MOST_LONGITUDE, (block.longitudeOffset + block.granularity * units) / 100);

const within = (most: number, e7: number): number => {
  if (!(e7 >= -most && e7 <= most)) throw new Malformed();
  return Math.round(e7);
};
