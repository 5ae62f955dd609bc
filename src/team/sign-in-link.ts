import type { Member } from '#src/team/member.ts';
import { noteTeamChange } from '#src/team/note-team-change.ts';
import { startSession } from '#src/team/session.ts';
import type { TeamAct, TeamStores, TeamTools } from '#src/team/stores.ts';
import { findWithinReach, type ReachRefusal } from '#src/team/within-reach.ts';
import type { Minutes } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Long enough to be dictated or sent, short enough to be worth nothing in an old message. */
export const SIGN_IN_LINK_LIFE: Minutes = 30;

export type LinkMade =
  | { readonly kind: 'made'; readonly member: Member; readonly expiresAt: Temporal.Instant }
  | { readonly kind: 'refused'; readonly refusal: ReachRefusal };

/** Makes the one link by which a member signs in without a password; the ones before die. */
export const createMakeSignInLink =
  ({ atomically, now, newId }: TeamTools) =>
  (act: TeamAct, memberId: string, tokenHash: string, device: string | null = null): Promise<LinkMade> =>
    atomically(act.territoryId, async (stores): Promise<LinkMade> => {
      const member = await findWithinReach(stores.instance.members, act, memberId);
      if (typeof member === 'string') return { kind: 'refused', refusal: member };
      const at = formatInstant(now());
      const expiresAt = now().add({ minutes: SIGN_IN_LINK_LIFE });
      await stores.links.revokeAll('sign-in', memberId, at);
      await stores.links.add({
        tokenHash,
        codeHash: null,
        codeExpiresAt: null,
        codeTries: 0,
        purpose: 'sign-in',
        subjectId: memberId,
        createdAt: at,
        expiresAt: formatInstant(expiresAt),
        revokedAt: null,
        device,
      });
      await noteTeamChange(stores, act, {
        newId,
        at,
        action: device === null ? 'sign-in-link-made' : 'tablet-prepared',
        memberId,
      });
      return { kind: 'made', member, expiresAt };
    });

/** Whose link it is, while it opens: not used, not too old, and theirs is not a closed account. */
const ownerOf = async (
  { links, instance }: Pick<TeamStores, 'links' | 'instance'>,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<Member | undefined> => {
  const link = await links.findByToken(tokenHash);
  if (link?.purpose !== 'sign-in' || link.revokedAt !== null || link.expiresAt <= formatInstant(now)) return undefined;
  const member = await instance.members.find(link.subjectId);
  return member?.disabledAt === null ? member : undefined;
};

/** Whose link it is, if it still opens. Opens nothing by itself: a GET shows, a POST acts. */
export const createFindSignInLink =
  ({ atomically, now }: TeamTools) =>
  (territoryId: string, tokenHash: string): Promise<Member | undefined> =>
    atomically(territoryId, (stores) => ownerOf(stores, tokenHash, now()));

/** Who came by a link. */
export interface SignedInByLink {
  readonly member: Member;
  /** The tablet that is now signed in; null for a browser of one's own. */
  readonly device: string | null;
}

/** Opens a session by a link, once. */
export const createUseSignInLink =
  ({ atomically, now, newId }: TeamTools) =>
  (territoryId: string, tokenHash: string, sessionId: string): Promise<SignedInByLink | undefined> =>
    atomically(territoryId, async (stores) => {
      const member = await ownerOf(stores, tokenHash, now());
      if (!member) return undefined;
      const device = (await stores.links.findByToken(tokenHash))?.device ?? null;
      const at = formatInstant(now());
      await stores.links.revokeAll('sign-in', member.id, at);
      await stores.instance.members.addSession(startSession(sessionId, member.id, now(), device));
      await stores.instance.members.noteSignIn(member.id, at);
      const act: TeamAct = { territoryId, byMember: member.id };
      await noteTeamChange(stores, act, { newId, at, action: 'signed-in-by-link', memberId: member.id });
      return { member, device };
    });
