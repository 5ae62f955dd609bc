import { openMail, openSms, secretPlace, type SenderTools } from '#src/messages/open-senders.ts';
import { sealSecret } from '#src/messages/seal-secret.ts';
import { SMS_ADAPTERS } from '#src/messages/sms-adapters.ts';
import { composeMessage } from '#src/outbox/compose-message.ts';
import { NO_MESSAGES } from '#src/outbox/message-settings.ts';
import type { Channel, OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { MessageTools } from '#src/outbox/sms-adapter.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Clock, NewId } from '#src/time/units.ts';

type Needs = SenderTools & { readonly clock: Clock; readonly newId: NewId };

/** What the settings pages need of the messages, over the senders. */
export const createMessageTools = (needs: Needs): MessageTools => {
  const { secret, clock, newId } = needs;
  const trial = (territory: Territory, channel: Channel, to: string): OutboxMessage => {
    const id = newId();
    const occasion = {
      id,
      key: id,
      personId: null,
      purpose: 'test',
      about: { kind: 'territory', id: territory.id },
    } as const;
    return composeMessage(occasion, { channel, to }, {}, territory, NO_MESSAGES, clock());
  };
  return {
    smsAdapters: SMS_ADAPTERS,
    seal: (territoryId, field, text) => sealSecret(secret, secretPlace(territoryId, field), text),
    tryMail: (territory, settings, to) => openMail(territory, settings, needs).send(trial(territory, 'email', to)),
    trySms: (territory, settings, to) => openSms(territory, settings, needs).send(trial(territory, 'sms', to)),
    async reachMail(territory, settings) {
      const sender = openMail(territory, settings, needs);
      // A password that no longer opens has no way to be tried: sending says it without sending.
      return (await sender.reach?.()) ?? sender.send(trial(territory, 'email', ''));
    },
    async reachSms(territory, settings, now) {
      const sender = openSms(territory, settings, needs);
      if (!sender.arrivals) return null;
      return sender.arrivals(now).then(
        () => true,
        () => false,
      );
    },
  };
};
