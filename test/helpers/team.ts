import assert from 'node:assert/strict';
import { createAddMember } from '#src/team/add-member.ts';
import type { Membership } from '#src/team/member.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';
import type { TestService } from './test-service.ts';

/** The password of every member of the tests. */
export const PASSWORD = 'la brebis du causse';
/** What a browser says of a post from our own pages. */
export const SAME = { 'Sec-Fetch-Site': 'same-origin' };

let hash: Promise<string> | undefined;

/** A new member of a territory, the Lot when none is said; gives their id. */
export const addMember = async (
  { service, territory }: TestService,
  login: string,
  {
    role = 'member',
    name = login,
    in: other = territory,
  }: { role?: Membership['role']; name?: string; in?: { id: string } } = {},
): Promise<string> => {
  const { storage, clock, newId } = service;
  const passwordHash = await (hash ??= passwordHasher.hash(PASSWORD));
  const add = createAddMember({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId });
  const added = await add(
    { territoryId: other.id, byMember: null },
    { login, name, email: null, role, host: false, passwordHash },
  );
  assert.equal(added.kind, 'added');
  return (await storage.instance.members.findByLogin(login))?.id ?? '';
};

/** The cookie of a member who signs in with the password of the tests. */
export const signIn = async (
  service: TestService,
  login: string,
  slug = 'lot',
): Promise<{ readonly Cookie: string }> => {
  const response = await service.post(
    `/${slug}/equipe/connexion`,
    { identifiant: login, mot_de_passe: PASSWORD },
    SAME,
  );
  assert.equal(response.status, 303, await response.text());
  return { Cookie: (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
};
