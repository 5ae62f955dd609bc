import { countedFailures, lockedUntil } from '#src/team/lock-out.ts';
import type { Member } from '#src/team/member.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { HashText, PasswordHasher } from '#src/team/password.ts';
import { startSession } from '#src/team/session.ts';
import type { Clock } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly member: Member }
  /** One answer for an unknown identifier, a wrong password and a disabled member. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked'; readonly until: Temporal.Instant };

interface SignInTools {
  readonly atomically: <T>(work: (stores: { readonly members: MemberStore }) => Promise<T>) => Promise<T>;
  readonly hasher: PasswordHasher;
  readonly hashText: HashText;
  readonly now: Clock;
}

/** Lower case, without the spaces a keyboard adds. */
export const foldLogin = (login: string): string => login.trim().toLowerCase();

/**
 * Opens a session for an identifier and its password. A try is counted before the password is verified, so that many tries
 * at once are not free; an identifier that does not exist costs the same time and locks the same way. A browser that signed
 * this member in before has tries of its own: those of a stranger keep nobody out of their office.
 */
export const createSignIn = ({ atomically, hasher, hashText, now }: SignInTools) => {
  let nobodys: Promise<string> | undefined;
  const count = async (key: string): Promise<Temporal.Instant | undefined> =>
    atomically(async ({ members }) => {
      const failures = await members.findFailures(key);
      const until = lockedUntil(failures, now());
      if (until) return until;
      await members.setFailures(key, { count: countedFailures(failures, now()) + 1, lastAt: formatInstant(now()) });
      return undefined;
    });

  return async (asked: {
    readonly login: string;
    readonly password: string;
    /** The number of a browser from which this identifier was signed in before; null for any other. */
    readonly browser: string | null;
    /** Of the session to be opened: SHA-256 of the new cookie. */
    readonly sessionId: string;
  }): Promise<SignInResult> => {
    const login = foldLogin(asked.login);
    const key = hashText(asked.browser === null ? login : `${login} ${asked.browser}`);
    const until = await count(key);
    if (until) return { kind: 'locked', until };
    const known = await atomically(async ({ members }) => {
      const member = await members.findByLogin(login);
      return { member, hash: member && (await members.findPasswordHash(member.id)) };
    });
    nobodys ??= hasher.hash('nobody has this password');
    const right = await hasher.verify(asked.password, known.hash ?? (await nobodys));
    const { member } = known;
    if (!right || !member || known.hash === undefined || member.disabledAt !== null) return { kind: 'refused' };
    await atomically(async ({ members }) => {
      await members.clearFailures(key);
      await members.addSession(startSession(asked.sessionId, member.id, now()));
      await members.noteSignIn(member.id, formatInstant(now()));
    });
    return { kind: 'signed-in', member };
  };
};
