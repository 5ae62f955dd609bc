import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';

/**
 * What an import takes at its highest, measured on made-up extracts of 490 and 499 MB (51 and 61 million nodes, 9.4 and 16
 * million points of roads; `tools/generate-extract.ts`), on Node 26: 471 and 671 MB cut to one département, 857 MB kept
 * whole. Most of it is the points of all roads, wherever they are, for one does not know where before the second reading.
 */
interface Need {
  readonly bytesPerPoint: number;
  /** The same for each byte of a file that holds everything else too: buildings, woods, names. */
  readonly bytesPerByte: number;
}

const CUT: Need = { bytesPerPoint: 40, bytesPerByte: 0.8 };
const WHOLE: Need = { bytesPerPoint: 85, bytesPerByte: 1.6 };

/** The program itself, and what it holds of one block of a file. */
const BASE_BYTES = 150e6;

/** The part of the machine's memory that all this may fill: the rest is the system's. */
const SHARE = 0.7;

const needOf = (isCut: boolean): Need => (isCut ? CUT : WHOLE);

/** @param bytes of all the files @param isCut whether an area is kept, or everything @param memory of the machine, in bytes */
export const hasRoomFor = (bytes: number, isCut: boolean, memory: number): boolean =>
  BASE_BYTES + bytes * needOf(isCut).bytesPerByte <= memory * SHARE;

/** How many points of roads there is room for: files reduced to roads hold more of them than their size lets expect. */
export const mostPointsIn = (memory: number, isCut: boolean): number =>
  Math.max(0, Math.floor((memory * SHARE - BASE_BYTES) / needOf(isCut).bytesPerPoint));

/** Of a container, what it is allowed; of a machine, all it has. In bytes. */
export const memoryHere = (): number => {
  const allowed = constrainedMemory();
  const all = totalmem();
  return allowed > 0 && allowed < all ? allowed : all;
};
