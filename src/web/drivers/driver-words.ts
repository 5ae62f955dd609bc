import { capital } from '#src/capital.ts';
import type { DriverFilter } from '#src/people/driver-store.ts';
import type { ConsentPurpose, ReachedBy } from '#src/people/person.ts';
import type { IsoDate } from '#src/time/units.ts';
import { describeSchedule } from '#src/trips/describe-schedule.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { CarTakes, Trip } from '#src/trips/trip.ts';
import { endsOf, from, inWords, to } from '#src/web/trip-words.ts';

export const TAKES_LABELS: Readonly<Record<CarTakes, string>> = {
  wheelchair: 'un fauteuil roulant plié',
  walker: 'un déambulateur',
  dog: 'un chien',
  'child-seat': 'un siège enfant',
};

/** The questions of consent, each on its own; silence is refusal. */
export const CONSENT_QUESTIONS: Readonly<Record<ConsentPurpose, { readonly label: string; readonly hint: string }>> = {
  listed: {
    label: 'Votre trajet peut-il figurer dans la liste publique ?',
    hint: 'On y lit votre prénom, l’initiale de votre nom, les communes, les jours et l’heure. Jamais votre adresse.',
  },
  numberShown: {
    label: 'Peut-on donner votre numéro à une personne qui cherche ce trajet ?',
    hint: 'Un numéro à la fois, à une personne qui le demande. Sans votre accord, c’est l’équipe qui vous appelle.',
  },
  neighbours: {
    label: 'Votre trajet peut-il figurer dans la liste des territoires voisins ?',
    hint: 'Les mêmes informations, sur le site des territoires voisins. Votre équipe reste celle qui vous appelle.',
  },
};

/** How someone is told what was found. */
export const REACHED_WORDS: Readonly<Record<ReachedBy, string>> = {
  voice: 'par téléphone',
  sms: 'par SMS',
  letter: 'par courrier',
  contact: 'par quelqu’un d’autre',
};

/** The names of the consents in a form. */
export const CONSENT_FIELDS: Readonly<Record<ConsentPurpose, string>> = {
  listed: 'accord_liste',
  numberShown: 'accord_numero',
  neighbours: 'accord_voisins',
};

export const CONSENT_WORDS: Readonly<Record<ConsentPurpose, string>> = {
  listed: 'figurer dans la liste publique',
  numberShown: 'que son numéro soit donné',
  neighbours: 'figurer chez les territoires voisins',
};

export const FILTERS: readonly {
  readonly value: DriverFilter | 'to-warn';
  readonly path: string;
  readonly label: string;
}[] = [
  { value: 'to-welcome', path: 'accueil', label: 'À appeler pour accueillir' },
  { value: 'still-agree', path: 'accord', label: 'Toujours d’accord ?' },
  { value: 'to-verify', path: 'verifier', label: 'À vérifier' },
  { value: 'paused', path: 'pause', label: 'En pause' },
  { value: 'to-warn', path: 'prevenir', label: 'À prévenir avant effacement' },
  { value: 'set-aside', path: 'ecartes', label: 'Mis à l’écart' },
  { value: 'on-call', path: 'expres', label: 'Peuvent conduire exprès' },
  { value: 'all', path: 'tous', label: 'Tous' },
];

/** "De Gramat à Cahors", with the full names of its places: for those who may read them. */
export const routeWords = (trip: Trip): string => {
  const { start, end } = endsOf(trip);
  return `${capital(from(start.label))} ${to(end.label)}`;
};

/** "par Rocamadour et Lacapelle-Marival"; empty without a stop on the way. */
export const viaWords = (trip: Trip): string => {
  const between = trip.stops.slice(1, -1).map((stop) => stop.label);
  return between.length === 0 ? '' : `par ${inWords(between)}`;
};

/** "Mardi et jeudi, 8 h 30". */
export const scheduleWords = (trip: Trip, today: IsoDate): string => {
  const words = describeSchedule(trip.schedule, today);
  return capital(words);
};

/** Whether a regular trip does not run today because it is paused. */
export const isPaused = ({ schedule }: Trip, today: IsoDate): boolean =>
  schedule.kind === 'regular' &&
  schedule.pausedUntil !== null &&
  (schedule.pausedUntil > today || schedule.pausedUntil === UNTIL_FURTHER_NOTICE);
