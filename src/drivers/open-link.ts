import type { DriverStores, DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Where } from '#src/people/person-tools.ts';
import type { LinkStore } from '#src/people/link-store.ts';
import { hashCode, hashToken, manageLinkEnds } from '#src/people/link-token.ts';
import { parsePhone } from '#src/people/phone.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

export type OpenedLink =
  | { readonly kind: 'open'; readonly personId: string; readonly tokenHash: string; readonly expiresAt: IsoInstant }
  /** 'replaced' by a newer one. */
  | { readonly kind: 'closed'; readonly why: 'unknown' | 'expired' | 'replaced' };

/** What a driver's personal link opens now. Reads only: opening a page never uses a link up. */
export const openLink = async (links: LinkStore, token: string, now: Temporal.Instant): Promise<OpenedLink> => {
  const link = await links.findByToken(hashToken(token));
  if (!link || link.purpose !== 'manage') return { kind: 'closed', why: 'unknown' };
  if (link.revokedAt !== null) return { kind: 'closed', why: 'replaced' };
  if (link.expiresAt <= formatInstant(now)) return { kind: 'closed', why: 'expired' };
  return { kind: 'open', personId: link.subjectId, tokenHash: link.tokenHash, expiresAt: link.expiresAt };
};

/** People who can be meant by a phone number, whatever its spelling, or by an e-mail address. */
const namedBy = async ({ people }: DriverStores, contact: string): Promise<readonly string[]> => {
  const phone = parsePhone(contact);
  if (phone) return (await people.withNumber(phone.number)).map((person) => person.id);
  return (await people.withEmail(contact)).map((person) => person.id);
};

/**
 * Opens with the short code said on the phone, once: a fresh link is made beside the one on paper, which stays. The code
 * counts only beside the number (or the address) of the person it was given to; five wrong codes and it is dead. The answer
 * never tells which of the two was wrong.
 * @param token of the link to make, from chance.
 */
export const createOpenCode =
  ({ atomically, now, newId }: DriverTools, secret: Uint8Array) =>
  (
    where: Where,
    typed: { readonly contact: string; readonly code: string },
    token: string,
  ): Promise<{ readonly kind: 'open'; readonly personId: string } | { readonly kind: 'wrong' }> =>
    atomically(where.id, async (stores) => {
      const instant = now();
      const at = formatInstant(instant);
      const links = await stores.links.withLiveCode('manage', await namedBy(stores, typed.contact), at);
      // Keyed hashes are compared, not codes: the time it takes tells nothing.
      const found = links.find((link) => link.codeHash === hashCode(secret, link.subjectId, typed.code));
      if (!found) {
        for (const link of links) await stores.links.countTry(link.tokenHash);
        return { kind: 'wrong' };
      }
      await stores.links.dropCode(found.tokenHash);
      await stores.links.add({
        ...found,
        tokenHash: hashToken(token),
        codeHash: null,
        codeExpiresAt: null,
        codeTries: 0,
        createdAt: at,
        expiresAt: manageLinkEnds(instant),
      });
      await stores.journal.add(
        aboutPerson(newId, at, { kind: 'driver', id: found.subjectId }, 'code-used', found.subjectId),
      );
      return { kind: 'open', personId: found.subjectId };
    });
