import type { Match } from '#src/matching/match.ts';
import type { Way } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import type { Metres } from '#src/time/units.ts';
import { detourWords, endsOf, from, kilometreWords, to } from '#src/web/trip-words.ts';

type Pickup = Pick<Match, 'offer' | 'pickupAt' | 'walkBefore' | 'passesBy' | 'detour' | 'detourMetres' | 'estimated'>;

/** Where the passenger gets in: the place they walk to, else their commune. */
export const pickupPlace = ({ walkBefore }: Pick<Match, 'walkBefore'>, way: Pick<Way, 'from'>): string =>
  walkBefore ? walkBefore.stop.label : way.from.communeName;

/** "part de Figeac à 7 h 10"; empty when the hour is to be agreed. */
export const startWords = ({ offer: { trip } }: Pick<Match, 'offer'>): string =>
  trip.schedule.departure === null
    ? ''
    : `part ${from(endsOf(trip).start.communeName)} à ${formatHour(trip.schedule.departure)}`;

/** "passe vers 7 h 25 à Assier, part de Figeac à 7 h 10": as it is said on the phone; empty when the hour is to be agreed. */
export const pickupWords = (match: Pickup, way: Pick<Way, 'from'>): string => {
  if (match.pickupAt === null) return '';
  const { start } = endsOf(match.offer.trip);
  // Fetched where the trip starts, at its own hour: said once.
  const atStart = match.pickupAt === match.offer.trip.schedule.departure && start.communeCode === way.from.communeCode;
  if (atStart) return startWords(match);
  return [`passe vers ${formatHour(match.pickupAt)} ${to(pickupPlace(match, way))}`, startWords(match)]
    .filter((words) => words !== '')
    .join(', ');
};

/** "passe par Livernon, 4 minutes de détour, 3,2 km": what it costs the driver, without the place already said. */
export const costWords = (match: Pickup, way: Pick<Way, 'from'>): string => {
  const said = match.pickupAt !== null && match.passesBy === pickupPlace(match, way);
  const words = detourWords(said ? { ...match, passesBy: null } : match);
  // An estimate knows no road: its kilometres are its minutes.
  const metres = match.estimated || match.detour === 0 ? 0 : match.detourMetres();
  return metres < LEAST_SAID ? words : `${words}, ${kilometreWords(metres)}`;
};

/** Shorter, it rounds to nothing. */
const LEAST_SAID: Metres = 50;
