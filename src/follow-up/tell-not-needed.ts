import { drivesItAll, notHeardSince, stillNeeded } from '#src/introductions/asking.ts';
import { writeToAsked } from '#src/follow-up/write-to-asked.ts';
import { writerIn } from '#src/outbox/write-to.ts';
import type { Moment } from '#src/follow-up/act.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';

/**
 * "C'est trouvé, merci" (or that it is over), once, to those who were asked by a message and are needed no more, but for who said no. A
 * question that had not left yet is taken back instead. Inside the transaction that settled it.
 */
export const tellNotNeeded = async (
  stores: RequestStores,
  { newId }: Pick<RequestTools, 'newId'>,
  request: Request,
  { instant, at }: Moment,
): Promise<void> => {
  const writer = await writerIn(stores, request.territoryId);
  for (const one of await stores.introductions.listOfRequests([request.id])) {
    const { asking, id } = one;
    // Once its hour has gone by nobody waits.
    if (!notHeardSince(one) || !asking || asking.until <= at || asking.thankedAt !== null || stillNeeded(request, one))
      continue;
    await stores.introductions.save({ ...one, asking: { ...asking, thankedAt: at } }, at);
    if ((await stores.outbox.withdrawAbout({ kind: 'introduction', id }, ['driver-asked'], at)) > 0) continue;
    // Agreed with them otherwise than by this question: they are told what is agreed, not that someone was found.
    if (drivesItAll(request, one)) continue;
    const found = agreedRides(request).some((ride) => ride.wayId === one.wayId && one.slots.includes(ride.slot));
    const purpose = request.closing || !found ? 'driver-need-over' : 'driver-not-needed';
    const word = { about: 'not-needed', purpose, neededBy: asking.until } as const;
    const question = { introduction: one, askedAt: asking.at, request };
    await writeToAsked(stores, writer, { messageId: newId(), ...word, ...question }, instant);
  }
};
