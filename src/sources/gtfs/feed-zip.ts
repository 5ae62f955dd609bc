import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SaidToPeople } from '#src/said-to-people.ts';

/** The files of a feed, by the names GTFS gives them. Names are keys, never paths of a disk. */
export interface FeedZip {
  readonly names: readonly string[];
  /** The folder of the zip they lie in; '' when they lie where they should. */
  readonly folder: string;
  /** Bytes of a file once out of the zip; 0 when it is not there. */
  bytesOf(file: string): number;
  /** What a file holds, as it comes out; undefined when it is not there. */
  stream(file: string): Promise<Readable | undefined>;
  close(): void;
}

/** The whole of France by train and coach is 40 MB in the zip, 600 MB out of it. */
const MOST_BYTES_OUT = 2e9;
const MOST_FILES = 1000;
/** Timetables, which repeat themselves, come out ten to thirty times as long: far more is made to fill a memory. */
const MOST_TIMES_LONGER = 200;
const SMALL_BYTES = 20e6;

const ANOTHER = 'Demandez au réseau le fichier GTFS (.zip) de ses horaires.';

/**
 * Opens a feed. yauzl refuses names that lead outside, and holds what comes out of each file to the size that was announced.
 * @throws SaidToPeople when it is no zip, a trap, or locked
 */
export const openFeedZip = async (path: string): Promise<FeedZip> => {
  await refuseOthers(path);
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch {
    throw cut();
  }
  try {
    return await listFiles(zip);
  } catch (error) {
    zip.close();
    throw error instanceof SaidToPeople ? error : badNames();
  }
};

const cut = (): SaidToPeople =>
  new SaidToPeople('Ce fichier .zip n’est pas entier, ou il est abîmé. Prenez-en une autre copie.');
const badNames = (): SaidToPeople =>
  new SaidToPeople(`Ce fichier .zip est abîmé : les noms de ses fichiers ne se lisent pas. ${ANOTHER}`);
const tooLong = (): SaidToPeople =>
  new SaidToPeople(
    'Ces horaires sont trop longs une fois sortis du .zip (plus de 2 Go). Prenez ceux d’une région ou d’un réseau, pas ceux d’un pays.',
  );

/** What the first bytes say of a file that is no zip. */
const refuseOthers = async (path: string): Promise<void> => {
  const start = Buffer.alloc(512);
  let length = 0;
  try {
    await using file = await open(path);
    length = (await file.read(start, 0, start.length, 0)).bytesRead;
  } catch {
    throw new SaidToPeople('Ce fichier ne se lit pas. Vérifiez son nom et son dossier.');
  }
  if (length === 0) throw new SaidToPeople(`Ce fichier est vide. ${ANOTHER}`);
  const text = start
    .toString('latin1', 0, length)
    .replace(/^\u00EF\u00BB\u00BF/u, '')
    .trimStart();
  if (text.startsWith('PK')) return;
  if (/^<(?:!doctype html|html|\?xml|head|body|!--)/iu.test(text))
    throw new SaidToPeople(`Ceci est une page web, pas un fichier d’horaires. ${ANOTHER}`);
  if (/^[{[]/u.test(text))
    throw new SaidToPeople(`Ceci est une réponse de site, pas un fichier d’horaires. ${ANOTHER}`);
  if (/^[\w" ]+,[\w" ,]+[\r\n]/u.test(text))
    throw new SaidToPeople(
      'Ceci est un seul fichier d’horaires. Donnez le fichier .zip entier, avec stops.txt, trips.txt et les autres.',
    );
  throw new SaidToPeople(`Ce fichier n’est pas un .zip. ${ANOTHER}`);
};

const listFiles = async (zip: ZipFile): Promise<FeedZip> => {
  if (zip.entryCount > MOST_FILES)
    throw new SaidToPeople(`Ce fichier .zip contient ${zip.entryCount} fichiers : ce ne sont pas des horaires GTFS.`);
  const all = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/')) continue;
    all.set(entry.fileName.toLowerCase(), entry);
  }
  if (all.size === 0) throw new SaidToPeople(`Ce fichier .zip est vide. ${ANOTHER}`);
  const folder = folderOf([...all.keys()]);
  const entries = new Map<string, Entry>();
  let bytes = 0;
  for (const [name, entry] of all) {
    if (!name.startsWith(folder) || !/^[\w-]+\.(?:txt|geojson)$/u.test(name.slice(folder.length))) continue;
    if (entry.isEncrypted())
      throw new SaidToPeople(
        'Ce fichier .zip est protégé par un mot de passe. Demandez-le sans mot de passe : les horaires sont publics.',
      );
    bytes += entry.uncompressedSize;
    if (entry.uncompressedSize > MOST_BYTES_OUT || bytes > MOST_BYTES_OUT) throw tooLong();
    if (entry.uncompressedSize > SMALL_BYTES && entry.uncompressedSize > entry.compressedSize * MOST_TIMES_LONGER)
      throw new SaidToPeople(`Ce fichier .zip n’est pas sûr : ${name} y prend une place qu’aucun horaire ne prend.`);
    entries.set(name.slice(folder.length), entry);
  }
  return {
    names: [...entries.keys()],
    folder,
    bytesOf: (file) => entries.get(file)?.uncompressedSize ?? 0,
    async stream(file) {
      const entry = entries.get(file);
      if (entry === undefined) return undefined;
      try {
        return await zip.openReadStreamPromise(entry);
      } catch {
        throw cut();
      }
    },
    close: () => zip.close(),
  };
};

/** Where the feed lies: at the top, or in the one folder that somebody zipped with it. */
const folderOf = (names: readonly string[]): string => {
  const paths = names.filter((name) => /(?:^|\/)(?:stop_times|stops|agency)\.txt$/u.test(name));
  const folders = new Set(paths.map((name) => name.slice(0, name.lastIndexOf('/') + 1)));
  const [only] = folders;
  return folders.size === 1 && only !== undefined ? only : '';
};
