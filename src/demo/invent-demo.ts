import type { DemoContext } from '#src/demo/demo-context.ts';
import { fittingTrips } from '#src/demo/fitting-trips.ts';
import { createGeography } from '#src/demo/geography.ts';
import { type FollowedRequest, followUp } from '#src/demo/invent-follow-up.ts';
import { type InventedDriver, inventDrivers } from '#src/demo/invent-drivers.ts';
import { inventOutcomes, inventTellings } from '#src/demo/invent-aftermath.ts';
import { inventClosure } from '#src/demo/invent-closure.ts';
import { inventQuestions } from '#src/demo/invent-questions.ts';
import { inventOtherWays } from '#src/demo/invent-other-ways.ts';
import { inventSheet } from '#src/demo/invent-sheet.ts';
import { inventWishes } from '#src/demo/invent-wishes.ts';
import { inventVolunteers } from '#src/demo/invent-volunteers.ts';
import { createPeopleSource } from '#src/demo/invented-people.ts';
import { type InventedRequest, inventRequests } from '#src/demo/invent-requests.ts';
import { LOCAL_PLACES } from '#src/demo/lot.ts';
import type { Stands } from '#src/demo/open-story.ts';
import { createRandom, type Random } from '#src/demo/random.ts';
import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { Person } from '#src/people/person.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { RideDay } from '#src/requests/ride-day.ts';
import type { Telling } from '#src/requests/telling.ts';
import type { Closure } from '#src/territory/closure.ts';
import type { IsoDate, NewId } from '#src/time/units.ts';
import type { OtherWay } from '#src/transit/on-demand/other-way.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Wish } from '#src/wishes/wish.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';

export interface DemoSettings {
  readonly seed: number;
  /** The calendar the demo lives in. */
  readonly today: IsoDate;
  readonly zone: string;
  readonly territoryId: string;
  /** Members who answer the phone, at least one. */
  readonly memberIds: readonly string[];
  readonly communes: CommuneDirectory;
}

/** The Lot after some months of service: invented people, real places, the calendar of today. */
export interface DemoData {
  readonly places: readonly LocalPlace[];
  readonly otherWays: readonly OtherWay[];
  readonly drivers: readonly InventedDriver[];
  readonly volunteers: readonly Volunteer[];
  readonly passengers: readonly Person[];
  readonly requests: readonly FollowedRequest[];
  readonly wishes: readonly Wish[];
  readonly tellings: readonly Telling[];
  readonly rideDays: readonly RideDay[];
  readonly closure: Closure;
  readonly sheet: PaperSheet;
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** Six letters of five bits in each draw. */
const DRAWS = 4;

/** Ids that come out the same for one seed: the people of the demo have nothing to hide. */
const createIds =
  (random: Random): NewId =>
  () => {
    let id = '';
    for (let draw = 0; draw < DRAWS; draw += 1) {
      let bits = random.whole(0, 2 ** 30 - 1);
      for (let letter = 0; letter < 6; letter += 1, bits >>>= 5) id += ID_LETTERS[bits & 31];
    }
    return id;
  };

/** The same people, trips and requests for the same seed and the same day. */
export const inventDemo = (settings: DemoSettings): DemoData => {
  const random = createRandom(settings.seed);
  const newId = createIds(createRandom(settings.seed ^ 0x5eed));
  const places = LOCAL_PLACES.map(([names, kind, communeCode, latitude, longitude]): LocalPlace => ({
    id: newId(),
    names,
    kind,
    communeCode,
    point: { latitude, longitude },
  }));
  const context: DemoContext = {
    ...settings,
    random,
    newId,
    places,
    people: createPeopleSource(random),
    geography: createGeography(settings.communes),
  };
  const drivers = inventDrivers(context);
  const trips = drivers.flatMap((driver) => driver.trips);
  const asked = inventRequests(context);
  const followed = asked.map((one) => followUp(context, one, trips, standsOf(context, one, trips)));
  const requests = inventQuestions(context, followed, new Map(drivers.map(({ person }) => [person.id, person])));
  return {
    places,
    otherWays: inventOtherWays({ ...context, newId: createIds(createRandom(settings.seed ^ 0x7ad)) }),
    wishes: inventWishes(context, requests, trips),
    tellings: inventTellings(context, requests),
    rideDays: inventOutcomes(context, requests),
    drivers,
    volunteers: inventVolunteers({ ...context, random: createRandom(settings.seed ^ 0xca11) }, drivers),
    passengers: asked.flatMap(({ passenger }) => passenger ?? []),
    requests,
    closure: inventClosure(context, requests),
    sheet: inventSheet(context, requests, trips),
  };
};

/** How the desk looks on an ordinary morning. */
const DESK: readonly (readonly [Stands, number])[] = [
  ['new', 16],
  ['call-back', 14],
  ['waiting', 17],
  ['half-settled', 7],
  ['agreed', 6],
];

const standsOf = (
  context: DemoContext,
  { request, askedOn, open }: InventedRequest,
  trips: readonly Trip[],
): Stands | null => {
  if (!open) return null;
  const [stands] = context.random.weighted(DESK, ([, weight]) => weight);
  if (stands === 'new' || stands === 'call-back') return stands;
  // Nobody was asked for a way that nobody drives.
  const fits = request.ways.map((way) => fittingTrips(context, trips, way, askedOn).length);
  return fits.every((count) => count > 0) ? stands : 'new';
};
