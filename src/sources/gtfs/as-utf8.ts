import { isUtf8 } from 'node:buffer';

/** The characters of Windows from 0x80 to 0x9F; others are those of Latin-1. What is not one is left as it is written. */
const windows = new TextDecoder('windows-1252');

/** How many bytes a character takes, by its first one; 0 for a byte that begins none. */
const lengthFrom = (byte: number): number => {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
};

/** Where the last character begins, when it may go on in the next piece; else the end. */
const wholeUntil = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const at = bytes.length - back;
    const byte = bytes[at] as number;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthFrom(byte) > back ? at : bytes.length;
  }
  return bytes.length;
};

/** Bytes that are no UTF-8 become the characters that Windows means by them; those that are stay. */
const mended = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = 0; at < bytes.length;) {
    const length = lengthFrom(bytes[at] as number);
    if (length === 1 || (length > 1 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length)) {
      at += length;
      continue;
    }
    parts.push(bytes.subarray(kept, at), Buffer.from(windows.decode(bytes.subarray(at, at + 1)), 'utf8'));
    at += 1;
    kept = at;
  }
  parts.push(bytes.subarray(kept));
  return Buffer.concat(parts);
};

/**
 * The pieces of a text as UTF-8, whatever wrote it: spreadsheets still save accents as Windows does. A file that says it is
 * UTF-16 is left as it is.
 * @param onOther called once, when something was not UTF-8
 */
export async function* asUtf8(pieces: AsyncIterable<Buffer>, onOther: () => void): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  let isOther = false;
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst && piece[0] === 0xff && piece[1] === 0xfe) {
      yield piece;
      yield* pieces;
      return;
    }
    isFirst = false;
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = wholeUntil(bytes);
    rest = bytes.subarray(end) as Buffer<ArrayBuffer>;
    const whole = bytes.subarray(0, end);
    isOther ||= !isUtf8(whole);
    yield isUtf8(whole) ? whole : mended(whole);
  }
  isOther ||= rest.length > 0;
  if (rest.length > 0) yield mended(rest);
  if (isOther) onOther();
}
