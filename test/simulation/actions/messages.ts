// Messages are written, leave or not, and answers come back: late, twice, in any order.
import { ANSWER_TRIES, drivesItAll, stillNeeded } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { createTakeAnswerSms } from '#src/follow-up/take-answer-sms.ts';
import { followSms } from '#src/messages/follow-sms.ts';
import { sendDue } from '#src/messages/send-due.ts';
import type { ReceivedSms } from '#src/outbox/incoming-sms.ts';
import { type Channel, type Draft, newMessage } from '#src/outbox/outbox-message.ts';
import { formatInstant } from '#src/time/zone.ts';
import { keepAnswer } from '#test/simulation/actions/asks.ts';
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

/** A driver answers a question of ours, or somebody says nearly the same. */
const answerBySms = async ({ life, kept, process, random }: Scene): Promise<void> => {
  const { introductions, people } = process.truth.in(kept.territory.id);
  const id = one(random, [...kept.asks.keys()].slice(-8));
  const asked = id === undefined ? undefined : await introductions.find(id);
  const code = asked?.asking?.code;
  const number = asked && (await people.find(asked.driverId))?.phones.find(({ sms }) => sms)?.number;
  if (code == null || number === undefined) return;
  const right = random.pick([`OUI ${code}`, `oui${code}`, `Oui ${code} merci`, `NON ${code}`]);
  const text = random.chance(0.75) ? right : random.pick(['merci', 'OUI', `OUI ${9999 - Number(code)}`]);
  const from = random.chance(0.85) ? number : '+33639980000';
  // The same person may press twice, or change their mind: the gateway gives both, in any order.
  const other = text.toLowerCase().startsWith('oui') ? `NON ${code}` : `OUI ${code}`;
  const sent = [text, ...(random.chance(0.2) ? [random.pick([text, other])] : [])];
  for (const [index, one] of sent.entries())
    life.post.received.push({
      providerId: `recu ${kept.territory.slug} ${process.tools.newId()}`,
      from,
      text: one,
      receivedAt: formatInstant(life.now.subtract({ milliseconds: sent.length - 1 - index })),
    });
};

interface ReadSms {
  readonly introduction: Introduction;
  readonly answer: 'yes' | 'no';
  /** Nothing stands in the way: it has to be noted. */
  readonly counts: boolean;
  /** They said something else since they sent it. */
  readonly older: boolean;
  readonly tooLate: boolean;
}

/** When this driver last said something of this question. */
const wordsOf = ({ asking, calls }: Introduction): string =>
  [asking?.answeredAt ?? '', ...calls.flatMap(({ at, answer }) => (answer === 'not-reached' ? [] : [at]))]
    .toSorted()
    .at(-1) ?? '';

/** What an SMS answers, read apart from the service: a word and the code of a question sent to that number. */
const readBySms = async (
  { life, kept, process }: Scene,
  { from, text, receivedAt }: ReceivedSms,
): Promise<ReadSms | undefined> => {
  const [, word, code] = /^(oui|non) ?([0-9]{4})( merci)?$/i.exec(text) ?? [];
  if (code === undefined) return undefined;
  const { introductions, people, requests } = process.truth.in(kept.territory.id);
  for (const { id } of await people.withNumber(from))
    for (const introduction of await introductions.listOfDriver(id)) {
      const { asking } = introduction;
      if (asking?.code !== code || asking.until <= formatInstant(life.now)) continue;
      const request = await requests.get(introduction.requestId);
      return {
        introduction,
        answer: word?.toLowerCase() === 'oui' ? 'yes' : 'no',
        older: (receivedAt < formatInstant(life.now) ? receivedAt : formatInstant(life.now)) < wordsOf(introduction),
        counts: asking.tries < ANSWER_TRIES && introduction.state !== 'yes' && !drivesItAll(request, introduction),
        tooLate: !stillNeeded(request, introduction),
      };
    }
  return undefined;
};

const answers: Happening = {
  name: 'SMS and reports arrive, in any order and again',
  weight: 8,
  async live(scene) {
    const { life, kept, process, random } = scene;
    const broken: string[] = [];
    if (random.chance(0.5)) await answerBySms(scene);
    else if (random.chance(0.6)) {
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
        async (_where, { providerId }) => {
          life.post.handed.set(providerId, (life.post.handed.get(providerId) ?? 0) + 1);
          return 'not-mine';
        },
        async (where, sms) => {
          const read = await readBySms(scene, sms);
          const taken = await createTakeAnswerSms(process.tools)(where, sms);
          if (read && taken === 'taken' && !read.older) keepAnswer(scene, read.introduction, read.answer, read.tooLate);
          if (!read && taken === 'taken') broken.push(`« ${sms.text} » from ${sms.from} was taken for an answer`);
          if (read?.counts && taken !== 'taken')
            broken.push(`« ${sms.text} » from ${sms.from} answers, and is ${taken}`);
          return taken;
        },
      ],
      now: process.tools.now,
      newId: process.tools.newId,
    });
    for (const [id, times] of life.post.handed) if (times > 1) broken.push(`the SMS « ${id} » was handed on twice`);
    return { words: say(counts), broken };
  },
};

export const messageHappenings: readonly Happening[] = [written, leave, leaveFromTwo, diesSending, answers];
