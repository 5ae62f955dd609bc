import type { Introduction } from '#src/introductions/introduction.ts';
import type { LineToPrint, PaperLine } from '#src/paper/paper-sheet.ts';
import type { Person } from '#src/people/person.ts';
import type { Regime, Request, Slot, Way } from '#src/requests/request.ts';
import type { IsoDate, Metres, TimeOfDay } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';

/** A number on paper, and what was typed back of it; null on a sheet that is not kept. */
export type Numbered = Pick<PaperLine, 'number' | 'reported'> | null;

/** A driver to call for a way. */
export interface CallDriver {
  readonly numbered: Numbered;
  readonly way: Way;
  readonly driverId: string;
  readonly person: Person | undefined;
  readonly trip: Trip | undefined;
  readonly slots: readonly Slot[];
  readonly date: IsoDate | null;
  readonly pickupAt: TimeOfDay | null;
  readonly regime: Regime;
  /** Of a volunteer: from their door and back, as it is known today; null for who goes there anyway. */
  readonly fromDoor: Metres | null;
  /** They may bring the passenger back as well. */
  readonly mayWait: boolean;
  /** What they said last of this very way. */
  readonly last: Introduction | undefined;
}

/** A request on the call sheet: who to tell, and whom to call for it. */
export interface CallBlock {
  readonly request: Request;
  /** What goes there besides drivers, by coach, train and on demand, in lines. */
  readonly otherwise: readonly string[];
  readonly passenger: Person | undefined;
  readonly drivers: readonly CallDriver[];
  readonly tell: Numbered;
}

export interface CallSheet {
  readonly blocks: readonly CallBlock[];
  readonly names: Names;
}

/** The lines of a call sheet, in the order in which they are numbered: the drivers of a request, then whom to tell. */
export const linesOf = ({ blocks }: Pick<CallSheet, 'blocks'>): readonly LineToPrint[] =>
  blocks.flatMap(({ request, drivers }) => {
    const own = { requestId: request.id, requestVersion: request.version };
    return [
      ...drivers.map(({ way, driverId, trip, slots, date, pickupAt, regime }): LineToPrint => ({
        ...own,
        subject: { kind: 'driver', wayId: way.id, driverId, tripId: trip?.id ?? null, slots, date, pickupAt, regime },
      })),
      { ...own, subject: { kind: 'passenger' } },
    ];
  });
