import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Member, Membership } from '#src/team/member.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { Session } from '#src/team/session.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { MemberTable, MembershipTable, SessionTable } from '#src/storage/schema/team.ts';

const communeCodes = z.array(z.string()).nullable();

type MemberRow = Pick<MemberTable, 'id' | 'login' | 'name' | 'email' | 'host' | 'disabled_at' | 'created_at'>;
const MEMBER = ['id', 'login', 'name', 'email', 'host', 'disabled_at', 'created_at'] as const;

const memberOf = (row: MemberRow): Member => ({
  id: row.id,
  login: row.login,
  name: row.name,
  email: row.email,
  host: row.host === 1,
  disabledAt: row.disabled_at,
  createdAt: row.created_at,
});

const membershipOf = (row: MembershipTable): Membership => ({
  memberId: row.member_id,
  territoryId: row.territory_id,
  role: row.role,
  communeCodes: row.commune_codes === null ? null : communeCodes.parse(JSON.parse(row.commune_codes)),
});

const sessionOf = (row: SessionTable): Session => ({
  id: row.id,
  memberId: row.member_id,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  expiresAt: row.expires_at,
  device: row.device,
});

const french = new Intl.Collator('fr');

/** Prefix of the counters kept here, among those of `rate_counter`. */
const FAILURES = 'sign-in ';

/** The members of the instance in the database; inside a transaction, `db` is the transaction. */
export const createMemberStore = (db: Kysely<Database>): MemberStore => ({
  async find(id) {
    const row = await db.selectFrom('member').select(MEMBER).where('id', '=', id).executeTakeFirst();
    return row && memberOf(row);
  },
  async findByLogin(login) {
    const row = await db.selectFrom('member').select(MEMBER).where('login', '=', login).executeTakeFirst();
    return row && memberOf(row);
  },
  async list() {
    const rows = await db.selectFrom('member').select(MEMBER).execute();
    return rows.map(memberOf).toSorted((a, b) => french.compare(a.name, b.name));
  },
  async listOfTerritory(territoryId) {
    const memberships = await db.selectFrom('membership').selectAll().where('territory_id', '=', territoryId).execute();
    const ids = memberships.map((row) => row.member_id);
    if (ids.length === 0) return [];
    const members = await db.selectFrom('member').select(MEMBER).where('id', 'in', ids).execute();
    const byId = new Map(memberships.map((row) => [row.member_id, membershipOf(row)]));
    return members
      .flatMap((row) => {
        const membership = byId.get(row.id);
        return membership ? [{ member: memberOf(row), membership }] : [];
      })
      .toSorted((a, b) => french.compare(a.member.name, b.member.name));
  },
  async add(member) {
    await db
      .insertInto('member')
      .values({
        id: member.id,
        login: member.login,
        name: member.name,
        email: member.email,
        password_hash: null,
        host: member.host ? 1 : 0,
        disabled_at: member.disabledAt,
        created_at: member.createdAt,
      })
      .execute();
  },
  async save(member) {
    await db
      .updateTable('member')
      .set({
        login: member.login,
        name: member.name,
        email: member.email,
        host: member.host ? 1 : 0,
        disabled_at: member.disabledAt,
      })
      .where('id', '=', member.id)
      .execute();
  },

  async findPasswordHash(memberId) {
    const row = await db.selectFrom('member').select('password_hash').where('id', '=', memberId).executeTakeFirst();
    return row?.password_hash ?? undefined;
  },
  async setPasswordHash(memberId, hash) {
    await db.updateTable('member').set({ password_hash: hash }).where('id', '=', memberId).execute();
  },

  async membershipsOf(memberId) {
    const rows = await db.selectFrom('membership').selectAll().where('member_id', '=', memberId).execute();
    return rows.map(membershipOf);
  },
  async findMembership(memberId, territoryId) {
    const row = await db
      .selectFrom('membership')
      .selectAll()
      .where('member_id', '=', memberId)
      .where('territory_id', '=', territoryId)
      .executeTakeFirst();
    return row && membershipOf(row);
  },
  async setMembership(membership) {
    const changes = {
      role: membership.role,
      commune_codes: membership.communeCodes && JSON.stringify(membership.communeCodes),
    };
    await db
      .insertInto('membership')
      .values({ member_id: membership.memberId, territory_id: membership.territoryId, ...changes })
      .onConflict((same) => same.columns(['member_id', 'territory_id']).doUpdateSet(changes))
      .execute();
  },
  async removeMembership(memberId, territoryId) {
    await db
      .deleteFrom('membership')
      .where('member_id', '=', memberId)
      .where('territory_id', '=', territoryId)
      .execute();
  },

  async findFailures(key) {
    const row = await db
      .selectFrom('rate_counter')
      .selectAll()
      .where('key', '=', FAILURES + key)
      .executeTakeFirst();
    return row && { count: row.count, lastAt: row.window_start };
  },
  async setFailures(key, { count, lastAt }) {
    await db
      .insertInto('rate_counter')
      .values({ key: FAILURES + key, window_start: lastAt, count })
      .onConflict((same) => same.column('key').doUpdateSet({ window_start: lastAt, count }))
      .execute();
  },
  async clearFailures(key) {
    await db
      .deleteFrom('rate_counter')
      .where('key', '=', FAILURES + key)
      .execute();
  },

  async noteSignIn(memberId, at) {
    await db.updateTable('member').set({ last_signed_in_at: at }).where('id', '=', memberId).execute();
  },
  async lastSignIns(territoryId) {
    const rows = await db
      .selectFrom('member')
      .innerJoin('membership', 'membership.member_id', 'member.id')
      .select(['member.id', 'member.last_signed_in_at as at'])
      .where('membership.territory_id', '=', territoryId)
      .execute();
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
  },
  async tabletsOf(territoryId, at) {
    const rows = await db
      .selectFrom('session')
      .innerJoin('member', 'member.id', 'session.member_id')
      .innerJoin('membership', 'membership.member_id', 'member.id')
      .select(['session.id', 'session.device', 'session.created_at', 'session.seen_at', 'session.expires_at'])
      .select(['member.id as member_id', 'member.name'])
      .where('membership.territory_id', '=', territoryId)
      .where('session.device', 'is not', null)
      .where('session.expires_at', '>', at)
      .execute();
    return rows
      .map((row) => ({
        id: row.id,
        device: row.device ?? '',
        memberId: row.member_id,
        memberName: row.name,
        createdAt: row.created_at,
        seenAt: row.seen_at,
        expiresAt: row.expires_at,
      }))
      .toSorted((a, b) => french.compare(a.device, b.device) || (a.id < b.id ? -1 : 1));
  },

  async addSession(session) {
    await db
      .insertInto('session')
      .values({
        id: session.id,
        member_id: session.memberId,
        created_at: session.createdAt,
        seen_at: session.seenAt,
        expires_at: session.expiresAt,
        device: session.device,
      })
      .execute();
  },
  async findSession(id) {
    const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
    return row && sessionOf(row);
  },
  async saveSession(session) {
    await db
      .updateTable('session')
      .set({ seen_at: session.seenAt, expires_at: session.expiresAt })
      .where('id', '=', session.id)
      .execute();
  },
  async removeSession(id) {
    await db.deleteFrom('session').where('id', '=', id).execute();
  },
  async removeSessionsOf(memberId) {
    await db.deleteFrom('session').where('member_id', '=', memberId).execute();
  },
  async removeExpired(now) {
    await db.deleteFrom('session').where('expires_at', '<=', now).execute();
    const yesterday = Temporal.Instant.from(now).subtract({ hours: 24 }).toString({ smallestUnit: 'millisecond' });
    await db
      .deleteFrom('rate_counter')
      .where('key', '>=', FAILURES)
      // The character after a space is '!': all keys that begin with the prefix, on both engines.
      .where('key', '<', FAILURES.replace(' ', '!'))
      .where('window_start', '<', yesterday)
      .execute();
  },
});
