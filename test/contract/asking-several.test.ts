import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createAnswerByLink, createAnswerBySms } from '#src/follow-up/answer-ask.ts';
import { createAskDrivers } from '#src/follow-up/ask-drivers.ts';
import type { AskTools } from '#src/follow-up/ask-tools.ts';
import { createConfirmYes } from '#src/follow-up/confirm-yes.ts';
import { hadSaidYes, yesesOf } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { createErasePerson } from '#src/privacy/erase-person.ts';
import { createJoinPersons } from '#src/privacy/join-persons.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { smsLength } from '#src/outbox/sms-length.ts';
import { hashToken } from '#src/people/link-token.ts';
import { createAgreeRide } from '#src/follow-up/agree-ride.ts';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import { createCancelOwnRequest } from '#src/follow-up/cancel-own-request.ts';
import { createCancelOwnRide } from '#src/follow-up/cancel-own-ride.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { createReopenRequest } from '#src/follow-up/reopen-request.ts';
import type { Request } from '#src/requests/request.ts';
import { createSettleOtherwise } from '#src/follow-up/settle-otherwise.ts';
import { createTellLostRide } from '#src/follow-up/tell-lost-ride.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import { whatToDo } from '#src/follow-up/what-to-do.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { formatInstant } from '#src/time/zone.ts';
import { aPerson, aTerritory, AT } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { aVolunteer } from '#test/fixtures/volunteers.ts';
import { forEachEngine } from './engines.ts';

const TERRITORY = 't-lot';
const DAY = '2026-12-01';
const PHONES = { paul: '+33639980011', sylvie: '+33639980012', odile: '+33639980013' } as const;
type Name = keyof typeof PHONES | 'fixe' | 'leaving' | 'paul-bis';

describe('several drivers are asked at once, and the team confirms one', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let tools: AskTools;
    let instant = Temporal.Instant.from('2026-11-23T09:00:00.000Z');
    let ids = 0;
    let codes = 4720;
    const territory = aTerritory({ switches: ALL_ON });

    before(async () => {
      storage = createStorage(engine);
      tools = {
        atomically: (id, work) => storage.atomically(id, work),
        now: () => instant,
        newId: () => `n-${String((ids += 1)).padStart(5, '0')}`,
        metres: (...points) => points.length * 10_000,
        minutes: () => 30,
        largestDetour: 45,
        newToken: () => `token-${(ids += 1)}-0123456789abcdef`,
        newCode: () => String((codes += 1)),
        linkTo: (token) => `https://exemple.fr/lot/lien/${token}`,
      };
      await storage.atomicallyOnInstance(async ({ territories }) => territories.add(territory, AT));
      await storage.atomically(TERRITORY, async ({ people, messageSettings }) => {
        await people.add(
          aPerson({
            id: 'lucette',
            firstName: 'Lucette',
            lastName: 'Vidal',
            phones: [{ number: '+33565710001', kind: 'landline', sms: false }],
          }),
        );
        for (const [id, number] of Object.entries(PHONES))
          await people.add(
            aPerson({ id, firstName: id, lastName: 'Marty', phones: [{ number, kind: 'mobile', sms: true }] }),
          );
        await people.add(aPerson({ id: 'fixe', phones: [{ number: '+33565710002', kind: 'landline', sms: false }] }));
        await messageSettings.save(
          { ...(await messageSettings.get()), sms: { adapter: 'show-only', fields: {}, sealed: {} } },
          AT,
        );
      });
    });

    const keep = async (asked: Request['ways'] = request().ways): Promise<Request> => {
      const id = `r-${(ids += 1)}`;
      const ways = asked.map((one) => ({
        ...one,
        id: `${id}-${one.id}`,
        from: { ...one.from, label: '12 rue du Foirail', source: 'address' as const },
      }));
      await storage.atomically(TERRITORY, async ({ requests, people }) => {
        for (const name of Object.keys(PHONES)) await people.touch(name, AT);
        await requests.add(
          request({ id, ways, passengerId: 'lucette', needs: ['walker'], motive: 'health', note: 'Scanner' }),
          null,
        );
      });
      return storage.in(TERRITORY).requests.get(id);
    };
    const act = (one: Request) => ({
      territoryId: TERRITORY,
      requestId: one.id,
      expectedVersion: one.version,
      memberId: 'marie',
    });
    const ask = async (one: Request, ...names: readonly Name[]): Promise<Request> => {
      const outcome = await createAskDrivers(tools)(act(one), {
        wayId: one.ways[0]?.id ?? '',
        drivers: names.map((driverId) => ({ driverId, tripId: null, slots: [DAY] })),
      });
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
      return outcome.kind === 'done' ? outcome.request : one;
    };
    const askedOf = async (one: Request, name: Name): Promise<Introduction> => {
      const found = (await storage.in(TERRITORY).introductions.listOfRequests([one.id])).find(
        ({ driverId }) => driverId === name,
      );
      assert.ok(found);
      return found;
    };
    const answer = async (one: Request, name: Name, said: 'yes' | 'no' | 'not-this-week' | 'stop') =>
      createAnswerByLink(tools)(territory, (await askedOf(one, name)).id, said);
    const textsTo = async (name: Name): Promise<readonly string[]> =>
      (await storage.in(TERRITORY).outbox.list({ personId: name }, { limit: 50, offset: 0 })).map(
        ({ purpose, text }) => `${purpose}: ${text}`,
      );
    const confirm = async (one: Request, name: Name) =>
      createConfirmYes(tools)(act(one), {
        introductionId: (await askedOf(one, name)).id,
        date: null,
        anyway: true,
        waits: false,
      });
    const bySms = (name: keyof typeof PHONES, text: string, receivedAt = instant) =>
      createAnswerBySms(tools)(territory, { from: PHONES[name], text, receivedAt: formatInstant(receivedAt) });
    const markSent = async (): Promise<void> =>
      storage.atomically(TERRITORY, async ({ outbox }) => {
        for (const message of await outbox.list({ states: ['waiting'] }, { limit: 100, offset: 0 }))
          await outbox.save({ ...message, state: 'sent', sentAt: AT });
      });

    test('the message says day, hour, communes and needs; never an address, a motive or a name in full', async () => {
      const one = await ask(await keep(), 'paul');
      const [text = ''] = await textsTo('paul');
      assert.match(text, /^driver-asked: .*mardi 1er d.cembre.*9 ?h ?30/su);
      assert.match(text, /Gramat.*Figeac/su);
      assert.match(text, /d.ambulateur/u);
      assert.match(text, /https:\/\/exemple\.fr\/lot\/lien\/token-/u);
      assert.doesNotMatch(text, /Foirail|Scanner|sant|Vidal|pital/iu);
      const [token = ''] = /token-\S+/u.exec(text) ?? [];
      const link = await storage.in(TERRITORY).links.findByToken(hashToken(token));
      assert.deepEqual([link?.purpose, link?.subjectId], ['answer', (await askedOf(one, 'paul')).id]);
      // Half past nine in winter: the hour of the ride.
      assert.equal(link?.expiresAt, '2026-12-01T08:30:00.000Z');
    });

    test('who cannot be written to, or was asked already, is refused, and nobody else is asked', async () => {
      const one = await ask(await keep(), 'paul');
      const refusal = async (...names: readonly Name[]) => {
        const outcome = await createAskDrivers(tools)(act(one), {
          wayId: one.ways[0]?.id ?? '',
          drivers: names.map((driverId) => ({ driverId, tripId: null, slots: [DAY] })),
        });
        return outcome.kind === 'refused' ? outcome.refusal : outcome.kind;
      };
      assert.equal(await refusal(), 'nobody-chosen');
      assert.equal(await refusal('sylvie', 'fixe'), 'no-message-for-driver');
      assert.equal(await refusal('sylvie', 'paul'), 'already-asked');
      assert.equal((await storage.in(TERRITORY).introductions.listOfRequests([one.id])).length, 1);
    });

    test('the same person twice in one list is refused: one question each', async () => {
      const one = await keep();
      const driver = { driverId: 'paul', tripId: null, slots: [DAY] };
      const outcome = await createAskDrivers(tools)(act(one), {
        wayId: one.ways[0]?.id ?? '',
        drivers: [driver, { ...driver, onPurpose: { waits: false } }],
      });
      assert.deepEqual(outcome, { kind: 'refused', refusal: 'chosen-twice' });
      assert.deepEqual(await storage.in(TERRITORY).introductions.listOfRequests([one.id]), []);
    });

    test('a volunteer is asked to drive on purpose: always free, counted from their door, the return with them when they wait', async () => {
      const when = { kind: 'dates', dates: [DAY] } as const;
      const both = async () => keep([way('outward', when), way('return', when)]);
      const onPurpose = (one: Request, waits: boolean, names: readonly Name[] = ['odile']) =>
        createAskDrivers(tools)(act(one), {
          wayId: one.ways[0]?.id ?? '',
          drivers: names.map((driverId) => ({ driverId, tripId: 't-1', slots: [DAY], onPurpose: { waits } })),
        });
      const first = await both();
      assert.deepEqual(await onPurpose(first, true), { kind: 'refused', refusal: 'not-on-call' });
      await storage.atomically(TERRITORY, async ({ drivers, volunteers }) => {
        await drivers.add({ personId: 'odile', welcomedOn: '2026-11-01', welcomedBy: null, createdAt: AT });
        await volunteers.add(aVolunteer({ personId: 'odile', territoryId: TERRITORY }));
      });
      assert.deepEqual(await onPurpose(await keep(), true), { kind: 'refused', refusal: 'no-return' });
      assert.equal((await onPurpose(first, true)).kind, 'done');
      const asked = await askedOf(first, 'odile');
      assert.deepEqual([asked.regime, asked.tripId, asked.asking?.waits], ['on-purpose', null, true]);
      const [question = ''] = (await textsTo('odile')).filter((text) => text.startsWith('driver-asked')).slice(0, 1);
      assert.match(
        question,
        /Vous attendez sur place, puis le retour : .*\. Trajet fait exprès : entraide gratuite, aucun frais demandé\.\n/u,
      );
      assert.equal(smsLength(question).coding, 'gsm');
      const { asking } = asked;
      const sms = await bySms('odile', `OUI ${asking?.code ?? ''}`);
      assert.equal(sms.kind, 'noted');
      const confirmWith = (one: Request, waits: boolean) => async () =>
        createConfirmYes(tools)(act(await storage.in(TERRITORY).requests.get(one.id)), {
          introductionId: (await askedOf(one, 'odile')).id,
          date: null,
          anyway: true,
          waits,
        });
      const settled = await confirmWith(first, true)();
      assert.ok(settled.kind === 'done', JSON.stringify(settled));
      // As by voice: each way carries its half of one drive from the door and back.
      const asByVoice = [
        ['outward', 'on-purpose', null, 30],
        ['return', 'on-purpose', null, 30],
      ];
      const drives = ({ ways, rides }: Request) =>
        rides.map((ride) => [
          ways.find(({ id }) => id === ride.wayId)?.direction,
          ride.regime,
          ride.tripId,
          ride.kilometres,
        ]);
      assert.deepEqual(drives(settled.request), asByVoice);
      const kept = await storage.in(TERRITORY).introductions.listOfRequests([first.id]);
      assert.deepEqual(
        kept.map(({ wayId, state, regime }) => [wayId, state, regime]),
        first.ways.map(({ id }) => [id, 'yes', 'on-purpose']),
      );
      const agreed = (await textsTo('odile')).filter((text) => text.startsWith('ride-agreed'));
      assert.equal(agreed.length, 2);
      for (const text of agreed) assert.match(text, /entraide gratuite, aucun frais demandé/u);

      const alone = await both();
      assert.equal((await onPurpose(alone, true)).kind, 'done');
      await answer(alone, 'odile', 'yes');
      const once = await confirmWith(alone, false)();
      assert.ok(once.kind === 'done');
      assert.deepEqual(drives(once.request), [['outward', 'on-purpose', null, 40]]);

      // No more a volunteer when the team confirms: nothing is agreed by guess.
      const late = await both();
      assert.equal((await onPurpose(late, false)).kind, 'done');
      await answer(late, 'odile', 'yes');
      await storage.atomically(TERRITORY, ({ volunteers }) => volunteers.remove('odile'));
      assert.deepEqual(await confirmWith(late, false)(), { kind: 'refused', refusal: 'not-on-call' });
    });

    test('the first yes is proposed, a second one is kept, nothing is agreed before the team confirms', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie', 'odile');
      await markSent();
      const first = await answer(one, 'sylvie', 'yes');
      assert.deepEqual(first, { kind: 'noted', answer: 'yes', standing: 'first' });
      assert.deepEqual(await answer(one, 'sylvie', 'yes'), first);
      instant = instant.add({ minutes: 1 });
      assert.deepEqual(await answer(one, 'paul', 'yes'), { kind: 'noted', answer: 'yes', standing: 'reserve' });
      const stores = storage.in(TERRITORY);
      const open = await stores.requests.get(one.id);
      assert.deepEqual([open.rides.length, open.version], [0, one.version]);
      const introductions = await stores.introductions.listOfRequests([one.id]);
      const lists = whatToDo([open], introductions, instant, 'Europe/Paris');
      assert.deepEqual(
        lists.now[0]?.yeses.map(({ driverId }) => driverId),
        ['sylvie', 'paul'],
      );
      assert.equal(lists.now[0]?.asked, 1);

      const confirmed = await confirm(one, 'sylvie');
      assert.equal(confirmed.kind, 'done', JSON.stringify(confirmed));
      const agreed = await stores.requests.get(one.id);
      assert.deepEqual(
        agreed.rides.map(({ driverId, state }) => `${driverId} ${state}`),
        ['sylvie agreed'],
      );
      // The others once, and the one who drives is told; sent is not told, delivered is.
      assert.equal((await textsTo('odile')).filter((text) => text.startsWith('driver-not-needed')).length, 1);
      assert.equal((await textsTo('paul')).filter((text) => text.startsWith('driver-not-needed')).length, 1);
      assert.ok((await textsTo('sylvie')).some((text) => text.startsWith('ride-agreed')));
      const told = async (party: string) =>
        (await stores.tellings.ofRequests([one.id])).find((telling) => telling.party === party)?.state;
      assert.deepEqual([await told('driver'), await told('passenger')], ['sent', 'to-tell']);
      await storage.atomically(TERRITORY, async ({ outbox }) => {
        for (const message of await outbox.list({ purposes: ['ride-agreed'] }, { limit: 9, offset: 0 }))
          await outbox.save({ ...message, state: 'delivered' });
      });
      assert.equal(await told('driver'), 'told');
      // A late yes is kept, and never lost.
      assert.deepEqual(await answer(one, 'odile', 'yes'), { kind: 'noted', answer: 'yes', standing: 'found' });
      assert.equal((await askedOf(one, 'odile')).asking?.answer, 'yes');
      assert.deepEqual(await answer(one, 'sylvie', 'yes'), { kind: 'agreed' });
      assert.deepEqual(await confirm(agreed, 'paul'), { kind: 'refused', refusal: 'slot-taken' });
    });

    test('of two members who confirm two drivers at once, one ride is made', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await answer(one, 'paul', 'yes');
      await answer(one, 'sylvie', 'yes');
      const both = await Promise.all([confirm(one, 'paul'), confirm(one, 'sylvie')]);
      assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['changed-meanwhile', 'done']);
      assert.equal((await storage.in(TERRITORY).requests.get(one.id)).rides.length, 1);
    });

    test('a question that had not left is taken back, without thanks', async () => {
      const one = await ask(await keep(), 'paul', 'odile');
      const before = (await textsTo('odile')).length;
      await answer(one, 'paul', 'yes');
      assert.equal((await confirm(one, 'paul')).kind, 'done');
      assert.equal((await textsTo('odile')).length, before);
      const [last] = await storage.in(TERRITORY).outbox.list({ personId: 'odile' }, { limit: 1, offset: 0 });
      assert.equal(last?.state, 'withdrawn');
    });

    test('by SMS, the code counts only from the number asked, five tries, and thanks are no answer', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      const code = (await askedOf(one, 'paul')).asking?.code ?? '';
      const sms = (from: string, text: string) =>
        createAnswerBySms(tools)(territory, { from, text, receivedAt: instant.toString() });
      assert.equal((await sms('+33639980099', `OUI ${code}`)).kind, 'not-asked');
      assert.equal((await sms(PHONES.sylvie, `OUI ${code}`)).kind, 'wrong-code');
      assert.equal((await sms(PHONES.paul, 'merci')).kind, 'not-an-answer');
      assert.equal((await sms(PHONES.paul, 'oui')).kind, 'not-an-answer');
      const noted = await sms(PHONES.paul, `Oui ${code} merci`);
      assert.deepEqual(noted, { kind: 'noted', answer: 'yes', standing: 'first' });
      assert.deepEqual(await sms(PHONES.paul, `oui${code}`), noted);
      assert.equal((await askedOf(one, 'paul')).asking?.answeredBy, 'sms');
      for (let tries = 0; tries < 5; tries += 1) await sms(PHONES.sylvie, 'oui 0000');
      const right = (await askedOf(one, 'sylvie')).asking?.code ?? '';
      assert.equal((await sms(PHONES.sylvie, `oui ${right}`)).kind, 'too-many-tries');
      assert.equal((await answer(one, 'sylvie', 'no')).kind, 'noted');
    });

    test('pas cette semaine, ne me demandez plus: asked no more, and said when the team tries', async () => {
      const one = await ask(await keep(), 'paul', 'odile');
      await answer(one, 'paul', 'not-this-week');
      const { rests } = storage.in(TERRITORY);
      assert.equal((await rests.findMany(['paul']))[0]?.until, '2026-11-29');
      await answer(one, 'odile', 'stop');
      assert.equal((await rests.findMany(['odile']))[0]?.until, null);
      const again = await keep();
      for (const driverId of ['paul', 'odile']) {
        const outcome = await createAskDrivers(tools)(act(again), {
          wayId: again.ways[0]?.id ?? '',
          drivers: [{ driverId, tripId: null, slots: [DAY] }],
        });
        assert.deepEqual(outcome, { kind: 'refused', refusal: 'driver-rests' });
      }
      const lines = await storage.in(TERRITORY).journal.of({ kind: 'person', id: 'odile' }, 9);
      assert.ok(lines.some(({ action }) => action === 'asking-stopped'));
      await storage.atomically(TERRITORY, async (stores) => {
        for (const id of ['paul', 'odile']) await stores.rests.remove(id);
      });
    });

    test('who can no longer drive says so once; the passenger is to be told, and not reached heads the desk', async () => {
      const one = await ask(await keep(), 'paul');
      await answer(one, 'paul', 'yes');
      const confirmed = await confirm(one, 'paul');
      assert.ok(confirmed.kind === 'done');
      const rideId = confirmed.request.rides[0]?.id ?? '';
      const tellPerson = createTellPerson(tools);
      const tell = (
        ...[who, key, outcome, teller]: [
          Parameters<typeof tellPerson>[1],
          Parameters<typeof tellPerson>[2],
          Parameters<typeof tellPerson>[3],
          Parameters<typeof tellPerson>[4],
        ]
      ) => tellPerson(territory, who, key, outcome, teller);
      const by = { kind: 'member', id: 'marie' } as const;
      const about = (what: 'settled' | 'cancelled') => ({ rideId, party: 'passenger', about: what }) as const;
      const me = { requestId: one.id, memberId: 'marie' };
      assert.equal((await tell(me, about('settled'), { kind: 'told', how: 'voice' }, by)).kind, 'noted');
      const cancel = (driverId: string, id: string) => createCancelOwnRide(tools)(territory, driverId, id);
      assert.equal((await cancel('sylvie', rideId)).kind, 'unknown');
      assert.equal((await cancel('paul', rideId)).kind, 'cancelled');
      assert.equal((await cancel('paul', rideId)).kind, 'already');
      const stores = storage.in(TERRITORY);
      assert.equal((await stores.requests.get(one.id)).closing, null);
      const state = async () =>
        (await stores.tellings.listPending('2026-11-23')).find((telling) => telling.rideId === rideId)?.state;
      assert.equal(await state(), 'to-tell');
      await tell(
        { ...me, memberId: null },
        about('cancelled'),
        { kind: 'not-reached' },
        { kind: 'driver', id: 'paul' },
      );
      assert.equal(await state(), 'not-reached');
      await tell(me, about('cancelled'), { kind: 'told', how: 'voice' }, by);
      assert.equal(await state(), undefined);
      assert.equal(
        (await tell(me, { ...about('cancelled'), rideId: 'none' }, { kind: 'not-reached' }, by)).kind,
        'unknown',
      );
    });

    test('the passenger cancels: the driver is to be told, the others hear that it is over', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      await answer(one, 'paul', 'yes');
      assert.equal((await confirm(one, 'paul')).kind, 'done');
      await storage.atomically(TERRITORY, async ({ outbox }) => {
        for (const message of await outbox.list(
          { purposes: ['ride-agreed'], states: ['waiting'] },
          { limit: 9, offset: 0 },
        ))
          await outbox.save({ ...message, state: 'sent' });
      });
      assert.equal((await createCancelOwnRequest(tools)(territory, one.id)).kind, 'cancelled');
      const stores = storage.in(TERRITORY);
      assert.deepEqual(
        (await stores.requests.get(one.id)).rides.map(({ state }) => state),
        ['cancelled'],
      );
      const pending = (await stores.tellings.ofRequests([one.id])).map(
        ({ party, about, state }) => `${party} ${about} ${state}`,
      );
      assert.ok(pending.includes('driver cancelled sent'), pending.join());
    });

    test('closed without a driver: those asked hear once that it is over, and a late yes is told so', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      await answer(one, 'paul', 'yes');
      const asked = { reason: 'other-way', reviewOn: null, passengerTold: true } as const;
      const over = async (name: Name) =>
        (
          await storage
            .in(TERRITORY)
            .outbox.list({ personId: name, purposes: ['driver-need-over'] }, { limit: 50, offset: 0 })
        ).length;
      const before = [await over('paul'), await over('sylvie')];
      const closed = await createCloseRequest(tools)(act(one), asked);
      assert.ok(closed.kind === 'done');
      const again = await createReopenRequest(tools)(act(closed.request));
      assert.ok(again.kind === 'done');
      assert.equal((await createCloseRequest(tools)(act(again.request), asked)).kind, 'done');
      assert.deepEqual(
        [await over('paul'), await over('sylvie')],
        before.map((count) => count + 1),
      );
      assert.deepEqual(await answer(one, 'sylvie', 'yes'), { kind: 'noted', answer: 'yes', standing: 'over' });
    });

    test('who heard that it is over may be asked again once the request is open again', async () => {
      const one = await ask(await keep(), 'sylvie');
      await markSent();
      const asked = { reason: 'no-solution', reviewOn: null, passengerTold: true } as const;
      const closed = await createCloseRequest(tools)(act(one), asked);
      assert.ok(closed.kind === 'done');
      const again = await createReopenRequest(tools)(act(closed.request));
      assert.ok(again.kind === 'done');
      await ask(again.request, 'sylvie');
      assert.deepEqual(await answer(one, 'sylvie', 'yes'), { kind: 'noted', answer: 'yes', standing: 'first' });
    });

    test('a call that does not reach them takes no yes back, and whoever was asked hears that it is over', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      await answer(one, 'paul', 'yes');
      const notReached = await createRecordCall(tools)(act(one), {
        wayId: one.ways[0]?.id ?? '',
        slots: [DAY],
        date: null,
        driverId: 'paul',
        tripId: null,
        passengerNumberShared: null,
        driverNumberShared: null,
        answer: 'not-reached',
        callAgainOn: null,
        note: '',
      });
      assert.ok(notReached.kind === 'done', JSON.stringify(notReached));
      const asked = await storage.in(TERRITORY).introductions.listOfRequests([one.id]);
      assert.deepEqual(
        yesesOf(asked).map(({ driverId }) => driverId),
        ['paul'],
      );
      const closing = { reason: 'cancelled', reviewOn: null, passengerTold: true } as const;
      const closed = await createCloseRequest(tools)(act(notReached.request), closing);
      assert.equal(closed.kind, 'done', JSON.stringify(closed));
      for (const name of ['paul', 'sylvie'] as const)
        assert.match((await textsTo(name))[0] ?? '', /^driver-need-over/, name);
    });

    test('a passenger who asked for SMS is written to, and counts as told once it arrived', async () => {
      await storage.atomically(TERRITORY, async ({ people }) =>
        people.add(
          aPerson({
            id: 'nadia',
            firstName: 'Nadia',
            phones: [{ number: '+33639980031', kind: 'mobile', sms: true }],
            reachedBy: 'sms',
          }),
        ),
      );
      const kept = await keep();
      const one = await storage.atomically(TERRITORY, async ({ requests }) =>
        requests.save({ ...kept, passengerId: 'nadia' }, null),
      );
      const asked = await ask(one, 'paul');
      await answer(asked, 'paul', 'yes');
      assert.equal((await confirm(asked, 'paul')).kind, 'done');
      const [message] = await storage.in(TERRITORY).outbox.list({ personId: 'nadia' }, { limit: 1, offset: 0 });
      assert.match(message?.text ?? '', /convenu avec paul.*mardi 1er d.cembre/isu);
      assert.doesNotMatch(message?.text ?? '', /Foirail|sant/iu);
      const told = async () =>
        (await storage.in(TERRITORY).tellings.ofRequests([one.id])).find(({ party }) => party === 'passenger')?.state;
      assert.equal(await told(), 'sent');
      await storage.atomically(
        TERRITORY,
        async ({ outbox }) => message && outbox.save({ ...message, state: 'failed', problem: 'numéro coupé' }),
      );
      // Somebody has to call after all.
      assert.equal(await told(), 'to-tell');
    });

    test('who is erased with a ride to come leaves a passenger to be told, and nothing of themselves', async () => {
      await storage.atomically(TERRITORY, async ({ people }) =>
        people.add(aPerson({ id: 'leaving', phones: [{ number: '+33639980041', kind: 'mobile', sms: true }] })),
      );
      const one = await ask(await keep(), 'leaving');
      await answer(one, 'leaving', 'yes');
      const confirmed = await confirm(one, 'leaving');
      assert.ok(confirmed.kind === 'done');
      const rideId = confirmed.request.rides[0]?.id ?? '';
      const key = { rideId, party: 'passenger', about: 'settled' } as const;
      const by = { kind: 'member', id: 'marie' } as const;
      await createTellPerson(tools)(
        territory,
        { requestId: one.id, memberId: 'marie' },
        key,
        { kind: 'told', how: 'voice' },
        by,
      );
      const erase = createErasePerson({ ...tools, atomically: (id, work) => storage.atomically(id, work) });
      assert.equal((await erase(territory, 'leaving', by)).kind, 'erased');
      const { lostRides, requests } = storage.in(TERRITORY);
      assert.deepEqual((await requests.get(one.id)).rides, []);
      const pending = async () => (await lostRides.listPending(DAY)).filter(({ requestId }) => requestId === one.id);
      assert.deepEqual(
        (await pending()).map(({ id, state, date }) => [id, state, date]),
        [[rideId, 'to-tell', DAY]],
      );
      const tell = createTellLostRide({ ...tools, atomically: (id, work) => storage.atomically(id, work) });
      const [lost] = await pending();
      assert.ok(lost);
      await tell(TERRITORY, 'marie', lost, false);
      assert.equal((await pending())[0]?.state, 'not-reached');
      await tell(TERRITORY, 'marie', lost, true);
      assert.deepEqual(await pending(), []);
    });

    test('of two SMS given in the wrong order, the last one sent stands', async () => {
      const one = await ask(await keep(), 'paul');
      const code = (await askedOf(one, 'paul')).asking?.code ?? '';
      instant = instant.add({ minutes: 10 });
      assert.equal((await bySms('paul', `NON ${code}`, instant.subtract({ minutes: 1 }))).kind, 'noted');
      assert.deepEqual(await bySms('paul', `OUI ${code}`, instant.subtract({ minutes: 2 })), { kind: 'older' });
      assert.deepEqual((await askedOf(one, 'paul')).state, 'no');
      assert.equal((await bySms('paul', `OUI ${code}`)).kind, 'noted', 'they changed their mind since');
      // What they said aloud since then counts more than an SMS that comes after it.
      const noted = await createRecordCall(tools)(act(one), {
        wayId: one.ways[0]?.id ?? '',
        slots: [DAY],
        date: null,
        driverId: 'paul',
        tripId: null,
        passengerNumberShared: null,
        driverNumberShared: null,
        answer: 'no',
        callAgainOn: null,
        note: '',
      });
      assert.equal(noted.kind, 'done');
      assert.equal((await bySms('paul', `OUI ${code}`, instant.subtract({ seconds: 1 }))).kind, 'older');
      // A telephone whose clock is wrong is heard all the same.
      instant = instant.add({ minutes: 1 });
      assert.equal((await bySms('paul', `OUI ${code}`, instant.add({ hours: 9 }))).kind, 'noted');
      assert.equal((await askedOf(one, 'paul')).asking?.answeredAt, formatInstant(instant));
    });

    test('two sheets that become one keep what was asked: the yes, the link, the SMS to come', async () => {
      const twin = { id: 'paul-bis', firstName: 'paul', lastName: 'Marty' };
      await storage.atomically(TERRITORY, ({ people }) =>
        people.add(aPerson({ ...twin, phones: [{ number: '+33639980019', kind: 'mobile', sms: true }] })),
      );
      const one = await ask(await keep(), 'paul-bis', 'odile');
      const code = (await askedOf(one, 'paul-bis')).asking?.code ?? '';
      assert.equal((await answer(one, 'paul-bis', 'yes')).kind, 'noted');
      const two = await ask(await keep(), 'paul-bis');
      const received = {
        providerId: 'sms-of-paul',
        from: '+33639980019',
        text: `NON ${code}`,
        receivedAt: AT,
      } as const;
      await storage.atomically(TERRITORY, ({ incomingSms }) =>
        incomingSms.add({ ...received, id: 'sms-1', territoryId: TERRITORY, state: 'new', keptAt: AT }),
      );
      const joined = await createJoinPersons({ ...tools, atomically: (id, work) => storage.atomically(id, work) })(
        territory,
        'paul-bis',
        'paul',
        'marie',
      );
      assert.equal(joined.kind, 'joined');
      const stores = storage.in(TERRITORY);
      const asked = await stores.introductions.listOfRequests([one.id]);
      assert.deepEqual(
        yesesOf(asked).map(({ driverId }) => driverId),
        ['paul'],
      );
      assert.equal((await answer(two, 'paul', 'no')).kind, 'noted', 'the link still opens its question');
      const [question] = await stores.outbox.list({ personId: 'paul', states: ['waiting'] }, { limit: 1, offset: 0 });
      assert.equal(question?.purpose, 'driver-asked', 'what had not left still leaves');
      assert.equal(
        (await stores.incomingSms.list(['new'], 9)).length,
        1,
        'what they wrote is not erased with the sheet',
      );
      assert.equal((await confirm(one, 'paul')).kind, 'done');
      assert.equal((await storage.in(TERRITORY).requests.get(one.id)).rides[0]?.driverId, 'paul');
      await storage.atomically(TERRITORY, ({ incomingSms }) => incomingSms.move('sms-1', ['new'], 'read'));
    });

    test('a yes told that it is over is asked again, never taken for granted, once the request is open again', async () => {
      const one = await ask(await keep(), 'paul');
      await markSent();
      await answer(one, 'paul', 'yes');
      instant = instant.add({ minutes: 1 });
      const closing = { reason: 'no-solution', reviewOn: null, passengerTold: true } as const;
      const closed = await createCloseRequest(tools)(act(one), closing);
      assert.ok(closed.kind === 'done');
      const again = await createReopenRequest(tools)(act(closed.request));
      assert.ok(again.kind === 'done');
      const introduction = await askedOf(one, 'paul');
      const [item] = whatToDo([again.request], [introduction], instant, 'Europe/Paris').now;
      assert.deepEqual([item?.yeses.length, item?.asked], [0, 0], 'nobody is awaited: it is to be done now');
      assert.equal(hadSaidYes(introduction), true);
      assert.deepEqual(await confirm(again.request, 'paul'), { kind: 'refused', refusal: 'no-yes' });
      const asked = await ask(again.request, 'paul');
      assert.deepEqual(await answer(asked, 'paul', 'yes'), { kind: 'noted', answer: 'yes', standing: 'first' });
      assert.equal((await confirm(asked, 'paul')).kind, 'done');
    });

    test('settled otherwise: those asked hear that it is over, and may be asked again once it is taken back', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      await answer(one, 'paul', 'yes');
      instant = instant.add({ minutes: 1 });
      const settle = createSettleOtherwise(tools);
      const settled = { wayId: one.ways[0]?.id ?? '', slots: [DAY] };
      const done = await settle(act(one), { ...settled, reason: 'other-way' });
      assert.ok(done.kind === 'done');
      for (const name of ['paul', 'sylvie'] as const)
        assert.match((await textsTo(name))[0] ?? '', /^driver-need-over/, name);
      assert.deepEqual(await answer(one, 'sylvie', 'yes'), { kind: 'noted', answer: 'yes', standing: 'found' });
      const open = await settle(act(done.request), { ...settled, reason: null });
      assert.ok(open.kind === 'done');
      await ask(open.request, 'paul');
    });

    test('who drives after all, agreed aloud, is not told that someone else was found', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      const before = (await textsTo('paul')).length;
      const agreed = await createAgreeRide(tools)(act(one), {
        wayId: one.ways[0]?.id ?? '',
        slots: [DAY],
        date: null,
        driverId: 'paul',
        tripId: null,
        passengerNumberShared: null,
        anyway: true,
      });
      assert.equal(agreed.kind, 'done', JSON.stringify(agreed));
      assert.equal((await textsTo('paul')).length, before);
      assert.match((await textsTo('sylvie'))[0] ?? '', /^driver-not-needed/);
      assert.deepEqual(await answer(one, 'paul', 'yes'), { kind: 'agreed' });
    });

    test('what changes in an agreed ride is said as such, and nothing else', async () => {
      const one = await ask(await keep(), 'paul');
      await answer(one, 'paul', 'yes');
      const agreed = await confirm(one, 'paul');
      assert.ok(agreed.kind === 'done');
      const amend = async (request: Request, more: object) => {
        const words = { needs: request.needs, motive: null, seats: 1, note: '', ways: request.ways, ...more };
        const outcome = await createAmendRequest(tools)(act(request), words);
        assert.ok(outcome.kind === 'done', JSON.stringify(outcome));
        return outcome.request;
      };
      const later = one.ways.map((way) => ({ ...way, window: { kind: 'leave-at', at: 600 } as const }));
      const first = await amend(agreed.request, { ways: later });
      const [text = ''] = await textsTo('paul');
      assert.match(text, /^ride-changed: .*mardi 1er d.cembre : d.part à 10 h. Le reste ne change pas/su);
      assert.doesNotMatch(text, /convenu|besoin|personne/iu);
      instant = instant.add({ minutes: 1 });
      const moved = later.map((way) => ({ ...way, from: { ...way.from, label: '3 place Haute' } }));
      await amend(first, { ways: moved, seats: 2 });
      const [both = ''] = await textsTo('paul');
      // They may not have read the first one: both changes are said, and an address never is.
      assert.match(both, /d.part à 10 h, lieu de d.part : Gramat, à pr.voir : 2 personnes, avec un d.ambulateur\./u);
      assert.doesNotMatch(both, /place Haute|Foirail/u);
      const changes = (await storage.in(TERRITORY).tellings.ofRequests([one.id])).filter(
        ({ about }) => about === 'changed',
      );
      assert.deepEqual(
        changes.map(({ party, changed }) => [party, changed]),
        [['driver', ['hour', 'from', 'needs']]],
        'the passenger did not know the first hour',
      );
    });

    test('another hour or day: the question is closed, whoever was asked hears it once, and is asked anew', async () => {
      const one = await ask(await keep(), 'paul', 'sylvie');
      await markSent();
      await answer(one, 'paul', 'yes');
      const code = (await askedOf(one, 'sylvie')).asking?.code ?? '';
      instant = instant.add({ minutes: 1 });
      const amend = async (before_: Request, more: object): Promise<Request> => {
        const words = { needs: before_.needs, motive: null, seats: 1, note: '', ways: before_.ways, ...more };
        const outcome = await createAmendRequest(tools)(act(before_), words);
        assert.ok(outcome.kind === 'done', JSON.stringify(outcome));
        return outcome.request;
      };
      const before_ = await textsTo('paul');
      const noted = await amend(one, { note: 'Sonner fort', motive: 'visit' });
      assert.deepEqual(await textsTo('paul'), before_, 'what they did not read is not said');
      const later = noted.ways.map((each) => ({ ...each, window: { kind: 'leave-at', at: 660 } as const }));
      const changed = await amend(noted, { ways: later });
      for (const name of ['paul', 'sylvie'] as const) {
        const [text = ''] = await textsTo(name);
        assert.match(text, /^driver-ask-changed: .*Lucette, mardi 1er d.cembre, la demande a chang./su);
        assert.doesNotMatch(text, /Foirail|Sonner|Vidal/u);
      }
      const former = await askedOf(changed, 'paul');
      assert.deepEqual([hadSaidYes(former), yesesOf([former])], [true, []]);
      assert.deepEqual(await confirm(changed, 'paul'), { kind: 'refused', refusal: 'no-yes' });
      assert.deepEqual(await answer(changed, 'sylvie', 'yes'), { kind: 'over' });
      // Other questions may be open at that number.
      assert.notEqual((await bySms('sylvie', `oui ${code}`)).kind, 'noted', 'the team reads a yes to the old hour');
      const told = (await textsTo('paul')).length;
      const moved = await amend(changed, { ways: later.map((each) => ({ ...each, window: { kind: 'morning' } })) });
      assert.equal((await textsTo('paul')).length, told, 'once');
      // Not sent yet: it is taken back, and nobody hears of it.
      const again = await ask(moved, 'paul');
      instant = instant.add({ minutes: 1 });
      const when = { kind: 'dates', dates: ['2026-12-02'] } as const;
      const gone = await amend(again, { ways: again.ways.map((each) => ({ ...each, when })) });
      assert.equal((await textsTo('paul')).filter((text) => text.startsWith('driver-ask-changed')).length, 1);
      const [withdrawn] = await storage.in(TERRITORY).outbox.list({ personId: 'paul' }, { limit: 1, offset: 0 });
      assert.deepEqual([withdrawn?.purpose, withdrawn?.state], ['driver-asked', 'withdrawn']);
      const [item] = whatToDo([gone], [await askedOf(gone, 'paul')], instant, 'Europe/Paris').now;
      assert.deepEqual([item?.yeses.length, item?.asked], [0, 0], 'nobody is awaited: it is to be done now');
    });

    test('after the ride, an answer is of no use, and says so', async () => {
      const one = await ask(await keep(), 'paul');
      instant = Temporal.Instant.from('2026-12-01T09:00:00.000Z');
      assert.deepEqual(await answer(one, 'paul', 'yes'), { kind: 'over' });
      const code = (await askedOf(one, 'paul')).asking?.code ?? '';
      assert.equal((await bySms('paul', `oui ${code}`)).kind, 'not-asked');
      assert.deepEqual(await createAnswerByLink(tools)(territory, 'none', 'yes'), { kind: 'unknown' });
    });
  });
});
