import type { Clock } from '#src/time/units.ts';

/** Keeps from asking, for a while, who has just failed: others are not made to wait for the same. */
export interface CircuitBreaker {
  /** Whether it may be asked now. After a pause, one is let through to try; the others when that one succeeded. */
  isClosed(): boolean;
  note(outcome: 'answered' | 'failed'): void;
}

/** Once may be chance. */
const FAILURES = 2;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 600;

export const createCircuitBreaker = (clock: Clock): CircuitBreaker => {
  let failures = 0;
  let openUntil: Temporal.Instant | undefined;
  return {
    isClosed() {
      if (openUntil === undefined) return true;
      if (Temporal.Instant.compare(clock(), openUntil) < 0) return false;
      // The one that tries holds the others back for as long again.
      openUntil = clock().add({ seconds: FIRST_PAUSE_SECONDS });
      return true;
    },
    note(outcome) {
      if (outcome === 'answered') {
        failures = 0;
        openUntil = undefined;
        return;
      }
      failures += 1;
      if (failures < FAILURES) return;
      const seconds = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.min(10, failures - FAILURES));
      openUntil = clock().add({ seconds });
    },
  };
};
