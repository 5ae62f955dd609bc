import type { DemoContext } from '#src/demo/demo-context.ts';
import { stopAt } from '#src/demo/geography.ts';
import type { InventedDriver } from '#src/demo/invent-drivers.ts';
import { addDays } from '#src/time/dates.ts';
import type { WeekdayMask } from '#src/time/units.ts';
import type { CarTakes } from '#src/trips/trip.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';

/** About one driver in eight also accepts to come on purpose. */
const SHARE = 0.12;

/** Half-days as people say them: most mornings, one day out of two, a single afternoon. */
const FREE: readonly (readonly [mornings: WeekdayMask, afternoons: WeekdayMask, weight: number])[] = [
  [31, 0, 4],
  [31, 31, 3],
  [10, 10, 3],
  [5, 0, 2],
  [0, 24, 2],
  [21, 10, 2],
  [63, 32, 1],
];

const TAKES: readonly CarTakes[] = ['walker', 'wheelchair', 'dog'];

/** Drivers who accept to be asked, with what they said of it; drawn apart, so that everyone else stays as they were. */
export const inventVolunteers = (
  { random, geography, today, communes }: Pick<DemoContext, 'random' | 'geography' | 'today' | 'communes'>,
  drivers: readonly InventedDriver[],
): readonly Volunteer[] =>
  drivers.flatMap(({ person, createdAt, trips }): readonly Volunteer[] => {
    const code = trips[0]?.stops[0]?.communeCode;
    const town = code === undefined ? undefined : communes.find(code);
    if (!town || town.department !== '46' || !random.chance(SHARE)) return [];
    const [mornings, afternoons] = random.weighted(FREE, ([, , weight]) => weight);
    const away = addDays(today, random.whole(3, 40));
    return [
      {
        personId: person.id,
        territoryId: person.territoryId,
        home: stopAt(geography.town(town.name)),
        mornings,
        afternoons,
        radius: random.pick([20, 30, 30, 45, 45, 60, 90]),
        takes: TAKES.filter(() => random.chance(0.4)),
        mostAMonth: random.weighted([null, 2, 3, 4, 6], (most) => (most === null ? 2 : 3)),
        absences: random.chance(0.3) ? [{ from: away, until: addDays(away, random.whole(2, 14)) }] : [],
        pausedUntil: random.chance(0.06) ? addDays(today, random.whole(7, 60)) : null,
        createdAt,
        version: 1,
      },
    ];
  });
