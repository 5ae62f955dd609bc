import type { Answer } from '#src/introductions/introduction.ts';
import { type CallRefusal, createRecordCall } from '#src/follow-up/record-call.ts';
import type { PaperLine } from '#src/paper/paper-sheet.ts';
import type { PaperSheetStore } from '#src/paper/paper-sheet-store.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { createNoteNotReached } from '#src/follow-up/note-not-reached.ts';
import { createMarkRide, type MarkStores } from '#src/follow-up/mark-ride.ts';
import type { Outcome, RideDay } from '#src/requests/ride-day.ts';
import type { Request } from '#src/requests/request.ts';
import type { Atomically, RequestStores, RideTools } from '#src/follow-up/stores.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

export interface ReportStores extends RequestStores, MarkStores {
  readonly paper: PaperSheetStore;
}

/** Whether the passenger heard the answer. */
export const TOLD_WORDS = ['told', 'not-reached'] as const;

/** What was written by hand on a line. */
export type Said =
  | {
      readonly kind: 'driver';
      readonly answer: Answer;
      readonly callAgainOn: IsoDate | null;
      readonly date: IsoDate | null;
      readonly note: string;
      /** Of a volunteer who said yes: they wait there and bring the passenger back. */
      readonly waits: boolean;
    }
  | { readonly kind: 'passenger'; readonly told: (typeof TOLD_WORDS)[number] }
  | { readonly kind: 'ride'; readonly outcome: Outcome };

export interface Reporting {
  readonly territoryId: string;
  readonly zone: string;
  readonly memberId: string;
  readonly sheetId: string;
  readonly forDate: IsoDate;
  readonly number: number;
  /** Version of the request, or of the ride's day, that the page showed. */
  readonly expectedVersion: number;
}

export type ReportRefusal = CallRefusal | 'nothing-to-tell' | 'too-early';

export type Reported =
  | { readonly kind: 'done'; readonly request: Request | undefined }
  /** Someone wrote first: nothing was written of this line. */
  | { readonly kind: 'changed-meanwhile'; readonly request: Request }
  | { readonly kind: 'contradicted'; readonly day: RideDay }
  /** This very line was already typed back. */
  | { readonly kind: 'already' }
  /** The request, the ride or the line is no more. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly refusal: ReportRefusal };

class AlreadyReported extends Error {}

const isDone = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'done';

/** The word kept of a line: what the page shows once it was typed back. */
const wordOf = (said: Said): string =>
  said.kind === 'driver' ? said.answer : said.kind === 'ride' ? said.outcome : said.told;

/**
 * Types one line of a sheet back, by the very use case that the desk would have used. The line is noted as typed back in
 * the same transaction: sent twice, it counts once.
 */
export const createReportLine = (
  tools: Omit<RideTools, 'atomically'> & { readonly atomically: Atomically<ReportStores> },
) => {
  const marking =
    (reporting: Reporting, said: Said): Atomically<ReportStores> =>
    (territoryId, work) =>
      tools.atomically(territoryId, async (stores) => {
        const sheet = await stores.paper.find(reporting.sheetId);
        if (sheet?.lines.find(({ number }) => number === reporting.number)?.reported !== null)
          throw new AlreadyReported();
        const result = await work(stores);
        const reported = { word: wordOf(said), at: formatInstant(tools.now()), memberId: reporting.memberId };
        if (isDone(result)) await stores.paper.report(reporting.sheetId, reporting.number, reported);
        return result;
      });

  const apply = async (line: PaperLine, reporting: Reporting, said: Said): Promise<Reported> => {
    const own = { ...tools, atomically: marking(reporting, said) };
    const { subject, requestId } = line;
    const act = { ...reporting, requestId };
    if (subject.kind === 'ride' && said.kind === 'ride') {
      const marked = await createMarkRide(own)({
        ...act,
        rideId: subject.rideId,
        date: reporting.forDate,
        mark: said.outcome,
        seenVersion: reporting.expectedVersion,
      });
      if (marked.kind === 'too-early') return { kind: 'refused', refusal: 'too-early' };
      return marked.kind === 'done' ? { kind: 'done', request: undefined } : marked;
    }
    if (subject.kind === 'passenger' && said.kind === 'passenger')
      return said.told === 'told' ? createKeepPromise(own)(act, reporting.zone) : createNoteNotReached(own)(act);
    if (subject.kind !== 'driver' || said.kind !== 'driver') return { kind: 'unknown' };
    return createRecordCall(own)(act, {
      wayId: subject.wayId,
      slots: subject.slots,
      driverId: subject.driverId,
      tripId: subject.tripId,
      onPurpose: subject.regime === 'on-purpose' ? { waits: said.waits } : null,
      passengerNumberShared: null,
      driverNumberShared: null,
      answer: said.answer,
      callAgainOn: said.callAgainOn,
      date: said.date ?? subject.date,
      note: said.note,
    });
  };

  return async (line: PaperLine, reporting: Reporting, said: Said): Promise<Reported> => {
    try {
      return await apply(line, reporting, said);
    } catch (error) {
      if (error instanceof AlreadyReported) return { kind: 'already' };
      throw error;
    }
  };
};
