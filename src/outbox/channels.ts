import type { MessageSettings } from '#src/outbox/message-settings.ts';
import type { Channel } from '#src/outbox/outbox-message.ts';
import type { Person } from '#src/people/person.ts';
import type { Switches } from '#src/territory/switches.ts';

/** Which channels a territory can use now: switched on, and set up. */
export type Ready = Readonly<Record<Channel, boolean>>;

export const readyChannels = (
  switches: Pick<Switches, 'sms' | 'email'>,
  settings: Pick<MessageSettings, 'mail' | 'sms'>,
): Ready => ({
  sms: switches.sms && settings.sms !== null,
  email: switches.email && settings.mail !== null,
});

/** How a message comes to someone. */
export interface Reach {
  readonly channel: Channel;
  readonly to: string;
}

/**
 * How a person can be written to: by SMS where she reads them, else by e-mail. Undefined: someone has to call. Someone
 * reached through a trusted contact has no number of her own, and what is written to a neighbour is not for a screen.
 */
export const reachOf = (person: Pick<Person, 'phones' | 'email'>, ready: Ready): Reach | undefined => {
  const phone = ready.sms ? person.phones.find(({ sms }) => sms) : undefined;
  if (phone) return { channel: 'sms', to: phone.number };
  return ready.email && person.email !== null ? { channel: 'email', to: person.email } : undefined;
};
