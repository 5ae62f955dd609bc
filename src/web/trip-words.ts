import { withoutCapital } from '#src/capital.ts';
import { counted } from '#src/counted.ts';
import type { Band, Match } from '#src/matching/match.ts';
import type { DriverCard } from '#src/people/driver-card.ts';
import type { Stop } from '#src/places/place.ts';
import type { Need } from '#src/requests/request.ts';
import type { Bands } from '#src/territory/territory.ts';
import type { Metres, Minutes } from '#src/time/units.ts';
import { formatHour } from '#src/time/hours.ts';
import type { CarTakes, KindOfHelp, Trip } from '#src/trips/trip.ts';

/** "le lundi, le mardi et le jeudi". */
export const inWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} et ${items.at(-1)}`;

/** "1 h 05", "25 minutes". */
export const duration = (minutes: Minutes): string => {
  const whole = Math.ceil(minutes);
  if (whole < 60) return counted(whole, 'minute');
  return formatHour(whole);
};

/** "42 km"; below ten, with its hundreds of metres. */
export const kilometreWords = (metres: Metres): string => {
  const kilometres = metres / 1000;
  return `${kilometres < 10 ? kilometres.toFixed(1).replace('.', ',') : Math.round(kilometres)} km`;
};

/** Names that begin with a common noun take its article, where those of communes take none: "Gare de Figeac", "Hôpital de Cahors". */
const WITH_THE: readonly (readonly [RegExp, string])[] = [
  [/^(?:Hôpital|Église|École|Arrêt|Abbaye|Espace|Esplanade|Aire|Aéroport|Agence|Office|EHPAD|Ehpad) /, 'l’'],
  [
    /^(?:Gare|Place|Mairie|Maison|Pharmacie|Poste|Salle|Piscine|Clinique|Boulangerie|Bibliothèque|Médiathèque|Halte|Halle|Maternité|Préfecture|Sous-préfecture|Zone) /,
    'la ',
  ],
  [/^(?:Centre|Collège|Lycée|Stade|Cabinet|Marché|Parking|Supermarché|Pôle|Foyer|Cinéma|Pont) /, 'le '],
];

/** The article of a name that takes one, and the name within a sentence: "la ", "gare de Figeac". */
const withArticle = (name: string): readonly [article: string, name: string] | undefined => {
  const article = WITH_THE.find(([pattern]) => pattern.test(name))?.[1];
  return article === undefined ? undefined : [article, /^[A-Z]{2}/.test(name) ? name : withoutCapital(name)];
};

/** "de Gramat", "d’Assier", "du Vigan", "des Arques", "de la gare de Figeac": French names bend the word before them. */
export const from = (name: string): string => {
  const [article, noun] = withArticle(name) ?? [];
  if (article !== undefined) return article === 'le ' ? `du ${noun}` : `de ${article}${noun}`;
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`;
  if (name.startsWith('Les ')) return `des ${name.slice(4)}`;
  // "Huit", "Onze" and names in "Y" keep their "de"; an initial H is silent in nearly all names of places.
  return /^[AEIOUHÀÂÉÈÊËÎÏÔÖÙÛŒÆ]/.test(name) ? `d’${name}` : `de ${name}`;
};

/** "à Gramat", "au Vigan", "aux Arques", "à l’hôpital de Cahors". */
export const to = (name: string): string => {
  const [article, noun] = withArticle(name) ?? [];
  if (article !== undefined) return article === 'le ' ? `au ${noun}` : `à ${article}${noun}`;
  if (name.startsWith('Le ')) return `au ${name.slice(3)}`;
  if (name.startsWith('Les ')) return `aux ${name.slice(4)}`;
  return `à ${name}`;
};

/** What the public reads of an end: an address shows its commune only. */
export const publicLabel = (stop: Stop): string => (stop.source === 'address' ? stop.communeName : stop.label);

/** First and last stop. @throws Error for a trip without two stops, which storage refuses. */
export const endsOf = (trip: Pick<Trip, 'stops' | 'id'>): { readonly start: Stop; readonly end: Stop } => {
  const [start, end] = [trip.stops[0], trip.stops.at(-1)];
  if (!start || !end || trip.stops.length < 2) throw new Error(`trip ${trip.id} has less than two stops`);
  return { start, end };
};

/** "Lucette M.": all that the public reads of a name. */
export const publicName = (driver: Pick<DriverCard, 'firstName' | 'initial'>): string =>
  `${driver.firstName} ${driver.initial}`.trim() || 'Une personne du territoire';

/** "40 minutes trop tôt pour votre heure". */
export const missWords = (minutes: Minutes): string =>
  `${duration(Math.abs(minutes))} ${minutes > 0 ? 'trop tôt' : 'trop tard'} pour votre heure`;

/** What the trip costs the driver, in words. */
export const detourWords = (match: Pick<Match, 'detour' | 'passesBy' | 'estimated'>): string => {
  const minutes = Math.ceil(match.detour);
  const detour = minutes === 0 ? 'sans détour' : `${duration(minutes)} de détour`;
  const said = match.estimated && minutes > 0 ? `${detour} (estimation)` : detour;
  return match.passesBy === null ? said : `passe par ${match.passesBy}, ${said}`;
};

/** "Rendez-vous : Gare de Cahors, 6 minutes à pied. Descente : Mairie, 3 minutes à pied." Empty when nobody walks. */
export const walkWords = ({ walkBefore, walkAfter }: Pick<Match, 'walkBefore' | 'walkAfter'>): string =>
  [
    ...(walkBefore === null ? [] : [`Rendez-vous : ${walkBefore.stop.label}, ${duration(walkBefore.walk)} à pied.`]),
    ...(walkAfter === null ? [] : [`Descente : ${walkAfter.stop.label}, puis ${duration(walkAfter.walk)} à pied.`]),
  ].join(' ');

/** The ancestor's words for both kinds of help; no price is ever written. */
export const HELP_WORDS: Readonly<Record<KindOfHelp, string>> = {
  free: 'ponctuel et gratuit, pour rendre service',
  shared: 'régulier, partage des frais à voir ensemble',
};

const TAKES_WORDS: Readonly<Record<CarTakes, string>> = {
  wheelchair: 'un fauteuil roulant plié',
  walker: 'un déambulateur',
  dog: 'un chien',
  'child-seat': 'un siège enfant',
};

/** "2 places, prend un chien et un déambulateur"; empty when the driver said nothing. */
export const carWords = (trip: Pick<Trip, 'seats' | 'carTakes'>): string =>
  [
    ...(trip.seats === null ? [] : [counted(trip.seats, 'place')]),
    ...(trip.carTakes.length === 0 ? [] : [`prend ${inWords(trip.carTakes.map((one) => TAKES_WORDS[one]))}`]),
  ].join(', ');

/** What a passenger ticks. */
export const NEED_WORDS: Readonly<Record<Need, string>> = {
  wheelchair: 'un fauteuil roulant qui se plie',
  walker: 'un déambulateur',
  cane: 'une canne',
  companion: 'quelqu’un qui m’accompagne',
  bags: 'des sacs ou des bagages',
  dog: 'un chien',
  'child-seat': 'un enfant, avec siège',
};

/** Title of a band and the sentence under it. */
export const bandWords = (band: Band, bands: Bands): { readonly title: string; readonly hint: string } => {
  if (band === 'direct') {
    return { title: 'Sur le chemin', hint: `${duration(bands.direct)} de détour au plus pour qui conduit.` };
  }
  if (band === 'small') {
    return { title: 'Petit détour', hint: `${duration(bands.small)} de détour au plus pour qui conduit.` };
  }
  return {
    title: 'Grand détour',
    hint: `Plus de ${duration(bands.small)} de détour pour qui conduit : appelez-nous plutôt, nous poserons la question.`,
  };
};
