import { formatNumber } from '#src/format-number.ts';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { SaidToPeople } from '#src/said-to-people.ts';
import { asUtf8 } from '#src/sources/gtfs/as-utf8.ts';
import type { FeedNotes } from '#src/sources/gtfs/feed-notes.ts';
import type { FeedZip } from '#src/sources/gtfs/feed-zip.ts';

/** What the files of a feed are read with. */
export interface FeedSource {
  readonly zip: Pick<FeedZip, 'stream'>;
  readonly notes: FeedNotes;
  /** Told of the bytes that were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** Which columns of a file are read. Others are passed over. */
export interface Columns<Required extends string, Optional extends string> {
  readonly file: string;
  readonly required: readonly Required[];
  readonly optional: readonly Optional[];
  /** Without its required columns the whole feed is refused; else the file is left out. */
  readonly essential?: boolean;
  /** More lines than this are refused. */
  readonly most: number;
}

export type TableRow<Name extends string> = Readonly<Record<Name, string>>;

/** A line of a feed is some hundred characters. A quote that is never closed makes one of the whole file. */
const LONGEST_RECORD = 100_000;

/**
 * Reads a file of a feed as it comes out of the zip, line by line, whatever the order of its columns. Values are trimmed;
 * those that are not there are ''.
 * @returns how many lines; null when the file is not there, or cannot be read and is left out
 * @throws SaidToPeople when the file is essential and cannot be read
 */
export const readTable = async <Required extends string, Optional extends string>(
  source: FeedSource,
  { file, required, optional, essential = false, most }: Columns<Required, Optional>,
  onRow: (row: TableRow<Required | Optional>, line: number) => void,
): Promise<number | null> => {
  const { zip, notes } = source;
  const names: readonly (Required | Optional)[] = [...required, ...optional];
  const leaveOut = (reason: string): null => {
    if (essential) throw new SaidToPeople(`${file} ne se lit pas : ${reason}. Demandez au réseau un fichier corrigé.`);
    notes.note(file, null, `Ce fichier ne se lit pas (${reason}) : il est laissé de côté.`);
    return null;
  };
  const stream = await zip.stream(file);
  if (stream === undefined) return null;
  let places: readonly number[] | null = null;
  let count = 0;
  try {
    for await (const { record, info } of recordsOf(stream, file, source)) {
      if (places === null) {
        const header = record.map((name) => name.trim().toLowerCase());
        const missing = required.filter((name) => !header.includes(name));
        if (missing.length > 0) return leaveOut(sayMissing(missing, header));
        places = names.map((name) => header.indexOf(name));
        continue;
      }
      count += 1;
      if (count > most)
        throw new SaidToPeople(
          `${file} a plus de ${formatNumber(most)} lignes. Prenez les horaires d’une région ou d’un réseau.`,
        );
      const row = {} as Record<Required | Optional, string>;
      for (let at = 0; at < names.length; at += 1)
        row[names[at] as Required | Optional] = (record[places[at] as number] ?? '').trim();
      onRow(row, info.lines);
    }
  } catch (error) {
    if (error instanceof SaidToPeople) throw error;
    if (error instanceof CsvError)
      return leaveOut(
        error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED'
          ? `après la ligne ${count + 1}, un guillemet n’est pas fermé, ou la ligne est trop longue`
          : `il n’est pas écrit comme un tableau, vers la ligne ${count + 1}`,
      );
    // Of the zip: what comes out is not what was announced, or cannot be inflated.
    if (isOfZip(error))
      throw new SaidToPeople(`Ce fichier .zip est abîmé : ${file} n’en sort pas entier. Prenez-en une autre copie.`);
    throw error;
  }
  if (places === null) return leaveOut('il est vide');
  return count;
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const recordsOf = (stream: Readable, file: string, { notes, onBytes }: FeedSource): AsyncIterable<CsvRecord> => {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  if (onBytes) stream.on('data', (piece: Buffer) => onBytes(piece.length));
  const text = Readable.from(
    asUtf8(stream as AsyncIterable<Buffer>, () =>
      notes.note(
        file,
        null,
        'Ce fichier n’est pas écrit en UTF-8, comme le demande le format : ses accents sont lus comme ceux de Windows.',
      ),
    ),
    { objectMode: false },
  );
  text.on('error', (error) => parser.destroy(error));
  // Whoever stops half-way leaves the rest in the zip.
  parser.on('close', () => void text.destroy());
  return text.pipe(parser) as AsyncIterable<CsvRecord>;
};

const isOfZip = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && String(error.code).startsWith('Z_')) ||
    /bytes|size|local file header|stream/iu.test(error.message));

const sayMissing = (missing: readonly string[], header: readonly string[]): string =>
  header.length === 1 && (header[0] ?? '').includes(';')
    ? 'ses colonnes sont séparées par des points-virgules, et non par des virgules'
    : missing.length === 1
      ? `la colonne ${missing[0]} manque`
      : `les colonnes ${missing.join(', ')} manquent`;
