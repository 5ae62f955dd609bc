import type { Introduction } from '#src/introductions/introduction.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { MonthLoad } from '#src/volunteers/volunteer.ts';

/** How much a driver was asked lately: fair load, and "déjà demandé 3 fois ce mois-ci". */
export interface Asked {
  readonly lastAt: IsoInstant;
  /** Calls noted, and messages sent, since the instant given. */
  readonly times: number;
}

/** The introductions of one territory, each with its calls in the order they were made. */
export interface IntroductionStore {
  find(id: string): Promise<Introduction | undefined>;
  /** Oldest first. */
  listOfRequests(requestIds: readonly string[]): Promise<readonly Introduction[]>;
  listOfDriver(driverId: string): Promise<readonly Introduction[]>;
  /** Introductions of open requests whose answer by these drivers is waited for. */
  listPending(driverIds: readonly string[]): Promise<readonly Introduction[]>;
  /** Introductions of open requests to be called again that day or before. */
  listToCallAgain(until: IsoDate): Promise<readonly Introduction[]>;
  /** Drivers never called are absent from the map; `times` counts from `since`. */
  asked(driverIds: readonly string[], since: IsoInstant): Promise<ReadonlyMap<string, Asked>>;
  /**
   * How much each was asked to drive on purpose since then, by requests, the one named left aside: who is not in the map was
   * not. Someone who could not be reached was not asked.
   */
  onPurpose(since: IsoInstant, exceptRequest: string): Promise<ReadonlyMap<string, MonthLoad>>;
  add(introduction: Introduction): Promise<void>;
  /**
   * Writes over the version it carries and gives it back with the next one. Calls not yet kept are added; kept ones are
   * never changed.
   * @throws StaleIntroduction when someone wrote in between.
   */
  save(introduction: Introduction, at: IsoInstant): Promise<Introduction>;
  /** Two sheets were one person: what this driver was asked, and answered, is now of the other one. */
  giveTo(fromDriverId: string, toDriverId: string, at: IsoInstant): Promise<void>;
}

/** Someone else wrote this introduction since it was read. */
export class StaleIntroduction extends Error {
  constructor(id: string) {
    super(`introduction ${id} was changed meanwhile`);
    this.name = 'StaleIntroduction';
  }
}
