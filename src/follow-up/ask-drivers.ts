import { awaitsAnswer, saidYes } from '#src/introductions/asking.ts';
import type { Asking, Introduction } from '#src/introductions/introduction.ts';
import type { AskTools } from '#src/follow-up/ask-tools.ts';
import { composeQuestion } from '#src/introductions/compose-question.ts';
import { heldByAnother } from '#src/follow-up/hold-driver.ts';
import { restsOn } from '#src/introductions/rest-store.ts';
import type { Reach } from '#src/outbox/channels.ts';
import { hashToken } from '#src/people/link-token.ts';
import { type Writer, writerIn } from '#src/outbox/write-to.ts';
import type { Person } from '#src/people/person.ts';
import { wayBackOf } from '#src/follow-up/agree-drive.ts';
import { type RideRefusal, whyNotTogether } from '#src/follow-up/agree-ride.ts';
import { changeRequest, type Outcome, refused } from '#src/follow-up/change-request.ts';
import type { Act, Moment } from '#src/follow-up/act.ts';
import type { OnPurpose } from '#src/requests/on-purpose.ts';
import type { Request, Slot, Way } from '#src/requests/request.ts';
import { findWay, openSlots } from '#src/requests/settlement.ts';
import type { RequestStores } from '#src/follow-up/stores.ts';
import { answerUntil } from '#src/requests/when-needed.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** Who is asked, in the order the team would rather have them. */
export interface DriversAsked {
  readonly wayId: string;
  readonly drivers: readonly {
    readonly driverId: string;
    readonly tripId: string | null;
    readonly slots: readonly Slot[];
    /** Asked to drive on purpose; absent = they go there anyway. */
    readonly onPurpose?: OnPurpose | null;
  }[];
}

export type AskRefusal =
  | RideRefusal
  | 'nobody-chosen'
  /** The same person by two of their trips, or by one and on purpose: one question each. */
  | 'chosen-twice'
  | 'already-asked'
  | 'held-by-another'
  | 'driver-rests'
  /** No message reaches one of them: they are called. */
  | 'no-message-for-driver';

/** Of several at once, the most. */
const MOST_DRIVERS = 12;

/** The codes that a number may still answer by: another question to the same person has another code. */
const codesInUse = (introductions: readonly Introduction[], at: string): ReadonlySet<string> =>
  new Set(introductions.flatMap(({ asking }) => (asking?.code != null && asking.until > at ? [asking.code] : [])));

interface Checked {
  readonly driver: Person;
  readonly reach: Reach;
  readonly ongoing: Introduction | undefined;
  readonly codes: ReadonlySet<string>;
}

/** Everything that may refuse a driver, before the first write. */
const check = async (
  stores: RequestStores,
  writer: Writer,
  {
    request,
    way,
    memberId,
    moment,
    zone,
  }: { request: Request; way: Way; memberId: string; moment: Moment; zone: string },
  driverId: string,
): Promise<Checked | AskRefusal> => {
  const apart = await whyNotTogether(stores, request, driverId);
  if (apart) return apart;
  if (await heldByAnother(stores.holds, driverId, memberId, moment.at)) return 'held-by-another';
  const [rest] = await stores.rests.findMany([driverId]);
  if (restsOn(rest, localMoment(moment.instant, zone).date)) return 'driver-rests';
  const driver = await stores.people.get(driverId);
  const reach = writer.reach(driver);
  if (!reach) return 'no-message-for-driver';
  const all = await stores.introductions.listOfDriver(driverId);
  const ongoing = all.findLast(
    (one) => one.requestId === request.id && one.wayId === way.id && one.state !== 'yes' && one.state !== 'no',
  );
  if (ongoing && (saidYes(ongoing) || awaitsAnswer(ongoing))) return 'already-asked';
  const others: Introduction[] = [...all];
  // A couple answers from one phone: a code tells whose question it is.
  if (reach.channel === 'sms')
    for (const { id } of await stores.people.withNumber(reach.to))
      if (id !== driverId) others.push(...(await stores.introductions.listOfDriver(id)));
  return { driver, reach, ongoing, codes: codesInUse(others, moment.at) };
};

const newCodeFor = ({ newCode }: AskTools, used: ReadonlySet<string>): string => {
  for (;;) {
    const code = newCode();
    if (!used.has(code)) return code;
  }
};

/**
 * Asks several drivers at once, by SMS or e-mail: each reads the day, the hour, the communes and what to foresee, never an
 * address nor why, and answers by a link or by a code. All of them or none.
 */
export const createAskDrivers =
  (tools: AskTools) =>
  (act: Act, asked: DriversAsked): Promise<Outcome<AskRefusal>> =>
    changeRequest<AskRefusal>(tools, act, async (request, stores, moment) => {
      const writer = await writerIn(stores, act.territoryId);
      const { zone } = writer;
      if (request.closing) return refused('closed');
      const way = findWay(request, asked.wayId);
      if (!way) return refused('unknown-way');
      if (asked.drivers.length === 0 || asked.drivers.length > MOST_DRIVERS) return refused('nobody-chosen');
      if (new Set(asked.drivers.map(({ driverId }) => driverId)).size < asked.drivers.length)
        return refused('chosen-twice');
      const open = openSlots(request, way);
      const checked: (Checked & Omit<DriversAsked['drivers'][number], 'driverId'>)[] = [];
      for (const { driverId, tripId, slots: wanted, onPurpose = null } of asked.drivers) {
        const slots = wanted.filter((slot) => open.includes(slot));
        if (slots.length === 0) return refused('no-slot');
        if (onPurpose && !(await stores.volunteers.find(driverId))) return refused('not-on-call');
        if (onPurpose?.waits && !wayBackOf(request, way.id, slots)) return refused('no-return');
        const found = await check(stores, writer, { request, way, memberId: act.memberId, moment, zone }, driverId);
        if (typeof found === 'string') return refused(found);
        checked.push({ ...found, tripId: onPurpose ? null : tripId, slots, onPurpose });
      }
      const passenger = await stores.people.get(request.passengerId);
      for (const [at, one] of checked.entries()) {
        const { driver, reach, ongoing, slots, onPurpose = null } = one;
        const until = formatInstant(answerUntil(way, slots, moment.instant, zone));
        const code = reach.channel === 'sms' ? newCodeFor(tools, one.codes) : null;
        const asking: Asking = {
          by: reach.channel,
          rank: at + 1,
          memberId: act.memberId,
          at: moment.at,
          code,
          tries: 0,
          until,
          answer: null,
          answeredAt: null,
          answeredBy: null,
          waits: onPurpose?.waits === true,
          thankedAt: null,
        };
        const id = ongoing?.id ?? tools.newId();
        const introduction: Introduction = {
          ...(ongoing ?? {
            id,
            requestId: request.id,
            wayId: way.id,
            driverId: driver.id,
            driverNumberShared: null,
            calls: [],
            createdAt: moment.at,
            version: 1,
          }),
          slots,
          tripId: onPurpose ? null : (one.tripId ?? ongoing?.tripId ?? null),
          regime: onPurpose ? 'on-purpose' : 'on-the-way',
          state: 'asked',
          callAgainOn: null,
          asking,
        };
        if (ongoing) await stores.introductions.save(introduction, moment.at);
        else await stores.introductions.add(introduction);
        const token = tools.newToken();
        await stores.links.revokeAll('answer', id, moment.at);
        await stores.links.add({
          tokenHash: hashToken(token),
          codeHash: null,
          codeExpiresAt: null,
          codeTries: 0,
          purpose: 'answer',
          subjectId: id,
          createdAt: moment.at,
          expiresAt: until,
          revokedAt: null,
        });
        await stores.outbox.add(
          composeQuestion(
            writer,
            { messageId: tools.newId(), introduction, asking, request, way, driver, passenger },
            { reach, link: tools.linkTo(token) },
            moment.instant,
          ),
        );
        await stores.holds.release(driver.id);
      }
      return {
        kind: 'next',
        request,
        action: 'drivers-asked',
        details: { wayId: way.id, drivers: checked.length },
      };
    });
