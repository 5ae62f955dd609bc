import type { ByteSource } from '#src/sources/openstreetmap/byte-source.ts';
import {
  Malformed,
  sayCompression,
  sayDamaged,
  sayNotAnExtract,
  sayTruncated,
} from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readChecked } from '#src/sources/openstreetmap/fields.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';

/** Limits of the format (wiki.openstreetmap.org/wiki/PBF_Format): 64 KiB for a header, 32 MiB for what a blob holds. */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;

/** Of the four bytes that say the length of each header. */
const LENGTH_BYTES = 4;

/** An extract is a chain of blobs: each a length, a header that says what comes, then the compressed data. */
export interface Blob {
  /** "OSMHeader" once, first; then "OSMData"; others are to be skipped. */
  readonly type: string;
  /** Where the next one begins. */
  readonly next: number;
  /** Its data, made plain. */
  readonly data: Uint8Array;
}

/**
 * Reads the blob that begins at a place in the file.
 * @throws SaidToPeople when it is not one, or is cut or damaged
 */
export const readBlob = async (source: ByteSource, at: number): Promise<Blob> => {
  const start = await source.read(at, LENGTH_BYTES);
  const headerLength = start.length < LENGTH_BYTES ? 0 : new DataView(start.buffer, start.byteOffset).getUint32(0);
  const headerAt = at + LENGTH_BYTES;
  const header =
    headerLength > MOST_HEADER_BYTES ? null : headerOf(await source.read(headerAt, headerLength), headerLength);
  if (header === null) {
    if (at === 0) throw sayNotAnExtract(source.name, await source.read(0, 64));
    throw headerAt + headerLength > source.size && headerLength <= MOST_HEADER_BYTES
      ? sayTruncated(source.name)
      : sayDamaged(source.name);
  }
  const dataAt = headerAt + headerLength;
  const next = dataAt + header.length;
  if (next > source.size) throw sayTruncated(source.name);
  const bytes = await source.read(dataAt, header.length);
  if (bytes.length < header.length) throw sayTruncated(source.name);
  return { type: header.type, next, data: decoding(source, () => openBlob(source.name, bytes)) };
};

/**
 * Runs a step of the decoding: whatever goes wrong in it is the file's fault, and is said so.
 * @throws SaidToPeople
 */
export const decoding = <Result>(source: ByteSource, step: () => Result): Result => {
  try {
    return step();
  } catch (error) {
    // A mistake of ours is not the file's fault.
    if (error instanceof SaidToPeople || error instanceof TypeError || error instanceof ReferenceError) throw error;
    throw sayDamaged(source.name);
  }
};

const headerOf = (bytes: Uint8Array, length: number): { readonly type: string; readonly length: number } | null => {
  if (bytes.length < length || length === 0) return null;
  const reader = new PbfReader(bytes);
  let type = '';
  let blobLength = -1;
  try {
    for (let field = reader.nextField(); field !== 0; field = reader.nextField())
      if (field === 1) type = new TextDecoder('latin1').decode(readChecked(reader));
      else if (field === 3) blobLength = reader.readVarint();
    checkEnd(reader, bytes.length);
  } catch {
    return null;
  }
  return type === '' || blobLength < 0 || blobLength > MOST_BLOB_BYTES ? null : { type, length: blobLength };
};

const openBlob = (name: string, bytes: Uint8Array): Uint8Array => {
  const reader = new PbfReader(bytes);
  let plain: Uint8Array | null = null;
  let packed: Uint8Array | null = null;
  let size = -1;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField())
    if (field === 1) plain = readChecked(reader);
    else if (field === 2) size = reader.readVarint();
    else if (field === 3) packed = readChecked(reader);
    // LZMA, bzip2, LZ4 and Zstandard are in the format, and in no extract that we know of.
    else if (field >= 4 && field <= 7) throw sayCompression(name);
  checkEnd(reader, bytes.length);
  if (plain !== null) return plain;
  if (packed === null || size < 0 || size > MOST_BLOB_BYTES) throw new Malformed();
  const data = inflateSync(packed, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size) });
  if (data.length !== size) throw new Malformed();
  return data;
};
