import type { Member, Membership } from '#src/team/member.ts';
import type { Tablet } from '#src/team/tablet.ts';
import type { Session } from '#src/team/session.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A member with what they are in one territory. */
export interface TeamMember {
  readonly member: Member;
  readonly membership: Membership;
}

/** Failed sign-ins under one identifier, whether it exists or not. */
export interface Failures {
  readonly count: number;
  readonly lastAt: IsoInstant;
}

/** Members of the instance, what they are where, and their sessions. */
export interface MemberStore {
  find(id: string): Promise<Member | undefined>;
  findByLogin(login: string): Promise<Member | undefined>;
  list(): Promise<readonly Member[]>;
  /** Of one territory, by name. */
  listOfTerritory(territoryId: string): Promise<readonly TeamMember[]>;
  /** @throws when the login is taken. */
  add(member: Member): Promise<void>;
  save(member: Member): Promise<void>;

  findPasswordHash(memberId: string): Promise<string | undefined>;
  /** null takes the password away: only a link lets them in. */
  setPasswordHash(memberId: string, hash: string | null): Promise<void>;

  membershipsOf(memberId: string): Promise<readonly Membership[]>;
  findMembership(memberId: string, territoryId: string): Promise<Membership | undefined>;
  setMembership(membership: Membership): Promise<void>;
  removeMembership(memberId: string, territoryId: string): Promise<void>;

  /** `key` is a hash of what was typed as identifier. */
  findFailures(key: string): Promise<Failures | undefined>;
  setFailures(key: string, failures: Failures): Promise<void>;
  clearFailures(key: string): Promise<void>;

  /** They signed in at this instant: who holds which key is known to their coordination. */
  noteSignIn(memberId: string, at: IsoInstant): Promise<void>;
  /** The last sign-in of each member of a territory; those who never did are absent. */
  lastSignIns(territoryId: string): Promise<ReadonlyMap<string, IsoInstant>>;
  /** Tablets of the members of a territory still signed in at this instant, by name. */
  tabletsOf(territoryId: string, at: IsoInstant): Promise<readonly Tablet[]>;

  addSession(session: Session): Promise<void>;
  findSession(id: string): Promise<Session | undefined>;
  saveSession(session: Session): Promise<void>;
  removeSession(id: string): Promise<void>;
  removeSessionsOf(memberId: string): Promise<void>;
  /** Sessions ended before that instant, and failures older than a day. */
  removeExpired(now: IsoInstant): Promise<void>;
}
