import type { IsoInstant } from '#src/time/units.ts';

/** 'host' runs the instance; the others belong to a territory. 'referent' sees the people of their communes (see `Sight`). */
export const ROLES = ['host', 'coordination', 'member', 'referent', 'figures'] as const;
export type Role = (typeof ROLES)[number];

/** Someone of the team who can sign in. */
export interface Member {
  readonly id: string;
  /** What they type to sign in: lower case, unique in the instance. */
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly host: boolean;
  readonly disabledAt: IsoInstant | null;
  readonly createdAt: IsoInstant;
}

/** Member x territory x role x communes (null = all). */
export interface Membership {
  readonly memberId: string;
  readonly territoryId: string;
  readonly role: Exclude<Role, 'host'>;
  readonly communeCodes: readonly string[] | null;
}

/** What each role may do at the desk of its territory. */
export type Permission = 'read-people' | 'write-people' | 'read-figures' | 'manage-territory';

const PERMISSIONS: Readonly<Record<Membership['role'], readonly Permission[]>> = {
  coordination: ['read-people', 'write-people', 'read-figures', 'manage-territory'],
  member: ['read-people', 'write-people', 'read-figures'],
  referent: ['read-people', 'write-people'],
  figures: ['read-figures'],
};

/** Whether a role opens that door. */
export const isAllowed = (role: Membership['role'], permission: Permission): boolean =>
  PERMISSIONS[role].includes(permission);
