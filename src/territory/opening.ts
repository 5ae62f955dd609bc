import type { IsoDate } from '#src/time/units.ts';

/**
 * How far a territory is opened. *Unpublished*: nobody outside the team sees it. *Drivers first*: everyone reads its number
 * and when it opens, and may offer a trip; nobody searches but the team. *Open*: all of it.
 */
export const STAGES = ['unpublished', 'drivers-first', 'open'] as const;
export type Stage = (typeof STAGES)[number];

/** What turns "drivers first" into "open": a day, enough lines, or the team's hand. */
export type OpeningPlan =
  | { readonly kind: 'date'; readonly date: IsoDate }
  | { readonly kind: 'lines'; readonly floor: number }
  | { readonly kind: 'by-hand' };

export interface Opening {
  /** As the team chose it. */
  readonly stage: Stage;
  readonly plan: OpeningPlan;
  /** On a shared host, until it accepted the territory: whatever was chosen, nobody outside the team sees it. */
  readonly awaitsHost: boolean;
}

/** Where nothing is to be waited for. */
export const OPEN: Opening = { stage: 'open', plan: { kind: 'by-hand' }, awaitsHost: false };

/** Lines a territory may ask for: a département has some hundreds. */
export const MOST_LINES = 500;

/** The stage on that day: a day that was set opens by itself, whoever is there or not. */
export const stageOn = ({ stage, plan, awaitsHost }: Opening, today: IsoDate): Stage => {
  if (awaitsHost) return 'unpublished';
  return stage === 'drivers-first' && plan.kind === 'date' && plan.date <= today ? 'open' : stage;
};

/** Whether it is time to write down that a territory is open: its day has come, or its lines are there. */
export const isTimeToOpen = (opening: Opening, today: IsoDate, lines: number): boolean => {
  if (opening.awaitsHost || opening.stage !== 'drivers-first') return false;
  const { plan } = opening;
  return plan.kind === 'lines' ? lines >= plan.floor : stageOn(opening, today) === 'open';
};
