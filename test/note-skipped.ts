import { appendFileSync } from 'node:fs';

/** Has the last lines of the test run say "sauté : ..." with this text, in French; nothing is skipped in silence. */
export const noteSkipped = (text: string): void => {
  const file = process.env['LOTOCAR_SKIPPED'];
  if (file !== undefined && file !== '') appendFileSync(file, `${text}\n`);
};
