import type { IsoInstant } from '#src/time/units.ts';

/** 'manage' a driver's own page; 'request' a passenger's; 'sign-in' a member's; 'answer' to one question asked. */
export type LinkPurpose = 'manage' | 'request' | 'sign-in' | 'answer';

/** Wrong codes after which a spoken code is dead. */
export const CODE_TRIES = 5;

/** A personal link as it is kept: never its token, only what recognises it. */
export interface Link {
  /** SHA-256 of the token, hexadecimal. */
  readonly tokenHash: string;
  /** Keyed hash of the short code said on the phone; null when none was given, or once it was used. */
  readonly codeHash: string | null;
  readonly codeExpiresAt: IsoInstant | null;
  readonly codeTries: number;
  readonly purpose: LinkPurpose;
  /** Person, request, member or introduction. */
  readonly subjectId: string;
  readonly createdAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  readonly revokedAt: IsoInstant | null;
  /** For 'sign-in': the tablet it signs in. */
  readonly device?: string | null;
}

/** Personal links of one territory. */
export interface LinkStore {
  add(link: Link): Promise<void>;
  /** Whatever its state: the caller reads expiry and revocation. */
  findByToken(tokenHash: string): Promise<Link | undefined>;
  /** Links of these subjects whose code can still be tried at this instant. */
  withLiveCode(purpose: LinkPurpose, subjectIds: readonly string[], at: IsoInstant): Promise<readonly Link[]>;
  /** Links of a subject that open at this instant, the most recent first. */
  live(purpose: LinkPurpose, subjectId: string, at: IsoInstant): Promise<readonly Link[]>;
  countTry(tokenHash: string): Promise<void>;
  /** The code opened once: it never opens again. */
  dropCode(tokenHash: string): Promise<void>;
  extend(tokenHash: string, expiresAt: IsoInstant): Promise<void>;
  /** All links of this subject and purpose die. */
  revokeAll(purpose: LinkPurpose, subjectId: string, at: IsoInstant): Promise<void>;
}
