import { greatCircleMetres } from '#src/places/distance.ts';
import type { Stop } from '#src/places/place.ts';
import type { DriverLine } from '#src/spreadsheets/driver-sheet.ts';
import type { FindStop } from '#src/spreadsheets/stop-finder.ts';
import { isRoad } from '#src/spreadsheets/via-cell.ts';

/** The places of a drivers' line, understood. */
export interface Ends {
  readonly kind: 'found';
  readonly stops: readonly Stop[];
  /** Names on the way that are not stops. */
  readonly unplaced: readonly string[];
  readonly doubts: readonly string[];
}

const isSamePlace = (a: Stop, b: Stop): boolean => a.communeCode === b.communeCode && a.label === b.label;

/** A name on the way is a stop when going by it stays a way: half as long again, or 20 km more. */
const isOnTheWay = (from: Stop, via: Stop, to: Stop): boolean => {
  const direct = greatCircleMetres(from.point, to.point);
  const by = greatCircleMetres(from.point, via.point) + greatCircleMetres(via.point, to.point);
  return by <= Math.max(direct * 1.5, direct + 20_000);
};

/** Start, end and stops on the way, or why the line cannot be taken. */
export const findEnds = (
  line: DriverLine,
  findStop: FindStop,
): Ends | { readonly kind: 'refused'; readonly reason: string } => {
  const [from, to] = [findStop(line.from), findStop(line.to)];
  if (from.kind === 'refused') return { kind: 'refused', reason: `Départ : ${from.reason}` };
  if (to.kind === 'refused') return { kind: 'refused', reason: `Arrivée : ${to.reason}` };
  if (isSamePlace(from.stop, to.stop))
    return { kind: 'refused', reason: `Le départ et l'arrivée sont le même lieu, « ${from.stop.label} ».` };
  const stops = [from.stop];
  const unplaced: string[] = [];
  const doubts = [from.doubt, to.doubt].filter((doubt) => doubt !== null);
  for (const name of line.via) {
    const via = findStop(name);
    if (via.kind === 'found' && isOnTheWay(from.stop, via.stop, to.stop)) {
      if (![...stops, to.stop].some((stop) => isSamePlace(stop, via.stop))) stops.push(via.stop);
      continue;
    }
    unplaced.push(name);
    if (!isRoad(name)) doubts.push(`Trajet : « ${name} » n'est pas une étape sûre, c'est gardé en remarque.`);
  }
  return { kind: 'found', stops: [...stops, to.stop], unplaced, doubts };
};
