import type { Logger } from 'pino';
import type { Territory } from '#src/territory/territory.ts';
import { addDays } from '#src/time/dates.ts';
import type { Clock } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Timetables } from '#src/timetables-import/timetables.ts';
import type { PrepareDay } from '#src/transit/search/ask-journeys.ts';

/** Today and the six days after it. */
const DAYS_AHEAD = 7;
/** A host of many keeps the days of these; the others wait for their first search, which makes its own day. */
const MOST_TERRITORIES = 4;
const LOOK_AGAIN_MILLISECONDS = 30 * 60_000;

/** Has the next days ready to be searched, so that the first person who asks for one does not wait. */
export interface DaysAhead {
  /** Prepares what is missing; leaves what is ready. */
  prepare(): Promise<void>;
  /** Prepares now, after each change of timetables, and as days go by, until `close`. */
  watch(): void;
  close(): void;
}

export interface DaysAheadParts {
  readonly listTerritories: () => Promise<readonly Territory[]>;
  readonly timetables: Pick<Timetables, 'of' | 'onChange'>;
  readonly prepareDay: PrepareDay;
  readonly clock: Clock;
  readonly log: Logger;
}

export const createDaysAhead = ({ listTerritories, timetables, prepareDay, clock, log }: DaysAheadParts): DaysAhead => {
  let stop: (() => void) | undefined;
  let closed = false;
  let preparing: Promise<void> = Promise.resolve();

  const prepareAll = async (): Promise<void> => {
    const territories = (await listTerritories()).filter(({ id }) => timetables.of(id).length > 0);
    for (const territory of territories.slice(0, MOST_TERRITORIES)) {
      const { date } = localMoment(clock(), territory.zone);
      for (let ahead = 0; ahead < DAYS_AHEAD && !closed; ahead += 1) await prepareDay(territory, addDays(date, ahead));
    }
  };
  const prepare = (): Promise<void> => {
    preparing = preparing.catch(() => undefined).then(prepareAll);
    return preparing;
  };
  const begin = (): void => {
    prepare().catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'days of timetables were not prepared');
    });
  };

  return {
    prepare,
    watch() {
      if (stop) return;
      const leave = timetables.onChange(begin);
      const timer = setInterval(begin, LOOK_AGAIN_MILLISECONDS).unref();
      stop = () => {
        leave();
        clearInterval(timer);
      };
      begin();
    },
    close() {
      closed = true;
      stop?.();
      stop = undefined;
    },
  };
};
