import { capital, withoutCapital } from '#src/capital.ts';
import { counted } from '#src/counted.ts';
import { formatPhone } from '#src/people/phone.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { ageWords } from '#src/transit/live/age-words.ts';
import { brokenChange } from '#src/transit/journey/can-be-taken.ts';
import { isRiddenThrough, type Journey, type Line, type RideLeg, type WalkLeg } from '#src/transit/journey/journey.ts';
import type { ExtraKind, RideAlert } from '#src/transit/journey/live-ride.ts';
import { isNumber } from '#src/transit/journey/towards-of.ts';
import type { Period } from '#src/transit/network/period.ts';
import { periodWords } from '#src/transit/network/period-words.ts';
import type { RouteKind } from '#src/transit/timetable/timetable.ts';
import type { WayJourneys } from '#src/web/load-journeys.ts';
import { duration } from '#src/web/trip-words.ts';

const KIND_WORDS: Readonly<Record<RouteKind, string>> = {
  train: 'train',
  coach: 'car',
  // What feeds call a bus is mostly a coach, where there is no town.
  bus: 'car',
  tram: 'tramway',
  metro: 'métro',
  boat: 'bateau',
  cable: 'téléphérique',
  taxi: 'taxi collectif',
  other: 'transport',
};

export const ridesOf = ({ legs }: Pick<Journey, 'legs'>): readonly RideLeg[] =>
  legs.filter((leg) => leg.kind === 'ride');

/** Hours of the morrow are said to be so. */
export const hourWords = (minutes: Minutes): string =>
  minutes < 1440 ? formatHour(minutes) : `${formatHour(minutes)} le lendemain`;

export const kindOfVehicle = ({ line }: Pick<RideLeg, 'line'>): string =>
  /\bbus\b/i.test(`${line.shortName} ${line.longName}`) && line.kind === 'bus' ? 'bus' : KIND_WORDS[line.kind];

/** "car 873", "train d’essai du Quercy (E5)", "train". */
export const lineWords = (ride: Pick<RideLeg, 'line'>): string => {
  const { shortName, longName }: Line = ride.line;
  const kind = kindOfVehicle(ride);
  if (longName.toLowerCase().startsWith(kind)) {
    const name = withoutCapital(longName);
    return shortName === '' ? name : `${name} (${shortName})`;
  }
  if (shortName.toLowerCase().startsWith(kind)) return withoutCapital(shortName);
  return [kind, shortName || longName].join(' ').trim();
};

/** "car 873 vers Cahors", "train K15 vers Toulouse (n° 871505)": trains have numbers, and stations announce them. */
export const vehicleWords = (ride: RideLeg): string => {
  const { headsign, number, line } = ride;
  const goal = headsign === '' || isNumber(headsign) ? '' : ` vers ${headsign}`;
  const said = number || (isNumber(headsign) ? headsign : '');
  return `${lineWords(ride)}${goal}${said !== '' && line.kind === 'train' ? ` (n° ${said})` : ''}`;
};

/** "Car 873 vers Cahors, puis train K15". */
export const titleWords = (journey: Journey): string => capital(ridesOf(journey).map(vehicleWords).join(', puis '));

/** "Car", "Train et car": in the fewest words. */
const kindsWords = (journey: Journey): string =>
  capital([...new Set(ridesOf(journey).map(kindOfVehicle))].join(' et '));

/** "35 minutes, sans changement". */
export const lengthWords = ({ duration: minutes, changes }: Journey): string =>
  `${duration(minutes)}, ${changes === 0 ? 'sans changement' : counted(changes, 'changement')}`;

/** ", avec 1 changement": where it is only worth a word when there is one. */
export const changesWords = ({ changes }: Pick<Journey, 'changes'>): string =>
  changes === 0 ? '' : `, avec ${counted(changes, 'changement')}`;

const onFoot = (walk: WalkLeg | undefined): string =>
  walk === undefined || walk.minutes === 0 ? '' : `${duration(walk.minutes)} à pied`;

const gettingOn = ({ board, line }: RideLeg): string => {
  if (board.pickup === 'phone-agency')
    return `À réserver${line.phone === null ? ' auprès du réseau' : ` au ${formatPhone(line.phone)}`}.`;
  return board.pickup === 'ask-driver' ? 'Faites signe pour monter.' : '';
};

const gettingOff = ({ alight, line }: RideLeg): string => {
  if (alight.dropOff === 'phone-agency')
    return `Pour descendre là, prévenez${line.phone === null ? ' le réseau' : ` : ${formatPhone(line.phone)}`}.`;
  return alight.dropOff === 'ask-driver' ? 'Pour descendre là, dites-le en montant.' : '';
};

const certainty = ({ board, alight, every }: RideLeg): string => {
  if (every !== null) return `Passe toutes les ${duration(every)} environ.`;
  return board.approximate || alight.approximate ? 'Heures approximatives.' : '';
};

/** How one end of a journey is told elsewhere: by who drives there. */
export type TakenEnd = 'start' | 'end' | null;

/** What to do, one sentence each: where to get on, where to change and how long that takes, where to get off. */
export const stepsWords = (journey: Journey, taken: TakenEnd = null): readonly string[] => {
  const steps: string[] = [];
  const { legs } = journey;
  let before: RideLeg | undefined;
  let walk: WalkLeg | undefined;
  for (const [at, leg] of legs.entries()) {
    if (leg.kind === 'walk') {
      walk = leg;
      continue;
    }
    const foot = onFoot(walk);
    if (before !== undefined && leg.isStay === true)
      steps.push(
        `Restez à bord : à ${before.alight.name}, ${hourWords(before.alight.arrival)}, le même véhicule continue, ${vehicleWords(leg)}, ${hourWords(leg.board.departure)}.`,
      );
    else if (before === undefined) {
      const leave = taken === 'start' ? '' : ` : partez à ${hourWords(journey.departure)}`;
      if (taken !== 'start' || foot !== '')
        steps.push(`Départ : ${leg.board.name}${foot === '' ? '' : ` (${foot}${leave})`}.`);
    } else {
      const time = duration(leg.board.departure - before.alight.arrival);
      const there = before.alight.name === leg.board.name ? '' : `, jusqu’à ${leg.board.name}`;
      steps.push(
        `Changement : ${before.alight.name}, ${hourWords(before.alight.arrival)}. ${time} pour changer${foot === '' ? '' : `, dont ${foot}`}${there}. Puis ${vehicleWords(leg)}, ${hourWords(leg.board.departure)}.`,
      );
    }
    const [on, off] = [leg.isStay === true ? '' : gettingOn(leg), isRiddenThrough(legs, at) ? '' : gettingOff(leg)];
    steps.push(...[on, off, certainty(leg)].filter((words) => words !== ''));
    before = leg;
    walk = undefined;
  }
  if (before === undefined) return steps;
  const foot = onFoot(walk);
  const rest = foot === '' ? '' : `, puis ${foot} : vous y êtes à ${hourWords(journey.arrival)}`;
  if (taken === 'end') return foot === '' ? steps : [...steps, `Arrivée : ${before.alight.name}, puis ${foot}.`];
  const arrival = `Arrivée : ${before.alight.name}${rest}.`;
  return steps.length === 1 ? [`${steps.join('')} ${arrival}`] : [...steps, arrival];
};

/** "Cahors Gare", "Cahors Gare, à 8 minutes à pied": where one gets on, and how long before one has to leave. */
const firstStop = ({ legs }: Journey): string => {
  const [start] = legs;
  const first = legs.find((leg) => leg.kind === 'ride');
  const foot = onFoot(start?.kind === 'walk' ? start : undefined);
  return `${first?.board.name ?? ''}${foot === '' ? '' : `, à ${foot}`}`;
};

/** "Dernier retour à 18 h 05 (Cahors Gare), arrivée à 18 h 50, avec 1 changement." */
export const lastBackWords = (back: Journey | undefined): string => {
  if (back === undefined) return 'Pas de retour en car ni en train ce jour-là.';
  const [first, last] = [ridesOf(back)[0], ridesOf(back).at(-1)];
  return first && last
    ? `Dernier retour à ${hourWords(first.board.departure)} (${firstStop(back)}), arrivée à ${hourWords(last.alight.arrival)}${changesWords(back)}.`
    : '';
};

/** For whoever was driven there: "Dernier car ou train pour rentrer : 18 h 20 (Cahors, mairie)." */
export const homeByRideWords = (back: Journey): string => {
  const [first] = ridesOf(back);
  return first ? `Dernier car ou train pour rentrer : ${hourWords(first.board.departure)} (${firstStop(back)}).` : '';
};

/** "Car 7 h 10 → 7 h 45". */
export const shortWords = (journey: Journey): string => {
  const [first, last] = [ridesOf(journey)[0], ridesOf(journey).at(-1)];
  return first && last
    ? `${kindsWords(journey)} ${hourWords(first.board.departure)} → ${hourWords(last.alight.arrival)}`
    : '';
};

/** "dernier retour 18 h 05". */
export const shortBackWords = (back: Journey | undefined): string => {
  const first = back && ridesOf(back)[0];
  return first ? `dernier retour ${hourWords(first.board.departure)}` : 'pas de retour ce jour-là';
};

/** "Car 7 h 10 → 7 h 45, dernier retour 18 h 05 (mardi 1er décembre)."; empty when nothing goes there. */
export const shortWayWords = ({ beside, date, found }: WayJourneys, today: IsoDate): string => {
  const [first] = beside.shown;
  if (first === undefined || found.kind !== 'found') return '';
  const back = found.back === null ? '' : `, ${shortBackWords(beside.lastBack.get(first))}`;
  return `${shortWords(first)}${back} (${formatDate(date, today)}).`;
};

/** "Cars du Lot : horaires du 22 janvier au 22 avril 2025." */
const feedWords = ({ name, from, until }: Period): string => `${name} : ${withoutCapital(periodWords(from, until))}`;

/** The same of several, where hours come from: "Cars du Lot : horaires du… ; TER : horaires du…". */
export const feedsWords = (periods: readonly Period[]): string => periods.map(feedWords).join(' ; ');

/** A date that no timetable covers, said as one: none is an answer. */
export const outsideWords = (periods: readonly Period[], date: IsoDate, today: IsoDate): string =>
  `Nos horaires ne disent rien du ${formatDate(date, today)}. Nous avons : ${feedsWords(periods)}.`;

/** What is known of these rides at the moment, and what a delay does to the next one; empty when nothing is. */
export const liveWords = (journey: Journey, now: Temporal.Instant): readonly string[] => {
  const broken = brokenChange(journey);
  return [
    ...ridesOf(journey).flatMap((ride) => liveRideWords(ride, now)),
    ...(broken === null ? [] : [`À cette heure-là, le ${lineWords(broken)} serait déjà parti.`]),
  ];
};

const EXTRA_WORDS: Readonly<Record<ExtraKind, string>> = {
  added: 'départ ajouté ce jour-là',
  replacement: 'changé ce jour-là',
};

const liveRideWords = (ride: RideLeg, now: Temporal.Instant): readonly string[] => {
  const { live } = ride;
  if (live === undefined) return [];
  const vehicle = capital(lineWords(ride));
  const said = `, vu ${ageWords(live.saidAt, now)}`;
  switch (live.missing) {
    case 'trip':
      return [`${vehicle} : supprimé${said}.`];
    case 'board':
      return [`${vehicle} : ne s’arrête pas à ${ride.board.name}${said}.`];
    case 'alight':
      return [`${vehicle} : ne s’arrête pas à ${ride.alight.name}${said}.`];
    case null: {
      if (live.extra !== undefined) return [`${vehicle} : ${EXTRA_WORDS[live.extra]}${said}.`];
      const delay = live.boardDelay ?? live.alightDelay;
      if (delay === null) return [];
      if (delay === 0) return [`${vehicle} : à l’heure${said}.`];
      return [`${vehicle} : ${delay > 0 ? 'en retard' : 'en avance'} de ${duration(Math.abs(delay))}${said}.`];
    }
  }
};

/** What networks announce to those who make a journey, each once. */
export const alertsIn = (journey: Journey): readonly RideAlert[] => [
  ...new Map(
    ridesOf(journey).flatMap(({ live }) => live?.alerts.map((alert) => [alert.title, alert] as const) ?? []),
  ).values(),
];
