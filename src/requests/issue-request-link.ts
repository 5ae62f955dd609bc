import type { LinkStore } from '#src/people/link-store.ts';
import { hashToken } from '#src/people/link-token.ts';
import { lastDayOf } from '#src/requests/last-day.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import type { Clock, IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface Stores {
  readonly requests: RequestStore;
  readonly links: LinkStore;
}

interface Needs {
  readonly atomically: <T>(territoryId: string, work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly now: Clock;
}

/** Days during which a passenger still reads their request after its last day. */
const DAYS_AFTER = 30;
/** Of a weekly need without end: as long as a driver's own link. */
const MONTHS_WITHOUT_END = 13;

const endOf = (lastDay: string | null, now: Temporal.Instant): IsoInstant => {
  const end =
    lastDay === null
      ? now.toZonedDateTimeISO('UTC').add({ months: MONTHS_WITHOUT_END })
      : Temporal.PlainDate.from(lastDay).add({ days: DAYS_AFTER }).toZonedDateTime('UTC');
  return formatInstant(end.toInstant());
};

/**
 * Gives the passenger a personal link to their request: it shows it, and lets them cancel it.
 * @param token at least 128 bits in letters and digits, made by chance outside.
 */
export const createIssueRequestLink =
  ({ atomically, now }: Needs) =>
  (territoryId: string, requestId: string, token: string): Promise<{ readonly kind: 'issued' | 'unknown' }> =>
    atomically(territoryId, async ({ requests, links }) => {
      const request = await requests.find(requestId);
      if (!request) return { kind: 'unknown' };
      const instant = now();
      await links.add({
        tokenHash: hashToken(token),
        codeHash: null,
        codeExpiresAt: null,
        codeTries: 0,
        purpose: 'request',
        subjectId: requestId,
        createdAt: formatInstant(instant),
        expiresAt: endOf(lastDayOf(request), instant),
        revokedAt: null,
      });
      return { kind: 'issued' };
    });
