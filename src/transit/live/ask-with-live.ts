import { addDays } from '#src/time/dates.ts';
import type { Clock } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { AskJourneys } from '#src/transit/search/ask-journeys.ts';
import { dayChanges } from '#src/transit/live/day-changes.ts';
import type { LiveReading } from '#src/transit/live/live.ts';
import type { Network } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { type ChangedDay, changedDay } from '#src/transit/search/changed-day.ts';
import type { Day } from '#src/transit/search/day.ts';
import { freshFeeds, type LiveFeed, withLive } from '#src/transit/live/with-live.ts';

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
export const createAskWithLive = ({ ask, live, clock, patience }: Parts): AskJourneys => {
  const asItIs = createAsItIs();
  return async (territory, query) => {
    const { id, switches, zone } = territory;
    if (!switches.timetables || live.of(id).length === 0) return ask(territory, query);
    const { date: today } = localMoment(clock(), zone);
    if (query.date < addDays(today, -1)) return ask(territory, query);
    const news = live.refresh(id);
    const isNear = query.date <= addDays(today, 1);
    if (isNear) await Promise.race([news, patience()]);
    const fresh = freshFeeds(live.of(id), clock());
    const found = await ask(territory, query, (network, planned) => asItIs(network, planned, fresh));
    return withLive(found, fresh, { date: query.date, zone });
  };
};

/** A day as networks say it is, made once for what they said last. */
const createAsItIs = () => {
  const known = new WeakMap<Day, { readonly readings: readonly LiveReading[]; readonly changed: ChangedDay | null }>();
  return function* (network: Network, planned: Day, feeds: readonly LiveFeed[]): Steps<ChangedDay | null> {
    const readings = feeds.flatMap((feed) => feed.readings);
    const before = known.get(planned);
    if (
      before &&
      before.readings.length === readings.length &&
      before.readings.every((one, at) => one === readings[at])
    )
      return before.changed;
    const changes = yield* dayChanges(network, planned, feeds);
    const changed = changes && (yield* changedDay(network, planned, changes));
    known.set(planned, { readings, changed });
    return changed;
  };
};
