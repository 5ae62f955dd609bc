import type { Flag, Json, Owned, Text } from '#src/storage/schema/columns.ts';
import type { ImportColumns } from '#src/storage/schema/import-columns.ts';

export interface TerritoryTable {
  id: Text;
  slug: Text;
  name: Text;
  phone: Text;
  phone_hours: Text;
  email: Text | null;
  controller: Text;
  welcome: Text;
  accent: Text;
  zone: Text;
  commune_codes: Json;
  centre_latitude: number;
  centre_longitude: number;
  /** JSON of bands and tolerance. */
  settings: Json;
  created_at: Text;
  updated_at: Text;
  version: number;
  opening_stage: 'unpublished' | 'drivers-first' | 'open';
  /** The day it opens, or the lines at which it does; neither when a hand opens it. */
  opens_on: Text | null;
  opens_at_lines: number | null;
  awaits_host: number;
}

/** "This territory agrees to show its trips to that one": a neighbour is one where both rows stand. */
export interface NeighbourAgreementTable extends Owned {
  neighbour_id: Text;
  agreed_at: Text;
  agreed_by: Text | null;
}

export interface LocalPlaceTable extends Owned {
  id: Text;
  names: Json;
  kind: 'name' | 'hamlet' | 'meeting-point';
  commune_code: Text;
  latitude: number;
  longitude: number;
  created_at: Text;
  version: number;
}

/** Days on which the team does not answer. */
export interface ClosureTable extends Owned {
  id: Text;
  first_day: Text;
  last_day: Text;
  /** For the team. */
  reason: Text;
  created_at: Text;
  member_id: Text | null;
}

/** Rides that take place although the team is away: someone said so. */
export interface ClosureRideTable extends Owned {
  ride_id: Text;
  decided_at: Text;
  member_id: Text | null;
}

/** The road map a territory uses (no file: none), and its import under way or last ended. */
export interface TerritoryRoadsTable
  extends Owned, ImportColumns<'waiting' | 'downloading' | 'reading' | 'computing' | 'saving'> {
  file: Text | null;
  source: Text | null;
  data_from: Text | null;
  built_at: Text | null;
  import_source: Text | null;
}

/** A territory that is not one yet: it belongs to the instance. */
export interface SetupDraftTable {
  id: Text;
  kind: 'own' | 'space';
  token_hash: Text;
  answers: Json;
  created_at: Text;
  touched_at: Text;
}

/** A space asked for on a shared host; the territory it became is not its owner. */
export interface SpaceRequestTable {
  id: Text;
  draft_id: Text | null;
  for_territory: Text | null;
  name: Text;
  area: Text;
  asker: Text;
  phone: Text;
  email: Text | null;
  controller: Text;
  state: 'waiting' | 'accepted' | 'refused';
  word: Text;
  asked_at: Text;
  answered_at: Text | null;
}

/** What a territory tried to be known; `followed` is JSON of counts, once its weeks are over. */
export interface TrialTable extends Owned {
  id: Text;
  day: Text;
  kind: 'poster' | 'flyer' | 'article' | 'radio' | 'meeting' | 'other';
  what: Text;
  cost: number | null;
  commune_codes: Json | null;
  published: Flag;
  followed: Json | null;
  created_at: Text;
}

/** Another way to go, kept by the team; `details` is JSON of where, when and how. Nothing of anyone. */
export interface OtherWayTable extends Owned {
  id: Text;
  kind: 'on-demand' | 'taxi' | 'minibus' | 'shop' | 'hitch-hiking' | 'other';
  name: Text;
  stopped: Flag;
  details: Json;
  created_at: Text;
  version: number;
}

/** What a territory is, the days it closes, the roads it has. */
export interface TerritoryTables {
  setup_draft: SetupDraftTable;
  territory: TerritoryTable;
  neighbour_agreement: NeighbourAgreementTable;
  local_place: LocalPlaceTable;
  closure: ClosureTable;
  closure_ride: ClosureRideTable;
  territory_roads: TerritoryRoadsTable;
  space_request: SpaceRequestTable;
  trial: TrialTable;
  other_way: OtherWayTable;
}
