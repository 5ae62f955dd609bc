import type { Geography } from '#src/demo/geography.ts';
import type { PeopleSource } from '#src/demo/invented-people.ts';
import type { Random } from '#src/demo/random.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant, NewId, TimeOfDay } from '#src/time/units.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';

/** What inventing a territory's life works with: no clock, `today` is given. */
export interface DemoContext {
  readonly random: Random;
  readonly people: PeopleSource;
  readonly geography: Geography;
  readonly today: IsoDate;
  readonly zone: string;
  readonly territoryId: string;
  readonly newId: NewId;
  /** Members who answer the phone. */
  readonly memberIds: readonly string[];
  readonly places: readonly LocalPlace[];
  readonly communes: CommuneDirectory;
}

/** That hour of that day in the territory, as an instant. */
export const instantAt = ({ zone }: Pick<DemoContext, 'zone'>, date: IsoDate, time: TimeOfDay): IsoInstant =>
  formatInstant(instantOf({ date, time }, zone));

/** The day itself, or the Friday before: nobody answers the phone on Saturday and Sunday. */
export const workingDay = (date: IsoDate): IsoDate => addDays(date, -Math.max(0, weekdayOf(date) - 5));

/** The day itself, or the Monday after. */
export const nextWorkingDay = (date: IsoDate): IsoDate => addDays(date, weekdayOf(date) > 5 ? 8 - weekdayOf(date) : 0);

/** The first day from `from` on that is that weekday. */
export const nextWeekday = (from: IsoDate, weekday: number): IsoDate =>
  addDays(from, (weekday - weekdayOf(from) + 7) % 7);
