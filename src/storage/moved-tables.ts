import type { Database } from '#src/storage/schema/database.ts';

/** The tables whose rows belong to a territory. */
type OwnedTable = {
  [Name in keyof Database]: Database[Name] extends { readonly territory_id: string } ? Name : never;
}[keyof Database];

/** How a table moves with its territory: by the columns that order its rows, or not at all. */
type Moves = { readonly by: readonly string[] } | { readonly stays: string };

const by = (...columns: readonly string[]): Moves => ({ by: columns });

/**
 * Every table of a territory, in an order in which foreign keys let rows be added. A new table has to say here how it moves:
 * the type asks for it.
 */
const MOVES: Readonly<Record<OwnedTable, Moves>> = {
  local_place: by('id'),
  closure: by('id'),
  trial: by('id'),
  other_way: by('id'),
  person: by('id'),
  person_phone: by('id'),
  consent: by('id'),
  asking_rest: by('person_id'),
  driver: by('person_id'),
  volunteer: by('person_id'),
  trip: by('id'),
  imported_line: by('line_hash'),
  request: by('id'),
  way: by('id'),
  ride: by('id'),
  ride_day: by('ride_id', 'date'),
  closure_ride: by('ride_id'),
  settled_otherwise: by('way_id', 'slot'),
  promise: by('id'),
  introduction: by('id'),
  call: by('id'),
  telling: by('ride_id', 'party', 'about'),
  lost_ride: by('id'),
  wish: by('way_id'),
  paper_sheet: by('id'),
  paper_line: by('sheet_id', 'number'),
  link: by('token_hash'),
  message_setting: by('territory_id'),
  outbox_message: by('id'),
  incoming_sms: by('id'),
  forgotten_sms: by('id_hash'),
  journal: by('id'),
  monthly_count: by('month', 'key'),
  membership: by('member_id'),
  // Hashes of the territory, not of the instance: the sheet in the safe opens it wherever it goes.
  recovery_code: by('number'),
  call_draft: by('member_id', 'id'),
  job: { stays: 'the jobs of another instance have their own hours' },
  trip_change: { stays: 'who reads the trips for the first time reads all of them' },
  wish_look: { stays: 'where everything is new, everything is looked at again' },
  driver_hold: { stays: 'kept for minutes' },
  presence: { stays: 'kept for minutes' },
  neighbour_agreement: { stays: 'names a territory of this instance' },
  sheet_import: { stays: 'a draft of a day, what can be undone for a week' },
  sheet_import_line: { stays: 'what a file holds, until it is in' },
  sheet_import_thing: { stays: 'what can be undone for a week' },
  territory_roads: { stays: 'its file is imported again' },
  timetable_feed: { stays: 'its file is imported again, its password does not leave the instance' },
};

export interface MovedTable {
  readonly name: OwnedTable;
  /** Columns that give its rows one order. */
  readonly by: readonly string[];
}

export const MOVED_TABLES: readonly MovedTable[] = (Object.keys(MOVES) as readonly OwnedTable[]).flatMap((name) => {
  const moves = MOVES[name];
  return 'by' in moves ? [{ name, by: moves.by }] : [];
});

/** Every table whose rows belong to a territory, in an order in which foreign keys let them be erased. */
export const OWNED_TABLES: readonly OwnedTable[] = (Object.keys(MOVES) as readonly OwnedTable[]).toReversed();
