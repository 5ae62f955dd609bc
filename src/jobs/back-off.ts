const FIRST_SECONDS = 60;
const LONGEST_SECONDS = 6 * 3600;

/**
 * Seconds to wait before a failed job runs again: one minute, doubled at each failure, at most six hours, so that what
 * broke in the night is tried again before the team arrives.
 * @param attempts runs begun since the last success, from 1.
 */
export const backOffSeconds = (attempts: number): number =>
  Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
