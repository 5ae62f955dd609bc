import { hadSaidYes, openOf, saidYes } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { heldByAnother } from '#src/follow-up/hold-driver.ts';
import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import { agreeDrive, type Drive } from '#src/follow-up/agree-drive.ts';
import { type RideRefusal, whyNotTogether } from '#src/follow-up/agree-ride.ts';
import { changeRequest, type Outcome, refused } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestStores, RideTools } from '#src/follow-up/stores.ts';
import { whyNotDriven } from '#src/follow-up/why-not-driven.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

export type ConfirmRefusal = RideRefusal | 'no-yes' | 'held-by-another';

/** A yes that came by a message, as the team takes it. */
export interface YesConfirmed {
  readonly introductionId: string;
  /** The day chosen, for a way asked "dans les 7 jours". */
  readonly date: IsoDate | null;
  readonly anyway: boolean;
  /** They said yes to waiting there, and the return is settled with them too. */
  readonly waits: boolean;
}

/** Notes on the way back the yes given for both, over what this driver was asked there before. */
const keepReturn = async (
  { introductions }: Pick<RequestStores, 'introductions'>,
  { newId }: Pick<RideTools, 'newId'>,
  yes: Introduction,
  { wayId, slots }: Drive['parts'][number],
  at: IsoInstant,
): Promise<void> => {
  const ongoing = (await introductions.listOfRequests([yes.requestId])).findLast(
    (one) => one.wayId === wayId && one.driverId === yes.driverId && one.state !== 'yes' && one.state !== 'no',
  );
  const agreed = { slots, tripId: null, regime: yes.regime, state: 'yes', callAgainOn: null } as const;
  if (ongoing) await introductions.save({ ...ongoing, ...agreed }, at);
  else {
    const { requestId, driverId, driverNumberShared } = yes;
    const own = { id: newId(), requestId, driverId, driverNumberShared, calls: [], asking: null };
    await introductions.add({ ...own, ...agreed, wayId, createdAt: at, version: 1 });
  }
};

/**
 * The team confirms: only now is anything agreed. The driver is told by the way they were asked, the others asked hear
 * that it is found, and the passenger is to be told by the team's voice.
 */
export const createConfirmYes =
  (tools: RideTools) =>
  (act: Act, { introductionId, date, anyway, waits }: YesConfirmed): Promise<Outcome<ConfirmRefusal>> =>
    changeRequest<ConfirmRefusal>(tools, act, async (request, stores, moment) => {
      const introduction = await stores.introductions.find(introductionId);
      if (introduction?.requestId !== request.id) return refused('no-yes');
      if (!saidYes(introduction) && !hadSaidYes(introduction)) return refused('no-yes');
      const { driverId, wayId, tripId, regime } = introduction;
      if (await heldByAnother(stores.holds, driverId, act.memberId, moment.at)) return refused('held-by-another');
      const apart = await whyNotTogether(stores, request, driverId);
      if (apart) return refused(apart);
      const slots = openOf(request, introduction);
      if (slots.length === 0) return refused('slot-taken');
      // Told since that nobody was needed, they count on nothing: they are asked again first.
      if (hadSaidYes(introduction)) return refused('no-yes');
      const onPurpose = regime === 'on-purpose' ? { waits: waits && introduction.asking?.waits === true } : null;
      const agreed = { wayId, slots, date, driverId, tripId, passengerNumberShared: null, onPurpose };
      const drive = await agreeDrive(stores, request, agreed, moment, tools);
      if (typeof drive === 'string') return refused(drive);
      const day = await whyNotDriven(stores, request, drive.request, tools, anyway);
      if (day) return refused(day);
      const [asked, ...others] = drive.parts;
      await stores.introductions.save({ ...introduction, slots: asked?.slots ?? slots, state: 'yes' }, moment.at);
      // The same yes is for the return: it is kept on that way too, as it is after a call.
      for (const part of others) await keepReturn(stores, tools, introduction, part, moment.at);
      await stores.holds.release(driverId);
      return {
        kind: 'next',
        request: drive.request,
        action: 'yes-confirmed',
        details: { driverId, introductionId, wayId, slots: slots.join(' ') },
        afterwards: async (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
