import { drivesItAll, notHeardSince, stillNeeded } from '#src/introductions/asking.ts';
import { writerIn } from '#src/outbox/write-to.ts';
import type { Moment } from '#src/requests/change-request.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import type { RequestStores, RequestTools } from '#src/requests/stores.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import { localMoment } from '#src/time/zone.ts';

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
  const passenger = await stores.people.find(request.passengerId);
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
    const way = findWay(request, one.wayId);
    const driver = await stores.people.find(one.driverId);
    const reach = driver && writer.reach(driver);
    if (!way || !reach) continue;
    await stores.outbox.add(
      writer.compose(
        {
          id: newId(),
          key: `not-needed ${id} ${asking.at}`,
          personId: driver.id,
          purpose: request.closing || !found ? 'driver-need-over' : 'driver-not-needed',
          about: { kind: 'introduction', id },
          neededBy: asking.until,
        },
        reach,
        {
          prénom: driver.firstName,
          autre: passenger?.firstName ?? '',
          jour: daysAsked(way, one.slots, localMoment(instant, writer.zone).date),
          départ: way.from.communeName,
          arrivée: way.to.communeName,
        },
        instant,
      ),
    );
  }
};
