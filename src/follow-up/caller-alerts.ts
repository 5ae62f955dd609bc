import type { Introduction } from '#src/introductions/introduction.ts';
import type { Person } from '#src/people/person.ts';
import type { Request } from '#src/requests/request.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** What the one who answers must know before speaking. */
export type CallerAlert =
  | { readonly kind: 'set-aside'; readonly reason: string }
  | { readonly kind: 'parent-agreement-missing' }
  /** We tried to tell them how a request ended, and nobody answered. */
  | { readonly kind: 'not-reached'; readonly request: Request }
  /** They drive, we asked them, and nobody answered. */
  | { readonly kind: 'driver-not-reached'; readonly introduction: Introduction }
  | { readonly kind: 'note'; readonly note: string };

/**
 * The alerts about a caller, the gravest first.
 * @param since an end older than it is no news any more.
 */
export const callerAlerts = (
  person: Pick<Person, 'setAsideReason' | 'minor' | 'parentAgreedOn' | 'note'>,
  requests: readonly Request[],
  askedToDrive: readonly Introduction[],
  since: IsoInstant,
): readonly CallerAlert[] => [
  ...(person.setAsideReason === null ? [] : [{ kind: 'set-aside', reason: person.setAsideReason } as const]),
  ...(person.minor && person.parentAgreedOn === null ? [{ kind: 'parent-agreement-missing' } as const] : []),
  ...requests
    .filter(({ closing }) => closing?.reason === 'unreachable' && closing.at >= since)
    .map((request) => ({ kind: 'not-reached', request }) as const),
  ...askedToDrive
    .filter(({ state, calls }) => state === 'not-reached' && (calls.at(-1)?.at ?? '') >= since)
    .map((introduction) => ({ kind: 'driver-not-reached', introduction }) as const),
  ...(person.note === '' ? [] : [{ kind: 'note', note: person.note } as const]),
];
