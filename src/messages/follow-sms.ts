import type { IncomingSms, IncomingSmsStore, TakeIncomingSms } from '#src/outbox/incoming-sms.ts';
import type { MessageState, OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { DatedReport, SmsReport, SmsSender } from '#src/outbox/sender.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** After so long, a report that did not come will not. */
const REPORT_DAYS = 3;
/** Messages to one number looked at for a report: nobody receives as many in three days. */
const MOST_TO_ONE = 100;
/** Messages asked about in one step: a gateway is asked one by one. */
const MOST_ASKED = 40;
/** How far back arrivals are asked again: a service that was stopped for a week-end misses nothing. */
const ARRIVAL_DAYS = 4;

/** What may have left, whatever was learnt of it since. */
const HAVE_LEFT: readonly MessageState[] = ['sent', 'uncertain', 'delivered', 'failed', 'told'];

interface FollowStores {
  readonly outbox: OutboxStore;
  readonly incomingSms: IncomingSmsStore;
}

export interface FollowNeeds {
  readonly stores: FollowStores;
  readonly atomically: <T>(territoryId: string, work: (stores: FollowStores) => Promise<T>) => Promise<T>;
  readonly territory: { readonly id: string; readonly zone: string };
  readonly sender: SmsSender;
  /** Who acts on what people answer, in this order; the first who takes it keeps it. */
  readonly readers: readonly TakeIncomingSms[];
  readonly now: Clock;
  readonly newId: NewId;
}

/** What a report changes; undefined when it says nothing new. A message held uncertain may learn that it left. */
export const afterReport = (message: OutboxMessage, report: SmsReport, at: string): OutboxMessage | undefined => {
  if (message.state !== 'sent' && message.state !== 'uncertain') return undefined;
  if (report.kind === 'delivered')
    return { ...message, state: 'delivered', sentAt: message.sentAt ?? at, settledAt: at, problem: null };
  if (report.kind === 'failed') return { ...message, state: 'failed', settledAt: at, problem: report.problem };
  return report.kind === 'sent' && message.state === 'uncertain'
    ? { ...message, state: 'sent', sentAt: at, settledAt: null, problem: null }
    : undefined;
};

/** Asks the gateway about those whose end is not known yet. */
const noteReports = async ({ stores, atomically, territory, sender, now }: FollowNeeds): Promise<number> => {
  const since = formatInstant(now().subtract({ hours: 24 * REPORT_DAYS }));
  const open = await stores.outbox.list(
    { states: ['sent', 'uncertain'], channel: 'sms', since },
    { limit: MOST_ASKED, offset: 0 },
  );
  let noted = 0;
  for (const message of open) {
    const report = await sender.reportOf?.(message);
    const next = report && afterReport(message, report, formatInstant(now()));
    // Stale: somebody noted something else meanwhile; the next step looks again.
    if (next && (await atomically(territory.id, ({ outbox }) => outbox.save(next))) === 'saved') noted += 1;
  }
  return noted;
};

const secondsBetween = (one: string, other: string): number =>
  Math.abs(Temporal.Instant.from(one).since(other).total('seconds'));

/**
 * The SMS a dated report speaks of: of all that left for this number, the one that left closest to it. The parts of a long
 * SMS, and a report that comes twice, speak again of one already settled, and then change nothing.
 */
const spokenOf = (messages: readonly OutboxMessage[], takenAt: string): OutboxMessage | undefined => {
  const far = (message: OutboxMessage): number =>
    secondsBetween(message.sentAt ?? message.settledAt ?? message.createdAt, takenAt);
  return messages
    .filter(({ sentAt, state }) => sentAt !== null || state === 'uncertain')
    .toSorted((one, other) => far(one) - far(other))[0];
};

const noteDatedReports = async (
  { atomically, territory, now }: FollowNeeds,
  reports: readonly DatedReport[],
): Promise<number> => {
  const since = formatInstant(now().subtract({ hours: 24 * REPORT_DAYS }));
  let noted = 0;
  for (const { to, takenAt, report } of reports) {
    const changed = await atomically(territory.id, async ({ outbox }) => {
      const left = await outbox.list(
        { states: HAVE_LEFT, channel: 'sms', to, since },
        { limit: MOST_TO_ONE, offset: 0 },
      );
      const message = spokenOf(left, takenAt);
      const next = message && afterReport(message, report, formatInstant(now()));
      return next !== undefined && (await outbox.save(next)) === 'saved';
    });
    if (changed) noted += 1;
  }
  return noted;
};

const hand = async ({ territory, readers }: FollowNeeds, sms: IncomingSms): Promise<'taken' | 'to-read'> => {
  for (const take of readers) if ((await take(territory, sms)) === 'taken') return 'taken';
  return 'to-read';
};

/** Those kept and not handed on yet, this time or before a stop, the oldest first. */
const handOn = async (needs: FollowNeeds): Promise<number> => {
  const { stores, atomically, territory } = needs;
  const waiting = (await stores.incomingSms.list(['new'], 200)).toReversed();
  for (const sms of waiting) {
    const to = await hand(needs, sms);
    await atomically(territory.id, ({ incomingSms }) => incomingSms.move(sms.id, ['new'], to));
  }
  return waiting.length;
};

/**
 * One step of following a gateway: what became of the SMS it was given, and what it received. Received ones are kept before
 * anybody acts on them, each once, in whatever order they come; what nobody understands waits on the desk.
 */
export const followSms = async (needs: FollowNeeds): Promise<Readonly<Record<'reports' | 'received', number>>> => {
  const { sender, atomically, territory, now, newId } = needs;
  let reports = sender.reportOf ? await noteReports(needs) : 0;
  if (!sender.arrivals) return { reports, received: await handOn(needs) };
  const arrivals = await sender.arrivals(now().subtract({ hours: 24 * ARRIVAL_DAYS }));
  const keptAt = formatInstant(now());
  for (const received of arrivals.received)
    await atomically(territory.id, ({ incomingSms }) =>
      incomingSms.add({ ...received, id: newId(), territoryId: territory.id, state: 'new', keptAt }),
    );
  reports += await noteDatedReports(needs, arrivals.reports);
  await arrivals.forget();
  return { reports, received: await handOn(needs) };
};
