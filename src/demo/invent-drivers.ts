import { type DemoContext, instantAt, workingDay } from '#src/demo/demo-context.ts';
import type { Town } from '#src/demo/geography.ts';
import type { Age } from '#src/demo/invented-people.ts';
import { inventTrips, type Reason, type TripIdea } from '#src/demo/invent-trips.ts';
import { FIRST_LINES } from '#src/demo/lot.ts';
import type { Random } from '#src/demo/random.ts';
import type { ConsentAnswer } from '#src/people/driver-store.ts';
import type { Person } from '#src/people/person.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** The ancestor's figure after eight months (product page, November 2019). */
const DRIVERS = 400;
const MONTHS_OPEN_IN_DAYS = 240;
/** Past it, a regular trip comes on the list "toujours d'accord ?". */
const SIX_MONTHS_IN_DAYS = 183;
const PER_LINE = 3;

export interface InventedDriver {
  readonly person: Person;
  readonly welcomedOn: IsoDate;
  readonly welcomedBy: string;
  readonly createdAt: IsoInstant;
  readonly consents: readonly ConsentAnswer[];
  readonly trips: readonly Trip[];
}

interface Profile {
  readonly reason: Reason;
  readonly age: Age;
}

const PROFILES: readonly (readonly [Profile, number])[] = [
  [{ reason: 'work', age: 'working' }, 50],
  [{ reason: 'work', age: 'young' }, 8],
  [{ reason: 'market', age: 'retired' }, 20],
  [{ reason: 'on-call', age: 'retired' }, 12],
  [{ reason: 'one-off', age: 'working' }, 6],
  [{ reason: 'one-off', age: 'retired' }, 4],
];

/** Everyone who offers to drive, each welcomed, most with a way back, some with several trips. */
export const inventDrivers = (context: DemoContext): readonly InventedDriver[] => {
  const { random, geography } = context;
  const lines = FIRST_LINES.flatMap(([from, to]) =>
    Array.from({ length: PER_LINE }, (_, onLine) => ({ from: geography.town(from), to: geography.town(to), onLine })),
  );
  return Array.from({ length: DRIVERS }, (_, index) => {
    const line = lines[index];
    const [profile] = random.weighted(PROFILES, ([, weight]) => weight);
    return line
      ? inventDriver(context, line.from, [{ reason: 'line', to: line.to, onLine: line.onLine }], 'working')
      : inventDriver(context, geography.home(random), reasonsOf(random, profile.reason), profile.age);
  });
};

const reasonsOf = (random: Random, first: Reason): readonly Pick<TripIdea, 'reason'>[] => {
  const second = random.next();
  if (first === 'work' && second < 0.1) return [{ reason: 'work' }, { reason: 'market' }];
  if (first === 'market' && second < 0.18) return [{ reason: 'market' }, { reason: 'market' }];
  if (first !== 'one-off' && second > 0.95) return [{ reason: first }, { reason: 'one-off' }];
  return [{ reason: first }];
};

const inventDriver = (
  context: DemoContext,
  from: Town,
  ideas: readonly Pick<TripIdea, 'reason' | 'to' | 'onLine'>[],
  age: Age,
): InventedDriver => {
  const { random, people, today, territoryId, newId, memberIds } = context;
  const onlyOnce = ideas.every(({ reason }) => reason === 'one-off');
  // Sign-ups grew slowly; what is proposed once was proposed lately.
  const days = onlyOnce ? random.whole(1, 14) : Math.floor(MONTHS_OPEN_IN_DAYS * random.next() ** 1.15) + 1;
  const signedUp = addDays(today, -days);
  const createdAt = instantAt(context, signedUp, random.whole(8 * 60, 21 * 60));
  const called = workingDay(addDays(signedUp, Math.min(days, random.whole(0, 3))));
  const welcomedOn = called < signedUp ? signedUp : called;
  const heard = days > SIX_MONTHS_IN_DAYS && random.chance(0.8) ? random.whole(1, SIX_MONTHS_IN_DAYS - 20) : days;
  const confirmedAt =
    heard === days ? createdAt : instantAt(context, addDays(today, -heard), random.whole(9 * 60, 17 * 60));
  const { firstName, lastName } = people.name(age);
  const mobile = random.chance(0.93);
  const phones = [
    ...(mobile ? [people.phone('mobile')] : []),
    ...(!mobile || random.chance(0.12) ? [people.phone('landline')] : []),
  ];
  const person: Person = {
    id: newId(),
    territoryId,
    firstName,
    lastName,
    phones,
    email: random.chance(0.45) ? emailOf(firstName, lastName) : null,
    address: '',
    trustedContact: null,
    reachedBy: 'voice',
    note: '',
    heardFrom: random.chance(0.6) ? random.pick(HEARD_FROM) : '',
    informedOn: welcomedOn,
    minor: false,
    parentAgreedOn: null,
    setAsideReason: null,
    lastContactAt: confirmedAt,
    createdAt,
    version: 1,
  };
  const trips = ideas.flatMap((idea) =>
    inventTrips(context, {
      ...idea,
      driverId: person.id,
      from,
      createdAt,
      confirmedAt,
      meetingPointIn: (code) => {
        const points = context.places.filter(
          ({ kind, communeCode }) => kind === 'meeting-point' && communeCode === code,
        );
        return points.length === 0 ? null : random.pick(points);
      },
    }),
  );
  return {
    person,
    welcomedOn,
    welcomedBy: random.pick(memberIds),
    createdAt,
    consents: consentsOf(context, person.id, createdAt),
    trips,
  };
};

/** Shares of those who said yes: nearly all are in the list, more than half give their number. */
const SHARES = { listed: 0.94, numberShown: 0.58, neighbours: 0.35 } as const;

const consentsOf = (
  { random, newId }: DemoContext,
  personId: string,
  givenAt: IsoInstant,
): readonly ConsentAnswer[] => {
  const answer = (purpose: keyof typeof SHARES, given: boolean): ConsentAnswer => ({
    id: newId(),
    personId,
    purpose,
    given,
    how: random.chance(0.7) ? 'form' : 'phone',
    memberId: null,
    at: givenAt,
  });
  const listed = random.chance(SHARES.listed);
  return [
    answer('listed', listed),
    answer('numberShown', listed && random.chance(SHARES.numberShown)),
    ...(random.chance(0.8) ? [answer('neighbours', listed && random.chance(SHARES.neighbours))] : []),
  ];
};

const HEARD_FROM = [
  'Bouche à oreille',
  'Mairie',
  'La Dépêche',
  'Affiche à la pharmacie',
  'Marché',
  'Radio',
  'Facebook',
] as const;

const emailOf = (firstName: string, lastName: string): string =>
  `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z.]/g, '') + '@exemple.fr';
