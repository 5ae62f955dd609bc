import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAskStillAgreed, createWarnByMessage } from '#src/messages/ask-by-message.ts';
import { NO_MESSAGES } from '#src/outbox/message-settings.ts';
import type { MessageState } from '#src/outbox/outbox-message.ts';
import { hashToken } from '#src/people/link-token.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';

const opened = async (work: (open: TestService, territory: Territory) => Promise<void>): Promise<void> => {
  const open = await openTestService();
  const territory = { ...open.territory, switches: ALL_ON };
  await open.service.storage.atomically(territory.id, async ({ messageSettings }) =>
    messageSettings.save(
      { ...NO_MESSAGES, sms: { adapter: 'pour-voir', fields: {}, sealed: {} } },
      formatInstant(TUESDAY),
    ),
  );
  try {
    await work(open, territory);
  } finally {
    await open.close();
  }
};

let made = 0;
const toolsOf = ({ service: { storage, newId } }: TestService) => ({
  storage,
  newId,
  newToken: () => `jeton${String((made += 1)).padStart(21, 'a')}`,
  linkTo: ({ slug }: Territory, token: string) => `http://localhost:3000/${slug}/lien/${token}`,
});

const settle = async (
  open: TestService,
  purpose: 'still-agreed' | 'last-warning',
  state: MessageState,
): Promise<void> => {
  const { storage } = open.service;
  await storage.atomically(open.territory.id, async ({ outbox }) => {
    for (const message of await outbox.list({ purposes: [purpose], states: ['waiting'] }, { limit: 9, offset: 0 }))
      await outbox.save({ ...message, state });
  });
};

const months = (count: number): Temporal.Instant =>
  TUESDAY.toZonedDateTimeISO('Europe/Paris').add({ months: count }).toInstant();

test('"toujours d’accord ?" is written once, counts only once it arrived, and its link opens', async () => {
  await opened(async (open, territory) => {
    const { driverId, trip } = await open.addDriver();
    const { storage } = open.service;
    const ask = createAskStillAgreed(toolsOf(open));
    assert.deepEqual(await ask(territory, months(1)), { asked: 0, reached: 0 });
    assert.deepEqual(await ask(territory, months(7)), { asked: 1, reached: 0 });
    assert.deepEqual(await ask(territory, months(7)), { asked: 0, reached: 0 });
    const [message] = await storage.in(territory.id).outbox.list({ personId: driverId }, { limit: 9, offset: 0 });
    const token = /\/lien\/(\w+)/u.exec(message?.text ?? '')?.[1] ?? '';
    assert.equal((await storage.in(territory.id).links.findByToken(hashToken(token)))?.subjectId, driverId);
    await settle(open, 'still-agreed', 'sent');
    assert.deepEqual(await ask(territory, months(7)), { asked: 0, reached: 0 }, 'an SMS that left is not an SMS read');
    await storage.atomically(territory.id, async ({ outbox }) => {
      const kept = await outbox.find(message?.id ?? '');
      if (kept) await outbox.save({ ...kept, state: 'delivered' });
    });
    assert.deepEqual(await ask(territory, months(7)), { asked: 0, reached: 1 });
    assert.equal((await storage.in(territory.id).trips.get(trip.id)).timesAsked, 1);
    assert.deepEqual(await ask(territory, months(7)), { asked: 0, reached: 0 });
    assert.deepEqual(await ask(territory, months(8)), { asked: 1, reached: 0 }, 'asked a second time later');
  });
});

test('a warning before an erasure counts once it arrived; without a channel the desk calls as before', async () => {
  await opened(async (open, territory) => {
    await open.addDriver();
    const warn = createWarnByMessage(toolsOf(open));
    assert.deepEqual(await warn(territory, months(19)), { written: 1, reached: 0 });
    await settle(open, 'last-warning', 'delivered');
    assert.deepEqual(await warn(territory, months(19)), { written: 0, reached: 1 });
    assert.deepEqual(await warn(territory, months(19)), { written: 0, reached: 0 });
    assert.deepEqual(await warn({ ...territory, switches: { ...ALL_ON, sms: false } }, months(24)), {
      written: 0,
      reached: 0,
    });
  });
});
