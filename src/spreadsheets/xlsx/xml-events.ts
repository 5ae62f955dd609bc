import { SheetRefused } from '#src/spreadsheets/limits.ts';

/** What happens in an XML text, in its order; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: ReadonlyMap<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Longer than any mark of a workbook; what never ends is refused before it fills the memory. */
const MOST_TAG_LENGTH = 100_000;
/** An entity, `&#x10FFFF;` at most, may be cut at the end of a piece. */
const MOST_ENTITY_LENGTH = 12;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const damaged = (): SheetRefused =>
  new SheetRefused(
    'Ce classeur est abîmé : une partie ne se lit pas. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en XLSX ou en CSV, puis recommencez.',
  );

/** Only the five entities of XML and characters by their number: a text that declares others is refused before. */
const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hexadecimal, name: string) => {
        if (name !== undefined) return NAMED[name] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
        return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
      })
    : text;

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesOf = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    found.set(withoutPrefix(name), decoded(double ?? single ?? ''));
  return found;
};

/** The end of a tag: a `>` that stands in no quotes. -1 while it has not come. */
const endOfTag = (text: string, from: number): number => {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
};

/**
 * Reads the XML of a workbook as it comes. It knows no document type: nothing can be declared in it, so that nothing is
 * expanded and nothing is fetched.
 * @throws SheetRefused
 */
export const readXml = async (pieces: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> => {
  let decoder: TextDecoder | undefined;
  let held = '';
  const mark = (opening: string, closing: string, use?: (inside: string) => void): boolean | undefined => {
    if (!held.startsWith(opening)) return undefined;
    const end = held.indexOf(closing, opening.length);
    if (end < 0) return false;
    use?.(held.slice(opening.length, end));
    held = held.slice(end + closing.length);
    return true;
  };
  const tag = (): boolean => {
    if (/^<![a-z]/i.test(held)) throw damaged();
    if (held.length < 9 && '<![CDATA['.startsWith(held)) return false;
    const end = endOfTag(held, 1);
    if (end < 0) return false;
    const inside = held.slice(1, end);
    held = held.slice(end + 1);
    if (inside.startsWith('/')) {
      listener.close?.(withoutPrefix(inside.slice(1).trim()));
      return true;
    }
    const closed = inside.endsWith('/');
    const name = /^[^\s/]+/.exec(inside)?.[0];
    if (name === undefined) throw damaged();
    listener.open?.(withoutPrefix(name), attributesOf(inside.slice(name.length)));
    if (closed) listener.close?.(withoutPrefix(name));
    return true;
  };
  const text = (isLast: boolean): boolean => {
    const next = held.indexOf('<');
    let end = next < 0 ? held.length : next;
    if (next < 0 && !isLast) {
      const entity = held.lastIndexOf('&');
      if (entity >= 0 && held.length - entity < MOST_ENTITY_LENGTH && !held.includes(';', entity)) end = entity;
    }
    if (end === 0) return false;
    listener.text?.(decoded(held.slice(0, end)));
    held = held.slice(end);
    return true;
  };
  const consume = (isLast: boolean): void => {
    for (;;) {
      if (held === '') return;
      const went = held.startsWith('<')
        ? (mark('<!--', '-->') ??
          mark('<![CDATA[', ']]>', (inside) => listener.text?.(inside)) ??
          mark('<?', '?>') ??
          tag())
        : text(isLast);
      if (went) continue;
      if (held.length > MOST_TAG_LENGTH) throw damaged();
      return;
    }
  };
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(piece[0] === 0xff ? 'utf-16le' : piece[0] === 0xfe ? 'utf-16be' : 'utf-8');
    held += decoder.decode(piece, { stream: true });
    consume(false);
  }
  held += decoder?.decode() ?? '';
  consume(true);
  if (held !== '') throw damaged();
};
