import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides, isSettled } from '#src/requests/settlement.ts';
import { noteAllTold } from '#src/follow-up/note-told.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';

/** The day after the last ride, when someone asks how it went; null when no ride is still to come. */
const dayToAsk = (request: Request, today: IsoDate): IsoDate | null => {
  const last = agreedRides(request)
    .flatMap((ride) => ride.date ?? [])
    .toSorted()
    .at(-1);
  if (last === undefined || last < today || !isSettled(request)) return null;
  return Temporal.PlainDate.from(last).add({ days: 1 }).toString();
};

/** The request once its passenger was told, or undefined when there was nothing to tell. */
export const told = (request: Request, at: IsoInstant, today: IsoDate): Request | undefined => {
  const waiting = request.promise?.keptAt === null;
  if (!waiting && !isSettled(request)) return undefined;
  return {
    ...request,
    promise: request.promise && { ...request.promise, keptAt: request.promise.keptAt ?? at },
    reviewOn: dayToAsk(request, today) ?? request.reviewOn,
  };
};

/**
 * "La personne est prévenue": the promise is kept, a no included. A request whose rides are all agreed comes back the day
 * after the last one.
 */
export const createKeepPromise =
  (tools: RequestTools) =>
  (act: Act, zone: string): Promise<Outcome<'nothing-to-tell'>> =>
    changeRequest<'nothing-to-tell'>(tools, act, async (request, { tellings }, { instant, at }) => {
      const next = told(request, at, localMoment(instant, zone).date);
      if (!next) return refused('nothing-to-tell');
      await noteAllTold(tellings, request.id, 'passenger', { how: 'voice', at, memberId: act.memberId });
      const late = request.promise?.keptAt === null && at > request.promise.dueAt;
      return { kind: 'next', request: next, action: 'passenger-told', details: { late, reviewOn: next.reviewOn } };
    });
