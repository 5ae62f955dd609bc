import type { DeskTables } from '#src/storage/schema/desk.ts';
import type { InstanceTables } from '#src/storage/schema/instance.ts';
import type { IntroductionsTables } from '#src/storage/schema/introductions.ts';
import type { MessagesTables } from '#src/storage/schema/messages.ts';
import type { PeopleTables } from '#src/storage/schema/people.ts';
import type { RequestsTables } from '#src/storage/schema/requests.ts';
import type { SheetImportsTables } from '#src/storage/schema/sheet-imports.ts';
import type { TeamTables } from '#src/storage/schema/team.ts';
import type { TerritoryTables } from '#src/storage/schema/territory.ts';
import type { TimetablesTables } from '#src/storage/schema/timetables.ts';
import type { TripsTables } from '#src/storage/schema/trips.ts';

/** All tables, by their names. */
export interface Database
  extends
    TerritoryTables,
    PeopleTables,
    TripsTables,
    RequestsTables,
    IntroductionsTables,
    DeskTables,
    MessagesTables,
    TeamTables,
    SheetImportsTables,
    TimetablesTables,
    InstanceTables {}
