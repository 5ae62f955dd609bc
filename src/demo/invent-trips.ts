import type { DemoContext } from '#src/demo/demo-context.ts';
import { stopAt, type Town } from '#src/demo/geography.ts';
import type { Random } from '#src/demo/random.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant, TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { CarTakes, DateRange, KindOfHelp, Schedule, Trip } from '#src/trips/trip.ts';

/** What moves someone to drive there. */
export type Reason = 'work' | 'market' | 'on-call' | 'one-off' | 'line';

export interface TripIdea {
  readonly driverId: string;
  readonly reason: Reason;
  readonly from: Town;
  /** Given for a line that must exist; else chosen. */
  readonly to?: Town;
  readonly createdAt: IsoInstant;
  /** Last time they said it still holds. */
  readonly confirmedAt: IsoInstant;
  readonly meetingPointIn: (communeCode: string) => LocalPlace | null;
  /** Its place among those who drive the line: the first ones leave at hours that suit a passenger. */
  readonly onLine?: number;
}

/** A whole number of five minutes. */
const rounded = (time: number): TimeOfDay => Math.min(1435, Math.max(0, Math.round(time / 5) * 5));

const WORK_DAYS: readonly (readonly [WeekdayMask, number])[] = [
  [31, 46], // Monday to Friday
  [15, 9], // to Thursday
  [27, 8], // not on Wednesday
  [11, 6],
  [21, 5],
  [10, 5],
  [3, 4],
  [63, 3],
  [24, 4],
];

interface Shape {
  readonly to: Town;
  readonly weekdays: WeekdayMask;
  readonly date: IsoDate | null;
  readonly departure: TimeOfDay | null;
  readonly back: { readonly departure: TimeOfDay | null } | null;
  readonly help: KindOfHelp;
}

const shapeOf = ({ random, geography, today }: DemoContext, idea: TripIdea): Shape => {
  const { from, reason } = idea;
  const road = (to: Town): number => geography.minutes(from.point, to.point);
  if (reason === 'market') {
    const market = geography.market(random, from);
    const to = idea.to ?? market.town;
    const departure = rounded(random.whole(9 * 60, 10 * 60) - road(to));
    const back = random.chance(0.92) ? { departure: rounded(random.whole(11 * 60 + 15, 12 * 60 + 15)) } : null;
    return { to, weekdays: weekdayBit(market.weekday), date: null, departure, back, help: 'free' };
  }
  if (reason === 'on-call') {
    const to = idea.to ?? geography.destination(random, from);
    const weekdays = random.pick([31, 31, 127, 10, 20, 42, 64 + 32]);
    return { to, weekdays, date: null, departure: null, back: { departure: null }, help: 'free' };
  }
  if (reason === 'one-off') {
    const to = idea.to ?? geography.destination(random, from);
    const date = addDays(
      today,
      random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 20], (days) => 1 / (days + 2)),
    );
    const departure = rounded(random.whole(7 * 60 + 30, 15 * 60));
    const back = random.chance(0.6) ? { departure: rounded(departure + road(to) + random.whole(90, 300)) } : null;
    return { to, weekdays: 0, date, departure, back, help: 'free' };
  }
  if (reason === 'line' && idea.onLine !== undefined && idea.onLine < 2) return lineShape(random, idea, idea.onLine);
  const to = idea.to ?? geography.destination(random, from);
  const [weekdays] = random.weighted(WORK_DAYS, ([, weight]) => weight);
  const arrival = random.weighted([7.5, 8, 8.25, 8.5, 9, 9.5, 13.5], (hour) =>
    hour === 13.5 ? 1 : hour === 9.5 ? 2 : 5,
  );
  const departure = rounded(arrival * 60 - road(to) - random.whole(0, 10));
  const end = arrival > 12 ? random.whole(19 * 60, 20 * 60 + 30) : random.whole(16 * 60, 18 * 60 + 30);
  return {
    to,
    weekdays,
    date: null,
    departure,
    back: random.chance(0.9) ? { departure: rounded(end) } : null,
    help: random.chance(0.72) ? 'shared' : 'free',
  };
};

/** Tuesdays and Thursdays at the hour of a morning appointment, then every working day. */
const lineShape = (random: Random, { from, to = from }: TripIdea, place: number): Shape => ({
  to,
  weekdays: place === 0 ? 10 : 31,
  date: null,
  departure: place === 0 ? 9 * 60 + 5 * random.whole(2, 6) : 7 * 60 + 5 * random.whole(6, 15),
  back: { departure: place === 0 ? 12 * 60 + 5 * random.whole(0, 6) : 17 * 60 + 5 * random.whole(0, 9) },
  help: place === 0 ? 'free' : 'shared',
});

/** A trip of that person, and its way back when they take someone home too. */
export const inventTrips = (context: DemoContext, idea: TripIdea): readonly Trip[] => {
  const { random, geography, territoryId, newId } = context;
  const shape = shapeOf(context, idea);
  const via = random.chance(0.35) ? geography.onTheWay(random, idea.from, shape.to) : [];
  const stops = [idea.from, ...via, shape.to].map(stopAt);
  const schedule = scheduleOf(context, shape);
  const outward: Trip = {
    id: newId(),
    territoryId,
    driverId: idea.driverId,
    returnOf: null,
    schedule,
    stops,
    seats: random.weighted([1, 2, 3, 4], (seats) => [2, 4, 6, 1][seats - 1] ?? 0),
    maxDetour: random.weighted([null, 5, 10, 15, 20, 30], (detour) => (detour === null ? 9 : 1.2)),
    // Who says a round hour is seldom at the minute.
    flexibility: schedule.departure !== null && schedule.departure % 60 === 0 ? 15 : 0,
    meetingPlace: meetingAt(random, idea.meetingPointIn(idea.from.code)),
    remarks: random.chance(0.12) ? random.pick(REMARKS) : '',
    carTakes: carTakes(random),
    help: shape.help,
    state: random.chance(0.02) ? 'stopped' : 'active',
    toVerify: false,
    confirmedAt: idea.confirmedAt,
    timesAsked: 0,
    createdAt: idea.createdAt,
    version: 1,
  };
  if (!shape.back) return [outward];
  const back: Trip = {
    ...outward,
    id: newId(),
    returnOf: outward.id,
    schedule: { ...schedule, departure: shape.back.departure },
    stops: stops.toReversed(),
    meetingPlace: meetingAt(random, idea.meetingPointIn(shape.to.code)),
  };
  return [outward, back];
};

const scheduleOf = ({ random, today }: DemoContext, { date, weekdays, departure }: Shape): Schedule => {
  if (date !== null) return { kind: 'one-off', date, departure };
  const paused = random.next();
  return {
    kind: 'regular',
    weekdays,
    departure,
    from: null,
    until: random.chance(0.04) ? addDays(today, random.whole(30, 150)) : null,
    excluded: random.chance(0.07) ? [holiday(random, today)] : [],
    pausedUntil: paused < 0.035 ? addDays(today, random.whole(4, 45)) : paused < 0.05 ? UNTIL_FURTHER_NOTICE : null,
  };
};

/** A week or two away, begun on a Monday. */
const holiday = (random: Random, today: IsoDate): DateRange => {
  const near = addDays(today, random.whole(0, 60));
  const from = addDays(near, (8 - weekdayOf(near)) % 7);
  return { from, until: addDays(from, random.pick([4, 6, 13])) };
};

/** Free words are for the team and for a passenger after contact; a place of the territory can be seen by all. */
const meetingAt = (random: Random, point: LocalPlace | null): Trip['meetingPlace'] => {
  if (point !== null && random.chance(0.6)) return { text: point.names[0] ?? '', placeId: point.id };
  return random.chance(0.3) ? { text: random.pick(MEETING_WORDS), placeId: null } : null;
};

const MEETING_WORDS = [
  'devant la mairie',
  "à l'arrêt de car",
  "sur la place de l'église",
  'au rond-point, à la sortie du bourg',
  'devant la boulangerie',
  'à la salle des fêtes',
] as const;

const REMARKS = [
  'Je ne fume pas en voiture.',
  'Je peux attendre un peu si le rendez-vous dure.',
  'Prévenez-moi la veille avant 20 h.',
  'Petite voiture, trois portes.',
  'Je peux passer prendre quelqu’un à sa porte.',
  'Je rentre parfois plus tard le vendredi.',
] as const;

const carTakes = (random: Random): readonly CarTakes[] =>
  (
    [
      ['wheelchair', 0.12],
      ['walker', 0.24],
      ['dog', 0.18],
      ['child-seat', 0.1],
    ] as const
  ).flatMap(([what, share]) => (random.chance(share) ? [what] : []));
