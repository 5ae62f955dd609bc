// oxlint-disable-next-line no-restricted-imports -- pure: a hash of what is given, no clock, no chance, no I/O
import { createHash, createHmac } from 'node:crypto';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** A driver who opens their page once a year never loses it (design decision 6). */
const MANAGE_MONTHS = 13;
/** A code said on the phone is typed the same day or the next. */
const CODE_HOURS = 48;

/** Made by chance outside the use cases, shown once, never kept. */
export interface NewToken {
  /** At least 128 bits, in letters and digits. */
  readonly token: string;
  /** Six digits to be said on the phone; null when nobody is on the phone. */
  readonly code: string | null;
}

/** What recognises a token without giving it. */
export const hashToken = (token: string): string => createHash('sha256').update(readToken(token)).digest('hex');

/** Copied from paper, a token may come in capitals, with spaces. */
export const readToken = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

/**
 * What recognises a code of a person: keyed, because a million codes are tried in a second by whoever holds a copy of the
 * database alone.
 */
export const hashCode = (secret: Uint8Array, personId: string, code: string): string =>
  createHmac('sha256', secret)
    .update(`code ${personId} ${code.replaceAll(/\D/g, '')}`)
    .digest('hex');

export const manageLinkEnds = (now: Temporal.Instant): IsoInstant =>
  formatInstant(now.toZonedDateTimeISO('UTC').add({ months: MANAGE_MONTHS }).toInstant());

export const codeEnds = (now: Temporal.Instant): IsoInstant => formatInstant(now.add({ hours: CODE_HOURS }));

/** "48 29 13", as it is said. */
export const formatCode = (code: string): string => code.replaceAll(/\d\d(?=\d)/g, '$& ');
