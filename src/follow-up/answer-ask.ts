import { ANSWER_TRIES, drivesItAll, saidYes, stillNeeded, yesesOf } from '#src/introductions/asking.ts';
import type { AskedAnswer, Introduction } from '#src/introductions/introduction.ts';
import { readAnswer } from '#src/introductions/read-answer.ts';
import type { ReceivedSms } from '#src/outbox/incoming-sms.ts';
import { aboutPerson, type Where } from '#src/people/person-tools.ts';
import { saysWhy } from '#src/requests/settlement.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** What a yes is worth when it comes: the first one is proposed, the next ones wait in case, it is found already, or nobody is looked for. */
export type Standing = 'first' | 'reserve' | 'found' | 'over';

export type AskAnswered =
  | { readonly kind: 'noted'; readonly answer: AskedAnswer; readonly standing: Standing }
  /** The team agreed the ride with them: who can no longer drive cancels it, which tells the passenger. */
  | { readonly kind: 'agreed' }
  | { readonly kind: 'over' }
  /** Sent before the last thing they said, and given after it: the last word sent stands. */
  | { readonly kind: 'older' }
  | { readonly kind: 'unknown' };

const DAYS_IN_WEEK = 7;

/** What the answer of this driver is worth now. */
export const standingOf = async (
  stores: Pick<RequestStores, 'requests' | 'introductions'>,
  introduction: Introduction,
): Promise<Standing> => {
  const request = await stores.requests.get(introduction.requestId);
  if (request.closing && saysWhy(request.closing.reason)) return 'over';
  if (!stillNeeded(request, introduction)) return 'found';
  const ofRequest = await stores.introductions.listOfRequests([request.id]);
  const sameWay = ofRequest.filter(({ wayId }) => wayId === introduction.wayId);
  const first = yesesOf(sameWay)[0];
  return first === undefined || first.id === introduction.id ? 'first' : 'reserve';
};

/** When they last said something of this question, by a message or aloud; who was not reached said nothing. */
const lastWordAt = ({ asking, calls }: Introduction): IsoInstant =>
  [asking?.answeredAt ?? '', ...calls.filter(({ answer }) => answer !== 'not-reached').map(({ at }) => at)]
    .toSorted()
    .at(-1) ?? '';

/** When an SMS was said: no later than now and no sooner than its question, whatever the clock of the telephone. */
const saidAtOf = (receivedAt: IsoInstant, askedAt: IsoInstant, at: IsoInstant): IsoInstant =>
  receivedAt > at ? at : receivedAt < askedAt ? askedAt : receivedAt;

interface Said {
  readonly answer: AskedAnswer;
  readonly by: 'link' | 'sms';
  /** Of an SMS, when the gateway received it: it may give them in any order. */
  readonly receivedAt: IsoInstant | null;
  readonly instant: Temporal.Instant;
  readonly zone: string;
}

/** Notes an answer, inside a transaction. The same one given twice changes nothing; a yes that comes late is kept. */
const note = async (
  stores: RequestStores,
  tools: Pick<RequestTools, 'newId'>,
  introduction: Introduction,
  { answer, by, receivedAt, instant, zone }: Said,
): Promise<AskAnswered> => {
  const { asking, driverId } = introduction;
  const at = formatInstant(instant);
  if (!asking || asking.until <= at) return { kind: 'over' };
  const request = await stores.requests.get(introduction.requestId);
  if (introduction.state === 'yes' || drivesItAll(request, introduction)) return { kind: 'agreed' };
  const saidAt = receivedAt === null ? at : saidAtOf(receivedAt, asking.at, at);
  if (receivedAt !== null && saidAt < lastWordAt(introduction)) return { kind: 'older' };
  // A "non" noted by voice since then takes the yes back: the same yes said once more is a new one.
  const stands = answer === 'yes' ? saidYes(introduction) : introduction.state === 'no';
  const again = asking.answer === answer && stands;
  if (again) return { kind: 'noted', answer, standing: await standingOf(stores, introduction) };
  const saved = await stores.introductions.save(
    {
      ...introduction,
      state: answer === 'yes' ? 'asked' : 'no',
      callAgainOn: null,
      asking: { ...asking, answer, answeredAt: saidAt, answeredBy: by },
    },
    at,
  );
  if (answer === 'not-this-week') {
    const { date } = localMoment(instant, zone);
    const [rest] = await stores.rests.findMany([driverId]);
    const sunday = addDays(date, DAYS_IN_WEEK - weekdayOf(date));
    if (rest?.until !== null) await stores.rests.put({ personId: driverId, until: sunday, at });
  }
  if (answer === 'stop') {
    await stores.rests.put({ personId: driverId, until: null, at });
    await stores.journal.add(
      aboutPerson(tools.newId, at, { kind: 'driver', id: driverId }, 'asking-stopped', driverId),
    );
  }
  await stores.people.touch(driverId, at);
  await stores.journal.add({
    id: tools.newId(),
    at,
    actor: { kind: 'driver', id: driverId },
    action: 'ask-answered',
    subject: { kind: 'request', id: introduction.requestId },
    details: { driverId, answer, by, wayId: introduction.wayId, slots: introduction.slots.join(' ') },
  });
  return { kind: 'noted', answer, standing: await standingOf(stores, saved) };
};

/** A driver answers by the personal link of one question. */
export const createAnswerByLink =
  (tools: RequestTools) =>
  (where: Where, introductionId: string, answer: AskedAnswer): Promise<AskAnswered> =>
    tools.atomically(where.id, async (stores) => {
      const introduction = await stores.introductions.find(introductionId);
      if (!introduction) return { kind: 'unknown' };
      return note(stores, tools, introduction, {
        answer,
        by: 'link',
        receivedAt: null,
        instant: tools.now(),
        zone: where.zone,
      });
    });

export type SmsAnswered =
  | AskAnswered
  /** No question of ours waits at this number. */
  | { readonly kind: 'not-asked' }
  /** "Oui" without its number, thanks, a question: the team reads it. */
  | { readonly kind: 'not-an-answer' }
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'too-many-tries' };

/**
 * "OUI 4721", from the number that was asked, while the question is open. A wrong number counts against every question open
 * at that phone; after five, only the links answer.
 */
export const createAnswerBySms =
  (tools: RequestTools) =>
  (where: Where, { from, text, receivedAt }: Pick<ReceivedSms, 'from' | 'text' | 'receivedAt'>): Promise<SmsAnswered> =>
    tools.atomically(where.id, async (stores): Promise<SmsAnswered> => {
      const instant = tools.now();
      const at = formatInstant(instant);
      const people = await stores.people.withNumber(from);
      const asked: Introduction[] = [];
      for (const { id } of people) asked.push(...(await stores.introductions.listOfDriver(id)));
      const open = asked.filter(({ asking }) => asking?.code != null && asking.until > at);
      if (open.length === 0) return { kind: 'not-asked' };
      const read = readAnswer(text);
      if (read.kind !== 'answer') return { kind: 'not-an-answer' };
      const live = open.filter(({ asking }) => asking !== null && asking.tries < ANSWER_TRIES);
      if (live.length === 0) return { kind: 'too-many-tries' };
      const found = live.find(({ asking }) => asking?.code === read.code);
      if (!found) {
        for (const one of live)
          if (one.asking)
            await stores.introductions.save({ ...one, asking: { ...one.asking, tries: one.asking.tries + 1 } }, at);
        return { kind: 'wrong-code' };
      }
      return note(stores, tools, found, { answer: read.answer, by: 'sms', receivedAt, instant, zone: where.zone });
    });
