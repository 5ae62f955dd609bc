import type { IsoDate } from '#src/time/units.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';

/** The days that a timetable tells, both included, as pages say it: "horaires du … au …". */
export interface Period {
  readonly feedId: string;
  readonly name: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
}

export const periodOf = ({ feedId, name, timetable: { about } }: NetworkFeed): Period => ({
  feedId,
  name,
  from: about.firstDate,
  until: about.lastDate,
});

export const covers = ({ from, until }: Period, date: IsoDate): boolean => from <= date && date <= until;
