import { Malformed } from '#src/sources/openstreetmap/faults.ts';
import type { PbfReader } from 'pbf';

/**
 * Reads the length before a nested message, a text or packed numbers. The library trusts it; here it is checked, so that a
 * length that lies is found at once.
 * @returns where what follows ends
 */
export const readEnd = (reader: PbfReader): number => {
  const end = reader.readVarint() + reader.pos;
  if (!(end <= reader.length)) throw new Malformed();
  return end;
};

/** To be called after the last field of a message: what it held must end where it said. */
export const checkEnd = (reader: PbfReader, end: number): void => {
  if (reader.pos !== end) throw new Malformed();
};

/** Reads bytes of a checked length; they are a view, not a copy. */
export const readChecked = (reader: PbfReader): Uint8Array => {
  const end = readEnd(reader);
  const bytes = reader.buf.subarray(reader.pos, end);
  reader.pos = end;
  return bytes;
};
