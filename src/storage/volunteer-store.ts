import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { VolunteerTable } from '#src/storage/schema/people.ts';
import { formatStop, parseStop } from '#src/storage/stop-json.ts';
import { isIsoDate } from '#src/time/dates.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { CAR_TAKES } from '#src/trips/trip.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';

const day = z.string().refine(isIsoDate, 'a day YYYY-MM-DD that exists');
const absences = z.array(z.object({ from: day, until: day }));
const takes = z.array(z.enum(CAR_TAKES));

const volunteerOf = (row: Selectable<VolunteerTable>): Volunteer => ({
  personId: row.person_id,
  territoryId: row.territory_id,
  home: parseStop(row.home),
  mornings: row.mornings,
  afternoons: row.afternoons,
  radius: row.radius,
  takes: takes.parse(JSON.parse(row.takes)),
  mostAMonth: row.most_a_month,
  absences: absences.parse(JSON.parse(row.absences)),
  pausedUntil: row.paused_until,
  createdAt: row.created_at,
  version: row.version,
});

/** The row of a volunteer; `volunteerOf` reads it back. @throws Error when the home, an absence or what they take is malformed. */
export const volunteerRow = (volunteer: Volunteer, at: IsoInstant): VolunteerTable => ({
  person_id: volunteer.personId,
  territory_id: volunteer.territoryId,
  home: formatStop(volunteer.home),
  mornings: volunteer.mornings,
  afternoons: volunteer.afternoons,
  radius: volunteer.radius,
  takes: JSON.stringify(takes.parse(volunteer.takes)),
  most_a_month: volunteer.mostAMonth,
  absences: JSON.stringify(absences.parse(volunteer.absences)),
  paused_until: volunteer.pausedUntil,
  created_at: volunteer.createdAt,
  updated_at: at,
  changed_at: at,
  version: volunteer.version,
});

/** The volunteers of one territory in the database; inside a transaction, `db` is the transaction. */
export const createVolunteerStore = (db: Kysely<Database>, territoryId: string): VolunteerStore => {
  const rows = () => db.selectFrom('volunteer').selectAll().where('territory_id', '=', territoryId);
  const findMany = async (ids: readonly string[]): Promise<readonly Volunteer[]> =>
    (await inChunks(ids, async (some) => rows().where('person_id', 'in', some).execute())).map(volunteerOf);
  const ours = (volunteer: Volunteer): void => {
    if (volunteer.territoryId !== territoryId)
      throw new Error(`volunteer ${volunteer.personId} belongs to another territory`);
  };
  const change = async (volunteer: Volunteer, at: IsoInstant): Promise<'changed' | 'stale'> => {
    ours(volunteer);
    const { person_id: personId, created_at: _, ...columns } = volunteerRow(volunteer, at);
    const { numUpdatedRows } = await db
      .updateTable('volunteer')
      .set({ ...columns, version: volunteer.version + 1 })
      .where('territory_id', '=', territoryId)
      .where('person_id', '=', personId)
      .where('version', '=', volunteer.version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 0n ? 'stale' : 'changed';
  };

  return {
    findMany,
    change,
    async find(personId) {
      return (await findMany([personId]))[0];
    },
    async list() {
      const found = await db
        .selectFrom('volunteer')
        .innerJoin('driver', (on) =>
          on
            .onRef('driver.territory_id', '=', 'volunteer.territory_id')
            .onRef('driver.person_id', '=', 'volunteer.person_id'),
        )
        .innerJoin('person', (on) =>
          on.onRef('person.territory_id', '=', 'volunteer.territory_id').onRef('person.id', '=', 'volunteer.person_id'),
        )
        .selectAll('volunteer')
        .select(['person.first_name', 'person.last_name', 'person.set_aside_reason', 'driver.welcomed_on'])
        .where('volunteer.territory_id', '=', territoryId)
        .orderBy('volunteer.person_id')
        .execute();
      return found.map((row) => ({
        volunteer: volunteerOf(row),
        driver: {
          id: row.person_id,
          firstName: row.first_name,
          lastName: row.last_name,
          welcomed: row.welcomed_on !== null,
          setAside: row.set_aside_reason !== null,
        },
      }));
    },
    async add(volunteer) {
      ours(volunteer);
      await db
        .insertInto('volunteer')
        .values({ ...volunteerRow(volunteer, volunteer.createdAt), version: 1 })
        .execute();
    },
    async remove(personId) {
      await db
        .deleteFrom('volunteer')
        .where('territory_id', '=', territoryId)
        .where('person_id', '=', personId)
        .execute();
    },
    async forgetAbsencesBefore(until, at) {
      let forgotten = 0;
      for (const volunteer of (await rows().where('absences', '<>', '[]').execute()).map(volunteerOf)) {
        const kept = volunteer.absences.filter((absence) => absence.until >= until);
        if (kept.length === volunteer.absences.length) continue;
        await db
          .updateTable('volunteer')
          .set((is) => ({ absences: JSON.stringify(kept), updated_at: at, version: is('version', '+', 1) }))
          .where('territory_id', '=', territoryId)
          .where('person_id', '=', volunteer.personId)
          .execute();
        forgotten += 1;
      }
      return forgotten;
    },
    async changedAt() {
      const { at } = await db
        .selectFrom('volunteer')
        .select((is) => is.fn.max<string | null>('changed_at').as('at'))
        .where('territory_id', '=', territoryId)
        .executeTakeFirstOrThrow();
      return at;
    },
  };
};
