// Messages are written, leave or not, and answers come back: late, twice, in any order.
import { followSms } from '#src/messages/follow-sms.ts';
import { sendDue } from '#src/messages/send-due.ts';
import { type Channel, type Draft, newMessage } from '#src/outbox/outbox-message.ts';
import { formatInstant } from '#src/time/zone.ts';
import { cutPower } from '#test/simulation/around-storage.ts';
import { type Happening, one, openRequests, type Scene } from '#test/simulation/life.ts';
import { type Death, senderOf } from '#test/simulation/post.ts';

/** The message of a request as several acts may write it: always under the same key. */
const draftOf = (scene: Scene, requestId: string, personId: string, channel: Channel): Draft => ({
  id: scene.process.tools.newId(),
  territoryId: scene.kept.territory.id,
  key: `essai ${requestId} ${channel}`,
  channel,
  personId,
  to: channel === 'sms' ? '+33639980000' : 'odile@exemple.fr',
  purpose: 'ride-agreed',
  about: { kind: 'request', id: requestId },
  text: 'C’est entendu pour mardi.',
  ...(channel === 'email' ? { subject: 'C’est entendu', html: '<p>C’est entendu pour mardi.</p>' } : {}),
});

const written: Happening = {
  name: 'a message is written, by two acts at once',
  weight: 5,
  async live(scene) {
    const { kept, life, process, random } = scene;
    const request = one(random, openRequests(scene));
    if (!request) return undefined;
    const channel = random.pick(['sms', 'email'] as const);
    const write = async (): Promise<{ readonly id: string; readonly added: boolean }> => {
      const draft = draftOf(scene, request.id, request.passengerId, channel);
      const added = await process.storage.atomically(kept.territory.id, ({ outbox }) =>
        outbox.add(newMessage(draft, life.now, kept.territory.zone)),
      );
      return { id: draft.id, added: added === 'added' };
    };
    const both = await Promise.all([write(), write()]);
    const key = `essai ${request.id} ${channel}`;
    const added = both.filter((message) => message.added);
    for (const { id } of added) kept.messages.set(key, { id, personId: request.passengerId, requestId: request.id });
    const broken = added.length > 1 ? [`${key} was added twice`] : [];
    return { words: `${key} ${added.length === 0 ? 'already' : 'added'}`, broken };
  },
};

const step = (scene: Scene, death: Death = null): Promise<Readonly<Record<string, number>>> => {
  const { life, kept, process, random } = scene;
  return sendDue({
    atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
    territory: kept.territory,
    senders: { sms: senderOf(life.post, 'sms', random, death), email: senderOf(life.post, 'email', random, death) },
    now: process.tools.now,
    owner: process.tools.newId(),
  });
};

const say = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => `${key} ${count}`)
    .join(', ');

const leave: Happening = {
  name: 'messages leave',
  weight: 5,
  live: async (scene) => ({ words: say(await step(scene)) }),
};

const leaveFromTwo: Happening = {
  name: 'messages leave from two processes at once',
  weight: 2,
  async live(scene) {
    const both = await Promise.all(scene.life.processes.map((process) => step({ ...scene, process })));
    return { words: both.map(say).join(' / ') };
  },
};

const diesSending: Happening = {
  name: 'the power is cut while a message leaves',
  weight: 3,
  async live(scene) {
    const { life, random, kept, process } = scene;
    const request = one(random, openRequests(scene));
    if (!request) return undefined;
    const channel = random.pick(['sms', 'email'] as const);
    const draft = draftOf(scene, request.id, request.passengerId, channel);
    const added = await process.storage.atomically(kept.territory.id, ({ outbox }) =>
      outbox.add(newMessage(draft, life.now, kept.territory.zone)),
    );
    if (added === 'added')
      kept.messages.set(draft.key, { id: draft.id, personId: request.passengerId, requestId: request.id });
    const cut = (): Promise<void> => cutPower(life.power);
    const death: Death = random.chance(0.3) ? { before: cut } : { after: cut };
    const counts = await step(scene, death).catch(() => undefined);
    return { words: counts ? 'nothing was due' : `cut ${Object.keys(death).join('')}`, restart: true };
  },
};

const answers: Happening = {
  name: 'SMS and reports arrive, in any order and again',
  weight: 4,
  async live(scene) {
    const { life, kept, process, random } = scene;
    if (random.chance(0.6)) {
      const providerId = `recu ${kept.territory.slug} ${process.tools.newId()}`;
      const text = random.pick(['merci', 'OUI 4721', 'oui', 'Non 1234', 'je ne peux pas mardi']);
      life.post.received.push({ providerId, from: '+33639980000', text, receivedAt: formatInstant(life.now) });
    }
    const ours = life.post.received.filter(({ providerId }) => providerId.startsWith(`recu ${kept.territory.slug} `));
    const counts = await followSms({
      stores: process.storage.in(kept.territory.id),
      atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
      territory: kept.territory,
      sender: senderOf({ ...life.post, received: ours }, 'sms', random),
      readers: [
        async (_where, { providerId, text }) => {
          life.post.handed.set(providerId, (life.post.handed.get(providerId) ?? 0) + 1);
          return text.startsWith('OUI') ? 'taken' : 'not-mine';
        },
      ],
      now: process.tools.now,
      newId: process.tools.newId,
    });
    const broken = [...life.post.handed]
      .filter(([, times]) => times > 1)
      .map(([id]) => `the SMS « ${id} » was handed on twice`);
    return { words: say(counts), broken };
  },
};

export const messageHappenings: readonly Happening[] = [written, leave, leaveFromTwo, diesSending, answers];
