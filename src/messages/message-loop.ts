import type { Logger } from 'pino';
import { followSms } from '#src/messages/follow-sms.ts';
import { openSenders, type SenderTools } from '#src/messages/open-senders.ts';
import { sendDue } from '#src/messages/send-due.ts';
import type { TakeIncomingSms } from '#src/outbox/incoming-sms.ts';
import type { Service } from '#src/service.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Someone on the phone hears "it has just left": messages do not wait for the half-minute of the jobs. */
const LOOK_MILLISECONDS = 5_000;
/** Gateways are asked what arrived once in so many looks. */
const LOOKS_BETWEEN_ARRIVALS = 6;

/** Sends and receives by itself, while the service is open. */
export interface MessageLoop {
  start(): void;
  /** Waits for the message under way. */
  stop(): Promise<void>;
  /** One look, by hand and in tests: sends what is due everywhere, and asks the gateways when `arrivals` says so. */
  look(arrivals: boolean): Promise<void>;
}

type Needs = Pick<Service, 'storage' | 'clock' | 'newId'> &
  SenderTools & { readonly readers: readonly TakeIncomingSms[]; readonly log: Logger };

/** The one loop of messages in a process. Several processes share the work by the leases of the messages. */
export const createMessageLoop = (needs: Needs): MessageLoop => {
  const { storage, clock, newId, readers, log } = needs;
  const owner = newId();
  const atomically = <T>(id: string, work: Parameters<typeof storage.atomically<T>>[1]): Promise<T> =>
    storage.atomically(id, work);
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let looks = 0;

  const warn = (error: unknown, territory: string, what: string): void =>
    // The name of the error only: its text may quote someone.
    log.warn({ territory, error: error instanceof Error ? error.name : 'unknown' }, what);

  const sendIn = async (territoryId: string): Promise<void> => {
    const territory = await storage.instance.territories.find(territoryId);
    if (!territory) return;
    const senders = openSenders(territory, await storage.in(territoryId).messageSettings.get(), needs);
    const counts = await sendDue({ atomically, territory, senders, now: clock, owner });
    if (Object.values(counts).some((count) => count > 0)) log.info({ territory: territoryId, ...counts }, 'messages');
  };

  const followIn = async (territoryId: string): Promise<void> => {
    const territory = await storage.instance.territories.find(territoryId);
    if (!territory) return;
    const { sms } = openSenders(territory, await storage.in(territoryId).messageSettings.get(), needs);
    if (!sms) return;
    const stores = storage.in(territoryId);
    await followSms({ stores, atomically, territory, sender: sms, readers, now: clock, newId });
  };

  const look = async (arrivals: boolean): Promise<void> => {
    for (const id of await storage.instance.outboxWatch.territoriesWithWork(formatInstant(clock()))) {
      if (stopped) return;
      await sendIn(id).catch((error: unknown) => warn(error, id, 'messages were not sent'));
    }
    if (!arrivals) return;
    const withSms = (await storage.instance.territories.list()).filter(({ switches }) => switches.sms);
    // One gateway that does not answer keeps nobody else waiting.
    await Promise.all(
      withSms.map(({ id }) => followIn(id).catch((error: unknown) => warn(error, id, 'the SMS gateway was not read'))),
    );
  };

  const turn = (): void => {
    looks += 1;
    underWay = look(looks % LOOKS_BETWEEN_ARRIVALS === 1)
      .catch((error: unknown) => warn(error, '', 'messages could not be read'))
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, LOOK_MILLISECONDS).unref();
      });
  };

  return {
    start: turn,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
    look,
  };
};
