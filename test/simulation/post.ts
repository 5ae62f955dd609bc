import type { Channel } from '#src/outbox/outbox-message.ts';
import type { Outgoing, SendResult, SmsReport, SmsSender } from '#src/outbox/sender.ts';
import type { ReceivedSms } from '#src/outbox/incoming-sms.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Random } from '#src/demo/random.ts';

/** The world outside of the machine: what really left, whatever the database says of it. */
export interface Post {
  /** How many times each message left, by id. */
  readonly left: Map<string, { readonly channel: Channel; times: number }>;
  /** SMS that people sent, some of which the gateway gives again. */
  readonly received: ReceivedSms[];
  /** Times each of them was handed to somebody who acts on it, by the gateway's name. */
  readonly handed: Map<string, number>;
}

export const emptyPost = (): Post => ({ left: new Map(), received: [], handed: new Map() });

/** The machine dies while a message is given to its server: before it left, or after. */
export type Death = { readonly before: () => Promise<void> } | { readonly after: () => Promise<void> } | null;

const leave = (post: Post, channel: Channel, { id }: Outgoing): void => {
  const known = post.left.get(id);
  if (known) known.times += 1;
  else post.left.set(id, { channel, times: 1 });
};

/** A sender as they are: most messages leave, some are refused, some wait, and of some nobody knows. */
export const senderOf = (post: Post, channel: Channel, random: Random, death: Death = null): SmsSender => ({
  async send(message): Promise<SendResult> {
    if (death && 'before' in death) {
      await death.before();
      throw new Error('the machine stopped');
    }
    const chance = random.next();
    if (chance < 0.1 && !death) return { kind: 'not-sent', problem: 'Le téléphone est éteint.' };
    if (chance < 0.15 && !death) return { kind: 'refused', problem: 'Ce numéro n’existe pas.' };
    if (chance > 0.95 && !death) return { kind: 'unknown', problem: 'La ligne s’est coupée.' };
    leave(post, channel, message);
    if (death) {
      await death.after();
      throw new Error('the machine stopped');
    }
    if (chance > 0.9) throw new Error('the answer of the server was lost');
    return { kind: 'accepted', providerId: `chez-eux-${message.id}` };
  },
  async reportOf(message): Promise<SmsReport> {
    if (!post.left.has(message.id)) return { kind: 'not-known' };
    // Reports come late, again, or in any order.
    return random.pick<SmsReport>([{ kind: 'pending' }, { kind: 'sent' }, { kind: 'delivered' }]);
  },
  async arrivals(since) {
    const known = post.received.filter(({ receivedAt }) => receivedAt >= formatInstant(since));
    const again = known.filter(() => random.chance(0.3));
    // One sent before another may be given long after it.
    const recent = known.slice(-6).filter(() => random.chance(0.6));
    const received = [...random.shuffled(again), ...random.shuffled(recent)];
    return { received, reports: [], forget: async () => undefined };
  },
});
