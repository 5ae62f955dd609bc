import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#src/storage/schema/database.ts';
import type { ClosureTable, TerritoryTable } from '#src/storage/schema/territory.ts';
import { isReadableAccent } from '#src/territory/accent.ts';
import { DEFAULT_ANSWER_DAYS } from '#src/territory/create-territory.ts';
import type { Closure } from '#src/territory/closure.ts';
import { MOST_LINES, type Opening, type OpeningPlan } from '#src/territory/opening.ts';
import { officeHours, type OpeningHours } from '#src/territory/opening-hours.ts';
import { readHoursSentence } from '#src/territory/read-opening-hours.ts';
import { checkSlug } from '#src/territory/slug.ts';
import { ALL_OFF, SWITCHES, type Switches } from '#src/territory/switches.ts';
import type { NeighbourAgreements, TerritoryStore } from '#src/territory/territory-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoInstant } from '#src/time/units.ts';

const communeCodes = z.array(z.string().regex(/^(?:\d{2}|2[AB])\d{3}$/)).min(1);

const minutes = z.number().int().min(0).max(600);

const timeOfDay = z.number().int().min(0).max(1439);

const settings = z.object({
  bands: z
    .object({ direct: minutes, small: minutes, large: minutes })
    .refine((bands) => bands.direct <= bands.small && bands.small <= bands.large, 'bands go up'),
  tolerance: minutes,
  // Only those that are on are kept: a switch that comes later is off where nobody chose it.
  switches: z.array(z.string()).default([]),
  // Null in a profile of before: its sentence is then read.
  hours: z
    .array(z.array(z.object({ from: timeOfDay, until: timeOfDay }).refine((one) => one.from < one.until)))
    .length(7)
    .nullable()
    .default(null),
  answerDays: z.number().int().min(1).max(30).default(DEFAULT_ANSWER_DAYS),
});

const plan = z.union([
  z.object({ kind: z.literal('date'), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ kind: z.literal('lines'), floor: z.number().int().min(1).max(MOST_LINES) }),
  z.object({ kind: z.literal('by-hand') }),
]);

type OpeningRow = Pick<TerritoryTable, 'opening_stage' | 'opens_on' | 'opens_at_lines' | 'awaits_host'>;

const openingRow = ({ stage, plan: wanted, awaitsHost }: Opening): OpeningRow => {
  const checked = plan.parse(wanted);
  return {
    opening_stage: stage,
    opens_on: checked.kind === 'date' ? checked.date : null,
    opens_at_lines: checked.kind === 'lines' ? checked.floor : null,
    awaits_host: awaitsHost ? 1 : 0,
  };
};

const openingOf = (row: OpeningRow): Opening => {
  const kept: OpeningPlan =
    row.opens_on !== null
      ? { kind: 'date', date: row.opens_on }
      : row.opens_at_lines !== null
        ? { kind: 'lines', floor: row.opens_at_lines }
        : { kind: 'by-hand' };
  return { stage: row.opening_stage, plan: kept, awaitsHost: row.awaits_host === 1 };
};

const switchesOf = (on: readonly string[]): Switches => ({
  ...ALL_OFF,
  ...Object.fromEntries(SWITCHES.map((one) => [one, on.includes(one)])),
});

const WORKING_DAYS = 31;

const hoursOf = (kept: OpeningHours | null, sentence: string): OpeningHours =>
  kept ?? readHoursSentence(sentence) ?? officeHours(WORKING_DAYS);

const profile = z.object({
  slug: z.string().refine((slug) => checkSlug(slug) === 'ok', 'slug not allowed'),
  name: z.string().min(1),
  phone: z.string().regex(/^\+\d{6,15}$/),
  accent: z.string().refine(isReadableAccent, 'accent not readable'),
  zone: z.string().min(1),
});

/** The columns a profile fills. @throws Error when a value is not one a territory may have. */
const rowOf = (territory: Territory): Omit<TerritoryTable, 'id' | 'created_at' | 'updated_at' | 'version'> => ({
  ...profile.parse(territory),
  phone_hours: territory.phoneHours,
  email: territory.email,
  controller: territory.controller,
  welcome: territory.welcome,
  commune_codes: JSON.stringify(communeCodes.parse(territory.communeCodes)),
  centre_latitude: territory.centre.latitude,
  centre_longitude: territory.centre.longitude,
  settings: JSON.stringify(
    settings.parse({
      bands: territory.bands,
      tolerance: territory.tolerance,
      switches: SWITCHES.filter((one) => territory.switches[one]),
      hours: territory.hours,
      answerDays: territory.answerDays,
    }),
  ),
  ...openingRow(territory.opening),
});

const closureOf = (row: ClosureTable): Closure => ({
  id: row.id,
  firstDay: row.first_day,
  lastDay: row.last_day,
  reason: row.reason,
});

const territoryOf = (row: TerritoryTable, neighbourIds: readonly string[], closures: readonly Closure[]): Territory => {
  const { hours, switches, ...kept } = settings.parse(JSON.parse(row.settings));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    phone: row.phone,
    phoneHours: row.phone_hours,
    email: row.email,
    controller: row.controller,
    welcome: row.welcome,
    accent: row.accent,
    zone: row.zone,
    communeCodes: communeCodes.parse(JSON.parse(row.commune_codes)),
    centre: { latitude: row.centre_latitude, longitude: row.centre_longitude },
    ...kept,
    switches: switchesOf(switches),
    hours: hoursOf(hours, row.phone_hours),
    closures,
    opening: openingOf(row),
    neighbourIds,
    version: row.version,
  };
};

const french = new Intl.Collator('fr', { numeric: true });

/** The territories in the database; inside a transaction, `db` is the transaction. */
export const createTerritoryStore = (db: Kysely<Database>): TerritoryStore => {
  const agreements = async (territoryId: string): Promise<NeighbourAgreements> => {
    const rows = await db
      .selectFrom('neighbour_agreement')
      .select(['territory_id', 'neighbour_id'])
      .where((where) => where.or([where('territory_id', '=', territoryId), where('neighbour_id', '=', territoryId)]))
      .execute();
    return {
      given: rows.filter((row) => row.territory_id === territoryId).map((row) => row.neighbour_id),
      received: rows.filter((row) => row.neighbour_id === territoryId).map((row) => row.territory_id),
    };
  };

  const read = async (row: TerritoryTable | undefined): Promise<Territory | undefined> => {
    if (!row) return undefined;
    const { given, received } = await agreements(row.id);
    const agreed = given.filter((id) => received.includes(id));
    const open =
      agreed.length === 0
        ? []
        : await db
            .selectFrom('territory')
            .select('id')
            .where('id', 'in', agreed)
            .where('opening_stage', '=', 'open')
            .where('awaits_host', '=', 0)
            .execute();
    const closures = await db
      .selectFrom('closure')
      .selectAll()
      .where('territory_id', '=', row.id)
      .orderBy('first_day')
      .orderBy('id')
      .execute();
    return territoryOf(row, open.map(({ id }) => id).toSorted(), closures.map(closureOf));
  };

  // Both sides show another list of neighbours: what was read of either before no longer holds.
  const touch = async (ids: readonly string[], at: IsoInstant): Promise<void> => {
    await db
      .updateTable('territory')
      .set((set) => ({ version: set('version', '+', 1), updated_at: at }))
      .where('id', 'in', [...ids])
      .execute();
  };

  return {
    async list() {
      const rows = await db.selectFrom('territory').selectAll().execute();
      const territories = await Promise.all(rows.map(read));
      return territories
        .filter((territory) => territory !== undefined)
        .toSorted((a, b) => french.compare(a.name, b.name) || (a.slug < b.slug ? -1 : 1));
    },
    find: async (id) => read(await db.selectFrom('territory').selectAll().where('id', '=', id).executeTakeFirst()),
    findBySlug: async (slug) =>
      read(await db.selectFrom('territory').selectAll().where('slug', '=', slug).executeTakeFirst()),
    findVersion: (slug) =>
      db.selectFrom('territory').select(['id', 'version']).where('slug', '=', slug).executeTakeFirst(),
    async add(territory, at) {
      await db
        .insertInto('territory')
        .values({ id: territory.id, ...rowOf(territory), created_at: at, updated_at: at, version: territory.version })
        .execute();
    },
    async save(territory, at) {
      const before = await db
        .selectFrom('territory')
        .select(['opening_stage', 'awaits_host'])
        .where('id', '=', territory.id)
        .executeTakeFirst();
      const { numUpdatedRows } = await db
        .updateTable('territory')
        .set({ ...rowOf(territory), updated_at: at, version: territory.version + 1 })
        .where('id', '=', territory.id)
        .where('version', '=', territory.version)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return 'changed-meanwhile';
      const { opening_stage: stage, awaits_host: waits } = openingRow(territory.opening);
      // Its neighbours see its trips from now on, or no longer.
      if (before?.opening_stage !== stage || before.awaits_host !== waits) {
        const { given, received } = await agreements(territory.id);
        const agreed = given.filter((id) => received.includes(id));
        if (agreed.length > 0) await touch(agreed, at);
      }
      return 'saved';
    },
    async addClosure(territoryId, closure, at, memberId) {
      await db
        .insertInto('closure')
        .values({
          id: closure.id,
          territory_id: territoryId,
          first_day: closure.firstDay,
          last_day: closure.lastDay,
          reason: closure.reason,
          created_at: at,
          member_id: memberId,
        })
        .execute();
      await touch([territoryId], at);
    },
    async removeClosure(territoryId, closureId, at) {
      await db.deleteFrom('closure').where('territory_id', '=', territoryId).where('id', '=', closureId).execute();
      await touch([territoryId], at);
    },
    async eraseClosuresBefore(territoryId, day) {
      const { numDeletedRows } = await db
        .deleteFrom('closure')
        .where('territory_id', '=', territoryId)
        .where('last_day', '<', day)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    agreements,
    async agree(territoryId, neighbourId, at, memberId) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('neighbour_agreement')
        .values({ territory_id: territoryId, neighbour_id: neighbourId, agreed_at: at, agreed_by: memberId })
        .onConflict((conflict) => conflict.columns(['territory_id', 'neighbour_id']).doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows) await touch([territoryId, neighbourId], at);
    },
    async withdrawAgreement(territoryId, neighbourId, at) {
      const { numDeletedRows } = await db
        .deleteFrom('neighbour_agreement')
        .where('territory_id', '=', territoryId)
        .where('neighbour_id', '=', neighbourId)
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await touch([territoryId, neighbourId], at);
    },
  };
};
