import type { Introduction } from '#src/introductions/introduction.ts';
import type { Purpose } from '#src/outbox/purposes.ts';
import type { Writer } from '#src/outbox/write-to.ts';
import type { Request } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import type { RequestStores } from '#src/follow-up/stores.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

interface Word {
  readonly messageId: string;
  /** What makes the message one of its kind, before the id and the time of the question. */
  readonly about: string;
  readonly purpose: Purpose;
  /** Useless later. */
  readonly neededBy: IsoInstant;
  /** The question's own, and when it was asked. */
  readonly introduction: Introduction;
  readonly askedAt: IsoInstant;
  /** As it was when it was asked. */
  readonly request: Request;
}

/**
 * Writes once to a driver about a question that was put to them: the days and the communes of it, and no more. Nobody whom no message
 * reaches is written to. Inside the transaction of what it tells.
 */
export const writeToAsked = async (
  stores: RequestStores,
  writer: Writer,
  { messageId, about, purpose, neededBy, introduction, askedAt, request }: Word,
  instant: Temporal.Instant,
): Promise<void> => {
  const { id, driverId, slots } = introduction;
  const way = findWay(request, introduction.wayId);
  const driver = await stores.people.find(driverId);
  const reach = driver && writer.reach(driver);
  if (!way || !reach) return;
  const passenger = await stores.people.find(request.passengerId);
  const key = `${about} ${id} ${askedAt}`;
  await stores.outbox.add(
    writer.compose(
      { id: messageId, key, personId: driverId, purpose, about: { kind: 'introduction', id }, neededBy },
      reach,
      {
        prénom: driver.firstName,
        autre: passenger?.firstName ?? '',
        jour: daysAsked(way, slots, localMoment(instant, writer.zone).date),
        départ: way.from.communeName,
        arrivée: way.to.communeName,
      },
      instant,
    ),
  );
};
