import { type DemoContext, nextWeekday } from '#src/demo/demo-context.ts';
import { stopAt, type Town } from '#src/demo/geography.ts';
import type { Age } from '#src/demo/invented-people.ts';
import type { Motive, Need, TimeWindow, Way, When } from '#src/requests/request.ts';
import type { Stop } from '#src/places/place.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';

/** A need before anyone did anything about it. */
export interface InventedNeed {
  readonly age: Age;
  readonly motive: Motive;
  readonly ways: readonly Way[];
  readonly needs: readonly Need[];
  readonly note: string;
}

const MOTIVE_WEIGHTS: readonly (readonly [Motive, number])[] = [
  ['health', 38],
  ['shopping', 15],
  ['work', 19],
  ['administration', 9],
  ['visit', 10],
  ['leisure', 5],
  ['other', 4],
];

const AGES: Readonly<Record<Motive, readonly (readonly [Age, number])[]>> = {
  health: [['old', 70], ['retired', 22], ['working', 8]],
  shopping: [['old', 75], ['retired', 20], ['working', 5]],
  work: [['young', 55], ['working', 45]],
  administration: [['retired', 40], ['old', 25], ['working', 25], ['young', 10]],
  visit: [['old', 60], ['retired', 30], ['working', 10]],
  leisure: [['retired', 45], ['young', 40], ['old', 15]],
  other: [['working', 50], ['retired', 50]],
}; // prettier-ignore

/** The week asked about, from Monday on: people ask some days ahead. */
export interface Asked {
  /** First day the need may fall on. */
  readonly from: IsoDate;
  readonly recurrent: boolean;
}

const quarter = (time: number): TimeOfDay => Math.round(time / 15) * 15;

/** Someone without a car needs to go somewhere, and home again. */
export const inventNeed = (context: DemoContext, asked: Asked): InventedNeed => {
  const { random, geography, newId } = context;
  const [motive] = asked.recurrent
    ? random.weighted(MOTIVE_WEIGHTS, ([one]) => (one === 'work' ? 8 : one === 'leisure' || one === 'health' ? 1 : 0))
    : random.weighted(MOTIVE_WEIGHTS, ([one, weight]) => (one === 'work' ? weight / 2 : weight));
  const [age] = random.weighted(AGES[motive], ([, weight]) => weight);
  const home = geography.home(random);
  const market = geography.market(random, home);
  const goal: Town =
    motive === 'health'
      ? geography.hospital(random, home)
      : motive === 'shopping'
        ? market.town
        : geography.destination(random, home);
  const when = whenOf(context, asked, motive === 'shopping' ? market.weekday : undefined);
  const hours = hoursOf(context, motive);
  const from = stopAt(home);
  const to = precise(context, motive, goal);
  const outward: Way = { id: newId(), direction: 'outward', from, to, when, window: hours.outward };
  const back: Way = { id: newId(), direction: 'return', from: to, to: from, when, window: hours.back };
  const oneWay = motive === 'visit' && random.chance(0.3);
  const frail = age === 'old' || motive === 'health';
  return {
    age,
    motive,
    ways: oneWay ? [outward] : [outward, back],
    needs: frail ? needsOf(context) : motive === 'shopping' ? ['bags'] : [],
    note: random.chance(0.3) ? random.pick(NOTES[motive]) : '',
  };
};

const whenOf = ({ random }: DemoContext, { from, recurrent }: Asked, weekday: number | undefined): When => {
  if (recurrent) {
    return { kind: 'weekly', weekdays: random.pick([31, 31, 2, 4, 8, 10, 5, 16]), from, until: null };
  }
  if (weekday !== undefined) return { kind: 'dates', dates: [nextWeekday(from, weekday)] };
  const working = nextWeekday(from, random.whole(1, 5));
  const kind = random.next();
  if (kind < 0.08) return { kind: 'within', from, until: addDays(from, 7) };
  if (kind < 0.14) return { kind: 'dates', dates: [working, addDays(working, 7)] };
  return { kind: 'dates', dates: [working] };
};

const hoursOf = (
  { random }: DemoContext,
  motive: Motive,
): { readonly outward: TimeWindow; readonly back: TimeWindow } => {
  const vague = random.chance(0.15);
  if (motive === 'work') {
    return {
      outward: { kind: 'arrive-by', at: quarter(random.whole(8 * 60, 9 * 60)) },
      back: { kind: 'leave-at', at: quarter(random.whole(16 * 60 + 30, 18 * 60)) },
    };
  }
  if (motive === 'shopping' || vague) {
    const morning = motive === 'shopping' || random.chance(0.6);
    return morning
      ? { outward: { kind: 'morning' }, back: { kind: 'leave-at', at: quarter(random.whole(11 * 60, 12 * 60)) } }
      : { outward: { kind: 'afternoon' }, back: { kind: 'any' } };
  }
  const appointment = quarter(
    random.weighted([9, 10, 11, 14, 15, 16], (hour) => (hour < 12 ? 3 : 2)) * 60 + random.whole(-30, 45),
  );
  const back = quarter(Math.min(19 * 60, appointment + random.whole(75, 180)));
  return { outward: { kind: 'arrive-by', at: appointment }, back: { kind: 'leave-at', at: back } };
};

const needsOf = ({ random }: DemoContext): readonly Need[] =>
  (
    [
      ['cane', 0.3],
      ['walker', 0.1],
      ['wheelchair', 0.05],
      ['companion', 0.1],
    ] as const
  ).flatMap(([need, share]) => (random.chance(share) ? [need] : []));

/** The hospital and the market have a place of the territory's own. */
const precise = ({ places, random }: DemoContext, motive: Motive, town: Town): Stop => {
  const word =
    motive === 'health' ? 'Hôpital' : motive === 'shopping' ? 'Place' : motive === 'work' ? 'Gare' : undefined;
  const place = places.find(
    ({ communeCode, names }) => communeCode === town.code && word && names[0]?.startsWith(word),
  );
  if (!place || random.chance(0.3)) return stopAt(town);
  return {
    label: place.names[0] ?? town.name,
    communeName: town.name,
    communeCode: town.code,
    point: place.point,
    source: 'local',
  };
};

const NOTES: Readonly<Record<Motive, readonly string[]>> = {
  health: [
    'Rendez-vous pris depuis trois mois.',
    'La durée du rendez-vous n’est pas sûre.',
    'Préfère être rappelée après 17 h.',
  ],
  shopping: ['Deux sacs et un cabas à roulettes.', 'Peut aussi y aller un autre jour de marché.'],
  work: ['Commence une formation.', 'Entretien, puis peut-être tous les jours.', 'Permis en cours.'],
  administration: ['Dossier à déposer en mains propres.', 'Peut se faire le matin ou l’après-midi.'],
  visit: ['Va voir sa sœur.', 'Peut dormir sur place si le retour est difficile.'],
  leisure: ['Répétition de chorale.', 'Entraînement, sac de sport.'],
  other: ['Va chercher une voiture réparée : aller seulement certain.'],
};
