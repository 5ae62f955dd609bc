import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import type { PbfReader } from 'pbf';

/** How a field is written (Protocol Buffers, "wire types"). */
const NUMBER = 0;
const BYTES = 2;

/** Called with the number of each field; what it does not read is passed over. */
type OnField = (field: number, reader: PbfReader) => void;

/**
 * Reads the fields of a message up to `end`. The library trusts lengths and kinds; here each message must end where it said.
 * @throws NotRealtime
 */
export const readFields = (reader: PbfReader, end: number, onField: OnField): void => {
  for (;;) {
    const field = next(reader, end);
    if (field === 0) return;
    onField(field, reader);
  }
};

/** The number of the next field; 0 at the end of the message. */
export const next = (reader: PbfReader, end: number): number => {
  let field: number;
  try {
    field = reader.nextField(end);
  } catch {
    // A kind of field that no longer exists.
    throw new NotRealtime('damaged');
  }
  if (!(reader.pos <= end)) throw new NotRealtime('damaged');
  if (field === 0 && reader.pos !== end) throw new NotRealtime('damaged');
  return field;
};

/** Reads a message inside another. */
export const readInside = (reader: PbfReader, onField: OnField): void => {
  readFields(reader, readEnd(reader), onField);
};

/** Where what follows ends. */
export const readEnd = (reader: PbfReader): number => {
  if (reader.type !== BYTES) throw new NotRealtime('damaged');
  const end = length(reader) + reader.pos;
  if (!(end <= reader.length)) throw new NotRealtime('damaged');
  return end;
};

/** A text, of so many characters at most. */
export const readText = (reader: PbfReader, most: number): string => {
  const end = readEnd(reader);
  const [start, last] = [reader.pos, Math.min(end, reader.pos + most * LONGEST_CHARACTER)];
  reader.pos = end;
  // A Buffer reads short texts several times faster than a TextDecoder.
  const { buffer, byteOffset } = reader.buf;
  return Buffer.from(buffer, byteOffset + start, last - start)
    .toString('utf8')
    .slice(0, most);
};

/** In bytes. */
const LONGEST_CHARACTER = 4;

/** A whole number, below zero too. */
export const readNumber = (reader: PbfReader): number => {
  if (reader.type !== NUMBER) throw new NotRealtime('damaged');
  const value = number(reader, true);
  if (!Number.isSafeInteger(value)) throw new NotRealtime('damaged');
  return value;
};

const length = (reader: PbfReader): number => number(reader, false);

const number = (reader: PbfReader, isSigned: boolean): number => {
  try {
    return reader.readVarint(isSigned);
  } catch {
    // More than ten bytes.
    throw new NotRealtime('damaged');
  }
};
