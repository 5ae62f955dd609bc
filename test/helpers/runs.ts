import fc from 'fast-check';

/** `npm run test:long` multiplies the runs of every property by it. */
const TIMES = Number(process.env['LOTOCAR_RUNS'] ?? 1);

/** How many examples a property is tried on: so many in `npm test`, many more in the long form. */
export const runs = (short: number): number => short * TIMES;

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: runs(100) });
