import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

/** Each answer as it was given; null = not asked this time, what is known stays. */
export interface NumbersShared {
  readonly introductionId: string;
  /** The driver agreed that the passenger has their number. */
  readonly driverNumberShared: boolean | null;
  /** The passenger agreed that the driver has theirs. */
  readonly passengerNumberShared: boolean | null;
}

/** Notes whether each may have the other's number: asked apart, kept apart, silence is refusal. */
export const createShareNumbers =
  (tools: RequestTools) =>
  (act: Act, shared: NumbersShared): Promise<Outcome<'unknown-introduction'>> =>
    changeRequest<'unknown-introduction'>(tools, act, async (request, { introductions }, { at }) => {
      const introduction = await introductions.find(shared.introductionId);
      if (introduction?.requestId !== request.id) return refused('unknown-introduction');
      const driverNumberShared = shared.driverNumberShared ?? introduction.driverNumberShared;
      const passengerNumberShared = shared.passengerNumberShared ?? request.passengerNumberShared;
      await introductions.save({ ...introduction, driverNumberShared }, at);
      return {
        kind: 'next',
        request: { ...request, passengerNumberShared },
        action: 'numbers-shared',
        details: { driverId: introduction.driverId, driverNumberShared, passengerNumberShared },
      };
    });
