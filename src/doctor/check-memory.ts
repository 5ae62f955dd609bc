import { totalmem } from 'node:os';
import { good, look, mend, type Said, sizeWords } from '#src/doctor/finding.ts';

export interface MemoryFacts {
  readonly totalBytes: number;
  /** That a program can still take. */
  readonly availableBytes: number;
}

const LEAST_BYTES = 100e6;
const COMFORT_TOTAL_BYTES = 900e6;

export const judgeMemory = ({ totalBytes, availableBytes }: MemoryFacts): Said => {
  const state = `${sizeWords(availableBytes)} libres sur ${sizeWords(totalBytes)}`;
  if (availableBytes < LEAST_BYTES)
    return mend(`${state}. Fermez un autre programme, ou prenez une machine plus grande.`);
  if (totalBytes < COMFORT_TOTAL_BYTES)
    return look(`${state}. 1 Go est plus sûr ; préparez les routes sur une autre machine.`);
  return good(`${state}.`);
};

export const checkMemory = (): Said =>
  judgeMemory({ totalBytes: totalmem(), availableBytes: process.availableMemory() });
