import { addDays } from '#src/time/dates.ts';
import type { Clock } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { AskJourneys } from '#src/transit/search/ask-journeys.ts';
import { type LiveFeed, withLive } from '#src/transit/live/with-live.ts';

/** What the networks of a territory say at the moment. */
export interface LiveNetworks {
  /** Asks those that may say something new; never fails. */
  refresh(territoryId: string): Promise<void>;
  /** In the order of its timetables. */
  of(territoryId: string): readonly LiveFeed[];
}

interface Parts {
  readonly ask: AskJourneys;
  readonly live: LiveNetworks;
  readonly clock: Clock;
  /** Settles when nobody should wait any longer for what is new. */
  readonly patience: () => Promise<unknown>;
}

/**
 * Journeys with what their networks say of them now. Whoever asks for a day that is near waits a moment for it; what comes
 * later serves the next one. A network that says nothing, or nonsense, changes nothing.
 */
export const createAskWithLive =
  ({ ask, live, clock, patience }: Parts): AskJourneys =>
  async (territory, query) => {
    const { id, switches } = territory;
    const zone = switches.timetables ? live.of(id)[0]?.timetable.about.zone : undefined;
    if (zone === undefined) return ask(territory, query);
    const { date: today } = localMoment(clock(), zone);
    if (query.date < addDays(today, -1)) return ask(territory, query);
    const news = live.refresh(id);
    const isNear = query.date <= addDays(today, 1);
    const [found] = await Promise.all([ask(territory, query), isNear ? Promise.race([news, patience()]) : undefined]);
    return withLive(found, live.of(id), { date: query.date, zone }, clock());
  };
