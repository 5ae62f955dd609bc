import { drivesItAll, notHeardSince, saidYes } from '#src/introductions/asking.ts';
import { waitWords } from '#src/introductions/compose-question.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { writeToAsked } from '#src/follow-up/write-to-asked.ts';
import { writerIn } from '#src/outbox/write-to.ts';
import type { Moment } from '#src/follow-up/act.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import type { Request } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import type { IsoDate } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

/** What the driver read, and agrees to with a yes; a day that is asked no more is said by its absence. */
const askedOf = (request: Request, { wayId, slots, asking }: Introduction, today: IsoDate): readonly string[] => {
  const way = findWay(request, wayId);
  if (!way) return [];
  return [
    ...slots.filter((slot) => slotsOf(way).includes(slot)),
    daysAsked(way, slots, today),
    describeWindow(way.window),
    way.from.communeName,
    way.to.communeName,
    needSentence(request),
    asking?.waits === true ? waitWords(request, way) : '',
  ];
};

/**
 * A question sent by a message asks for what the request was: once that changed, an answer to it is worth nothing. It is
 * closed, its driver is told once that it changed (or the question is taken back, when it had not left), and the team sees who
 * had said yes, to ask again. Inside the transaction that changed the request.
 */
export const takeBackQuestions = async (
  stores: RequestStores,
  { newId }: Pick<RequestTools, 'newId'>,
  { before, after }: { readonly before: Request; readonly after: Request },
  { instant, at }: Moment,
): Promise<void> => {
  const writer = await writerIn(stores, after.territoryId);
  const today = localMoment(instant, writer.zone).date;
  for (const one of await stores.introductions.listOfRequests([after.id])) {
    const { asking, id } = one;
    if (!asking || !notHeardSince(one) || asking.until <= at) continue;
    // Who was told already counts on nothing; who drives it is told of the change as of any ride.
    if ((asking.thankedAt !== null && !saidYes(one)) || drivesItAll(before, one)) continue;
    if (askedOf(before, one, today).join('\n') === askedOf(after, one, today).join('\n')) continue;
    await stores.introductions.save({ ...one, asking: { ...asking, thankedAt: at, until: at } }, at);
    if ((await stores.outbox.withdrawAbout({ kind: 'introduction', id }, ['driver-asked'], at)) > 0) continue;
    const word = { about: 'ask-changed', purpose: 'driver-ask-changed', neededBy: asking.until } as const;
    const question = { introduction: one, askedAt: asking.at, request: before };
    await writeToAsked(stores, writer, { messageId: newId(), ...word, ...question }, instant);
  }
};
