import type { ImportStep } from '#src/roads-import/road-store.ts';

/** Where each step of the making begins and ends, in hundredths: reading takes about a third of the time. */
const SPANS: Readonly<Record<ImportStep, readonly [from: number, to: number]>> = {
  waiting: [0, 0],
  downloading: [0, 0],
  reading: [0, 35],
  computing: [35, 95],
  saving: [95, 100],
};
/** Share of the whole that a download takes on an ordinary line, in hundredths. */
const DOWNLOAD = 40;

/**
 * How far an import is, from 0 to 99: only one that is over is at 100.
 * @param share of the step, from 0 to 1
 */
export const percentOf = (step: ImportStep, share: number, downloads: boolean): number => {
  if (step === 'waiting') return 0;
  if (step === 'downloading') return Math.floor(share * DOWNLOAD);
  const before = downloads ? DOWNLOAD : 0;
  const [from, to] = SPANS[step];
  return Math.min(99, Math.floor(before + ((100 - before) * (from + (to - from) * share)) / 100));
};
