import type { DriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { RideLeg } from '#src/transit/journey/journey.ts';
import { hourWords, ridesOf, stepsWords, vehicleWords } from '#src/web/journey-words.ts';
import { from } from '#src/web/trip-words.ts';

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
