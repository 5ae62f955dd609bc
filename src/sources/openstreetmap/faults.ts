import { SaidToPeople } from '#src/said-to-people.ts';

/** Thrown while a file is decoded; whoever knows the file's name says it to people. */
export class Malformed extends Error {
  constructor() {
    super('the bytes are not what the format says they are');
    this.name = 'Malformed';
  }
}

const WHERE = 'Prenez le fichier « .osm.pbf » de votre région sur download.geofabrik.de.';
const AGAIN = 'Téléchargez-le à nouveau, puis recommencez.';

export const sayWhyNotRead = (name: string, error: unknown): SaidToPeople => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return new SaidToPeople(`Le fichier « ${name} » n’existe pas. Vérifiez son nom et son dossier.`);
  if (code === 'EISDIR')
    return new SaidToPeople(`« ${name} » n’est pas un fichier. Indiquez le fichier « .osm.pbf » lui-même.`);
  if (code === 'EACCES' || code === 'EPERM')
    return new SaidToPeople(`Le fichier « ${name} » ne peut pas être lu. Donnez au service le droit de le lire.`);
  return new SaidToPeople(`La lecture du fichier « ${name} » a échoué. Vérifiez le disque, puis recommencez.`);
};

export const sayEmpty = (name: string): SaidToPeople => new SaidToPeople(`Le fichier « ${name} » est vide. ${AGAIN}`);

export const sayTruncated = (name: string): SaidToPeople =>
  new SaidToPeople(`Le fichier « ${name} » est incomplet : son téléchargement s’est arrêté en route. ${AGAIN}`);

export const sayDamaged = (name: string): SaidToPeople =>
  new SaidToPeople(`Le fichier « ${name} » est abîmé : ses routes ne peuvent pas être lues. ${AGAIN}`);

export const sayCompression = (name: string): SaidToPeople =>
  new SaidToPeople(
    `Le fichier « ${name} » est comprimé d’une façon que Lotocar ne lit pas. ${WHERE} Il convient tel quel.`,
  );

/** @param feature what the file says its readers must know, e.g. "HistoricalInformation" */
export const sayFeature = (name: string, feature: string): SaidToPeople =>
  new SaidToPeople(
    feature === 'HistoricalInformation'
      ? `Le fichier « ${name} » contient l’historique de la carte, pas la carte d’un jour. ${WHERE}`
      : `Le fichier « ${name} » est d’une sorte que Lotocar ne lit pas (« ${feature.slice(0, 40)} »). ${WHERE}`,
  );

export const sayNoRoads = (names: readonly string[]): SaidToPeople =>
  new SaidToPeople(`Aucune route pour les voitures dans ${listed(names)}. ${WHERE}`);

export const sayElsewhere = (names: readonly string[]): SaidToPeople =>
  new SaidToPeople(
    `Les routes de ${listed(names)} sont toutes hors du territoire. Choisissez le fichier de la région où il se trouve.`,
  );

export const sayTooLarge = (names: readonly string[]): SaidToPeople =>
  new SaidToPeople(
    `La mémoire de cette machine ne suffit pas pour ${listed(names)}. Prenez le fichier d’une région plus petite, ` +
      'ou préparez les routes sur une machine plus grande : importez ensuite ici un fichier de routes déjà préparé.',
  );

const listed = (names: readonly string[]): string => names.map((name) => `« ${name} »`).join(' et ');

/** What a file that is no extract seems to be, by its first bytes. */
export const sayNotAnExtract = (name: string, start: Uint8Array): SaidToPeople => {
  const text = new TextDecoder('latin1').decode(start).trimStart().toLowerCase();
  const [first, second] = start;
  if (text.startsWith('<!doctype html') || text.startsWith('<html'))
    return new SaidToPeople(`Le fichier « ${name} » est une page web, pas un extrait de carte. ${WHERE}`);
  if (text.startsWith('<?xml') || text.startsWith('<osm'))
    return new SaidToPeople(`Le fichier « ${name} » est au format XML, que Lotocar ne lit pas. ${WHERE}`);
  if ((first === 0x1f && second === 0x8b) || text.startsWith('bzh') || text.startsWith('pk') || text.startsWith('7z'))
    return new SaidToPeople(`Le fichier « ${name} » est une archive comprimée, que Lotocar ne lit pas. ${WHERE}`);
  return new SaidToPeople(`Le fichier « ${name} » n’est pas un extrait d’OpenStreetMap. ${WHERE}`);
};
