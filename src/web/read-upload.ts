/** A file sent by a form (RFC 7578), its bytes as they come: it may be larger than the memory. */
export interface Upload {
  /** As the browser says it: shown, never used as a path. '' when no file was chosen. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const HEAD_END = Buffer.from('\r\n\r\n');
/** Longer than any browser's. */
const MOST_HEAD_BYTES = 8192;

/**
 * The first file of a posted form; the fields before it are passed over.
 * @returns null when the body is no such form, or holds no file
 */
export const readUpload = async (
  contentType: string | undefined,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Upload | null> => {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";,]{1,200})"?/iu.exec(contentType ?? '')?.[1];
  if (boundary === undefined || body === null) return null;
  const source = createSource(body);
  // The first delimiter has no line before it: one is put there, so that all are alike.
  source.putBack(Buffer.from('\r\n'));
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  for (;;) {
    for await (const passed of untilMark(source, delimiter)) void passed;
    const head = await readHead(source);
    if (head === null) return null;
    const name = /\bfilename="((?:[^"\\]|\\.)*)"/iu.exec(head)?.[1];
    if (name !== undefined) return { name, bytes: untilMark(source, delimiter) };
  }
};

interface Source {
  /** More bytes; null at the end. */
  next(): Promise<Buffer | null>;
  putBack(bytes: Buffer): void;
}

const createSource = (body: AsyncIterable<Uint8Array>): Source => {
  const iterator = body[Symbol.asyncIterator]();
  let before: Buffer | null = null;
  return {
    async next() {
      const kept = before;
      if (kept !== null && kept.length > 0) {
        before = null;
        return kept;
      }
      const { done, value } = await iterator.next();
      return done === true ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    },
    putBack(bytes) {
      before = bytes;
    },
  };
};

/** What comes before the mark; the source then stands after it. @throws Error when the body ends first */
async function* untilMark(source: Source, mark: Buffer): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const more = await source.next();
    if (more === null) throw new UploadCut();
    held = held.length === 0 ? more : Buffer.concat([held, more]);
    const at = held.indexOf(mark);
    if (at >= 0) {
      source.putBack(held.subarray(at + mark.length));
      if (at > 0) yield held.subarray(0, at);
      return;
    }
    // The mark may have begun: as many bytes as it has, but one, wait for what follows.
    const sure = held.length - mark.length + 1;
    if (sure > 0) {
      yield held.subarray(0, sure);
      held = held.subarray(sure);
    }
  }
}

/** The lines that say what a part is; null after the last part. */
const readHead = async (source: Source): Promise<string | null> => {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    if (held.length >= 2 && held.subarray(0, 2).toString() === '--') return null;
    const at = held.indexOf(HEAD_END);
    // What follows the head may have come with it, as long as it likes: only the head is limited.
    if (at > MOST_HEAD_BYTES || (at < 0 && held.length > MOST_HEAD_BYTES)) return null;
    if (at >= 0) {
      source.putBack(held.subarray(at + HEAD_END.length));
      return held.subarray(0, at).toString();
    }
    const more = await source.next();
    if (more === null) return null;
    held = Buffer.concat([held, more]);
  }
};

/** The browser went away before the end of its form. */
export class UploadCut extends Error {
  constructor() {
    super('the form ended before its file');
    this.name = 'UploadCut';
  }
}
