import type { Metres } from '#src/time/units.ts';

/** 4 km/h, an unhurried walk, over streets 1.3 times as long as the straight line (the usual figure for walks). */
export const WALKED_METRES_PER_MINUTE: Metres = 4000 / 60 / 1.3;
