import { type DemoContext, instantAt, nextWorkingDay, workingDay } from '#src/demo/demo-context.ts';
import { type Asked, inventNeed } from '#src/demo/invent-needs.ts';
import type { Person } from '#src/people/person.ts';
import type { AskedFor, Request } from '#src/requests/request.ts';
import { spanOf } from '#src/requests/slots.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** The ancestor's figure after eight months (product page, November 2019). */
const REQUESTS = 350;
/** Those still open: the desk of two people on an ordinary day. */
const OPEN = 58;
/** Unmet requests become counts six months after their date: the demo begins a little after. */
const OLDEST_IN_DAYS = 168;
/** Some passengers ask again. */
const AGAIN = 0.22;

/** A passenger and what they asked, before anyone called anyone. */
export interface InventedRequest {
  readonly request: Request;
  /** null when an earlier request of theirs already carries them. */
  readonly passenger: Person | null;
  readonly askedOn: IsoDate;
  readonly open: boolean;
}

/** All that was asked, the oldest first; the last ones are still open. */
export const inventRequests = (context: DemoContext): readonly InventedRequest[] => {
  const { random, today } = context;
  const passengers: Person[] = [];
  const days = Array.from({ length: REQUESTS }, (_, index) =>
    index < REQUESTS - OPEN
      ? Math.floor(9 + (OLDEST_IN_DAYS - 9) * random.next() ** 1.25)
      : // Nothing of today: whatever the hour the demo is opened, no call comes from the future.
        1 + Math.floor(7 * random.next() ** 1.6),
  ).toSorted((a, b) => b - a);
  return days.map((ago, index): InventedRequest => {
    const askedOn = workingDay(addDays(today, -ago));
    const asked: Asked = {
      from: nextWorkingDay(addDays(askedOn, daysAhead(context, ago))),
      recurrent: random.chance(0.15),
    };
    const again = passengers.length > 20 && random.chance(AGAIN) ? random.pick(passengers) : null;
    const need = inventNeed(context, asked);
    const passenger = again ?? inventPassenger(context, need.age, askedOn);
    if (!again) passengers.push(passenger);
    const createdAt = instantAt(context, askedOn, random.whole(9 * 60, 16 * 60 + 45));
    const byPhone = need.age === 'old' || random.chance(0.55);
    const request: Request = {
      id: context.newId(),
      territoryId: context.territoryId,
      passengerId: passenger.id,
      askedFor: need.age === 'old' && random.chance(0.14) ? inventAsker(context) : null,
      source: byPhone ? 'phone' : 'form',
      ways: need.ways,
      rides: [],
      settledOtherwise: [],
      needs: need.needs,
      motive: random.chance(0.85) ? need.motive : null,
      seats: need.needs.includes('companion') ? 2 : 1,
      note: need.note,
      chosenTripId: null,
      promise: null,
      reviewOn: null,
      passengerNumberShared: null,
      memberId: null,
      closing: null,
      createdAt,
      updatedAt: createdAt,
      version: 1,
    };
    return { request, passenger: again ? null : passenger, askedOn, open: index >= REQUESTS - OPEN };
  });
};

/** Most ask some days ahead; what is open today is for the days to come. */
const daysAhead = ({ random }: DemoContext, ago: number): number => {
  const ahead = random.weighted([1, 2, 3, 4, 5, 6, 7, 9, 12, 15], (days) => 1 / (days + 3));
  return ago < 9 ? Math.max(ahead, ago + random.whole(1, 4)) : Math.min(ahead, ago - 3);
};

const inventPassenger = (
  { random, people, territoryId, newId, zone }: DemoContext,
  age: Parameters<DemoContext['people']['name']>[0],
  askedOn: IsoDate,
): Person => {
  const { firstName, lastName } = people.name(age);
  const landline = age === 'old' ? random.chance(0.75) : random.chance(0.15);
  const mobile = !landline || random.chance(0.25);
  const seenAt = instantAt({ zone }, askedOn, random.whole(9 * 60, 16 * 60));
  const minor = age === 'young' && random.chance(0.2);
  const person: Person = {
    id: newId(),
    territoryId,
    firstName,
    lastName,
    phones: [...(landline ? [people.phone('landline')] : []), ...(mobile ? [people.phone('mobile')] : [])],
    email: null,
    address: '',
    trustedContact:
      age === 'old' && random.chance(0.15)
        ? { name: `${people.name('working').firstName} (famille)`, number: people.phone('mobile').number }
        : null,
    reachedBy: 'voice',
    note: random.chance(0.1) ? 'Entend mal : parler lentement.' : '',
    heardFrom: random.chance(0.4)
      ? random.pick(['Mairie', 'Pharmacie', 'Assistante sociale', 'Voisine', 'Bulletin'])
      : '',
    informedOn: askedOn,
    minor,
    parentAgreedOn: minor ? askedOn : null,
    setAsideReason: null,
    lastContactAt: seenAt,
    createdAt: seenAt,
    version: 1,
  };
  return { ...person, reachedBy: person.trustedContact ? 'contact' : mobile && age !== 'old' ? 'sms' : 'voice' };
};

const inventAsker = ({ random, people }: DemoContext): AskedFor => ({
  name: `${people.name('working').firstName} (${random.pick(['famille', 'voisinage', 'soins à domicile', 'mairie'])})`,
  number: people.phone('mobile').number,
  callBackAsker: random.chance(0.5),
});

/** The last day of what was asked, or far away for a weekly need. */
export const lastDayAsked = (request: Request): IsoDate => {
  const ends = request.ways.map(({ when }) => spanOf(when).last ?? '9999-12-31');
  return ends.toSorted().at(-1) ?? '9999-12-31';
};
