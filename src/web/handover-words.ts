import { withoutCapital } from '#src/capital.ts';
import type { Match } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { DriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import type { RideLeg } from '#src/transit/journey/journey.ts';
import { changesWords, hourWords, lastBackWords, ridesOf, stepsWords, vehicleWords } from '#src/web/journey-words.ts';
import { from, walkWords } from '#src/web/trip-words.ts';

/** "à la gare de Gramat", "à l’arrêt Place du Foirail". */
const atStation = (name: string, { line }: RideLeg): string => {
  const town = /^(.+), gare$/i.exec(name)?.[1] ?? (line.kind === 'train' && !/gare/i.test(name) ? name : null);
  return town === null ? `à l’arrêt ${name}` : `à la gare ${from(town)}`;
};

/**
 * What happens at the station: "Lucette M. vous dépose à la gare de Gramat à 8 h 05, le train K15 part à 8 h 20." Or, the other way
 * round: "Le train K15 vous laisse à la gare de Gramat à 18 h 05, Lucette M. vous prend à 18 h 20."
 */
export const handoverWords = (
  { driverFirst, station, match: { arriveAt, pickupAt, estimated }, journey }: DriverAndRide,
  driver: string,
): string => {
  const ride = driverFirst ? ridesOf(journey)[0] : ridesOf(journey).at(-1);
  if (ride === undefined || arriveAt === null || pickupAt === null) return '';
  const about = estimated ? 'vers' : 'à';
  const walked = (driverFirst ? journey.legs[0] : journey.legs.at(-1))?.kind === 'walk';
  const stop = driverFirst ? ride.board : ride.alight;
  // Without a walk, the driver comes to the very stop.
  const there = atStation(walked ? station.name : stop.name, ride);
  return driverFirst
    ? `${driver} vous dépose ${there} ${about} ${hourWords(arriveAt)}, le ${vehicleWords(ride)} part à ${hourWords(ride.board.departure)}.`
    : `Le ${vehicleWords(ride)} vous laisse ${there} à ${hourWords(ride.alight.arrival)}, ${driver} vous prend ${about} ${hourWords(pickupAt)}.`;
};

/** The steps that the handover does not tell. */
export const otherSteps = ({ driverFirst, journey }: DriverAndRide): readonly string[] =>
  stepsWords(journey, driverFirst ? 'start' : 'end');

/**
 * "Dernier retour à 16 h 10 : le train K15 vous laisse à la gare de Souillac à 17 h, René F. vous prend vers 17 h 30. Vous arrivez vers
 * 17 h 50."
 */
export const wayHomeWords = (way: WayHome, nameOf: (offer: Offer) => string): string => {
  switch (way.kind) {
    case 'ride':
      return lastBackWords(way.journey);
    case 'driver':
      return driverHomeWords(way.match, nameOf(way.match.offer));
    case 'driver-and-ride':
      return driverAndRideHomeWords(way.one, nameOf(way.one.match.offer));
  }
};

const driverAndRideHomeWords = (one: DriverAndRide, name: string): string => {
  const { match, journey, departure, arrival, driverFirst } = one;
  const [first] = ridesOf(journey);
  const steps = handoverWords(one, name);
  const [leaves, arrives] = match.estimated ? (driverFirst ? ['vers', 'à'] : ['à', 'vers']) : ['à', 'à'];
  const start =
    driverFirst || first === undefined
      ? `${leaves} ${hourWords(departure)}`
      : `à ${hourWords(first.board.departure)} (${first.board.name})`;
  return [
    `Dernier retour ${start}${changesWords(journey)} : ${driverFirst ? steps : withoutCapital(steps)}`,
    walkWords(match),
    `Vous arrivez ${arrives} ${hourWords(arrival)}.`,
  ]
    .filter((words) => words !== '')
    .join(' ');
};

const driverHomeWords = (match: Match, name: string): string => {
  const { pickupAt, arriveAt, estimated } = match;
  if (pickupAt === null) return `Retour possible avec ${name}, heure à convenir.`;
  const about = estimated ? 'vers' : 'à';
  const there = arriveAt === null ? '' : `, arrivée ${about} ${hourWords(arriveAt)}`;
  return `Dernier retour ${about} ${hourWords(pickupAt)}, avec ${name}${there}. ${walkWords(match)}`.trim();
};
