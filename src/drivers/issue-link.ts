import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Actor, type Where } from '#src/people/person-tools.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import { codeEnds, hashCode, hashToken, manageLinkEnds, type NewToken } from '#src/people/link-token.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Keeps what recognises a new link; the former ones of this person die. */
export const replaceLink = async (
  links: LinkStore,
  secret: Uint8Array,
  personId: string,
  { token, code }: NewToken,
  now: Temporal.Instant,
): Promise<void> => {
  const at = formatInstant(now);
  await links.revokeAll('manage', personId, at);
  await links.add({
    tokenHash: hashToken(token),
    codeHash: code === null ? null : hashCode(secret, personId, code),
    codeExpiresAt: code === null ? null : codeEnds(now),
    codeTries: 0,
    purpose: 'manage',
    subjectId: personId,
    createdAt: at,
    expiresAt: manageLinkEnds(now),
    revokedAt: null,
  });
};

export type IssuedLink =
  | { readonly kind: 'issued'; readonly expiresAt: IsoInstant; readonly codeExpiresAt: IsoInstant | null }
  | { readonly kind: 'not-found' };

/** The team gives a driver a new personal link, shown once, and perhaps a short code to say: the old ones die. */
export const createIssueLink =
  ({ atomically, now, newId }: DriverTools, secret: Uint8Array) =>
  (where: Where, personId: string, token: NewToken, by: Actor): Promise<IssuedLink> =>
    atomically(where.id, async ({ drivers, links, journal }): Promise<IssuedLink> => {
      const instant = now();
      if (!(await drivers.find(personId))) return { kind: 'not-found' };
      await replaceLink(links, secret, personId, token, instant);
      await journal.add(
        aboutPerson(newId, formatInstant(instant), by, 'link-issued', personId, { code: token.code !== null }),
      );
      return {
        kind: 'issued',
        expiresAt: manageLinkEnds(instant),
        codeExpiresAt: token.code === null ? null : codeEnds(instant),
      };
    });
