import { basename } from 'node:path';
import { SaidToPeople } from '#src/said-to-people.ts';
import { PrivateAddress } from '#src/sources/public-address.ts';

/** What is said when a download fails: where, why, and what to do. */

/** What sort of file is brought, for the sentences about it. */
export interface FileWanted {
  /** How an address of one looks. */
  readonly addresses: string;
  /** What to copy instead of the address of a page. */
  readonly copy: string;
  /** What to do when it is too large. */
  readonly instead: string;
  /** Its name on the disk, where the address has none. */
  readonly name: string;
}

export const ROAD_FILE: FileWanted = {
  addresses: 'Elle commence par https:// et se termine par .osm.pbf.',
  copy: 'Copiez l’adresse du fichier « .osm.pbf » lui-même.',
  instead: 'Prenez le fichier d’une région plus petite, ou un fichier de routes déjà préparé.',
  name: 'routes',
};

export const TIMETABLE_FILE: FileWanted = {
  addresses: 'Elle commence par https://.',
  copy: 'Copiez l’adresse du fichier GTFS (.zip) lui-même.',
  instead: 'Prenez les horaires d’une région ou d’un réseau plus petit.',
  name: 'horaires.zip',
};

const GO_ON = 'Recommencez : ce qui est déjà arrivé ne sera pas téléchargé une seconde fois.';

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1).replace('.', ',')} Go`;

export const sayNotAnAddress = (text: string, { addresses }: FileWanted): SaidToPeople =>
  new SaidToPeople(`« ${withoutLogin(text.trim()).slice(0, 200)} » n’est pas une adresse de fichier. ${addresses}`);

/** A name and a password are shown to nobody, wherever they come from: a site may send one elsewhere with its own. */
const withoutLogin = (text: string): string => text.replace(/^(\w+:\/\/)[^/?#]*@/u, '$1');

export const sayRoundAndRound = (url: URL): SaidToPeople =>
  new SaidToPeople(
    `Le site ${url.host} renvoie d’une adresse à l’autre sans donner de fichier. Copiez l’adresse du fichier lui-même.`,
  );

export const sayPage = (url: URL, { copy }: FileWanted): SaidToPeople =>
  new SaidToPeople(`L’adresse ${url.href} donne une page à lire, pas un fichier. ${copy}`);

export const sayStatus = (url: URL, status: number, hasLogin: boolean): SaidToPeople => {
  if (hasLogin && (status === 401 || status === 403))
    return new SaidToPeople(
      `Le site ${url.host} refuse l’identifiant ou le mot de passe écrits dans l’adresse. Vérifiez-les, puis écrivez l’adresse à nouveau.`,
    );
  if (status === 404 || status === 410)
    return new SaidToPeople(`Il n’y a pas de fichier à l’adresse ${url.href}. Vérifiez-la.`);
  if (status === 401 || status === 403)
    return new SaidToPeople(`L’adresse ${url.href} ne donne pas ce fichier à tout le monde.`);
  return new SaidToPeople(
    `Le site ${url.host} ne donne pas le fichier pour l’instant (réponse ${status}). Recommencez un peu plus tard.`,
  );
};

export const sayTooLong = (url: URL, bytes: number, { instead }: FileWanted): SaidToPeople =>
  new SaidToPeople(`Le fichier ${basename(url.pathname)} est trop gros (${gigabytes(bytes)}). ${instead}`);

export const sayNoRoom = (missing: number | null): SaidToPeople =>
  new SaidToPeople(
    `Le disque de cette machine est plein${missing === null ? '' : ` : il manque ${gigabytes(missing)}`}. Faites de la place, puis recommencez.`,
  );

/** The sentence for whatever stopped a download; a bug of ours is given back as it is. */
export const sayWhyStopped = (url: URL, error: unknown): unknown => {
  if (error instanceof SaidToPeople) return error;
  if (error instanceof PrivateAddress)
    return new SaidToPeople(`L’adresse ${url.host} est celle d’un réseau privé : elle n’est pas lue d’ici.`);
  const code = codeOf(error);
  if (isDiskFull(error)) return sayNoRoom(null);
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new SaidToPeople('Le dossier de données ne se laisse pas écrire. Vérifiez ses droits, puis recommencez.');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new SaidToPeople(`Le site ${url.host} est introuvable. Vérifiez l’adresse et la connexion à internet.`);
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new SaidToPeople(`Le site ${url.host} ne répond pas. Vérifiez l’adresse et la connexion à internet.`);
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new SaidToPeople(`Le téléchargement depuis ${url.host} s’est arrêté en route. ${GO_ON}`);
};

export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error));

/** Whether trying again at once may help: the line was cut. */
export const isCut = (error: unknown): boolean =>
  !(error instanceof SaidToPeople) &&
  !(error instanceof PrivateAddress) &&
  !['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EPERM', 'ENOTFOUND', 'ECONNREFUSED'].includes(codeOf(error));

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
