import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createSendTelling } from '#src/follow-up/send-telling.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { aPerson, aRequest, aTrip } from '#test/fixtures/drivers.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';
import { words } from '#test/helpers/words.ts';

const AT = '2026-11-24T08:00:00.000Z';
const RIDE = 'convenu';

suite('an e-mail that the server refuses at once', () => {
  let service: TestService;
  let lot: Planted;
  let server: SMTPServer;
  /** What the server answers to an address; null = it takes it. */
  let answers: number | null = 550;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
    server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_address, _session, done) =>
        answers === null
          ? done()
          : done(Object.assign(new Error('5.1.1 odile@ no such user'), { responseCode: answers })),
      onData: (stream, _session, done) => stream.resume().on('end', () => done()),
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.server.address() as AddressInfo;
    const { territoryId } = lot;
    await service.service.storage.atomically(territoryId, async (stores) => {
      const territory = await stores.instance.territories.find(territoryId);
      assert.ok(territory);
      await stores.instance.territories.save({ ...territory, switches: ALL_ON }, AT);
      const mail = {
        host: '127.0.0.1',
        port,
        security: 'none',
        user: '',
        sealedPassword: '',
        fromName: 'Lotocar',
        fromAddress: 'envoi@lotocar.example',
      } as const;
      await stores.messageSettings.save({ ...(await stores.messageSettings.get()), sms: null, mail }, AT);
      await stores.people.add(
        aPerson({
          id: 'odile',
          territoryId,
          lastName: 'Sansboite',
          phones: [{ number: '+33536490042', kind: 'landline', sms: false }],
          email: 'odile@example.org',
        }),
      );
      await stores.people.add(aPerson({ id: 'paul', territoryId, firstName: 'Paul' }));
      await stores.drivers.add({ personId: 'paul', welcomedOn: '2026-11-02', welcomedBy: null, createdAt: AT });
      await stores.trips.add(aTrip({ territoryId, driverId: 'paul' }));
      const request = aRequest({ id: 'demande', territoryId, passengerId: 'odile' });
      await stores.requests.add(request, null);
      const [way] = request.ways;
      assert.ok(way);
      const kept = await stores.requests.get(request.id);
      await stores.requests.save(
        {
          ...kept,
          rides: [
            {
              id: RIDE,
              wayId: way.id,
              slot: '2026-12-01',
              date: '2026-12-01',
              driverId: 'paul',
              tripId: 'trip-1',
              kilometres: 30,
              regime: 'on-the-way',
              state: 'agreed',
              createdAt: AT,
            },
          ],
        },
        null,
      );
      await stores.tellings.put({
        requestId: request.id,
        rideId: RIDE,
        party: 'passenger',
        about: 'settled',
        changed: [],
        state: 'to-tell',
        how: null,
        messageId: null,
        memberId: null,
        at: AT,
        createdAt: AT,
      });
    });
  });
  after(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await service.close();
  });

  const write = () => {
    const { storage, clock, newId } = service.service;
    return createSendTelling({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })(
      { territoryId: lot.territoryId, requestId: 'demande', memberId: lot.ids.member },
      { rideId: RIDE, party: 'passenger', about: 'settled' },
    );
  };
  const read = async (page: string): Promise<string> =>
    words(await (await service.get(`/${lot.slug}/equipe${page}`, { Cookie: lot.cookies.coordination })).text());

  test('fails at once and in words, and the person is among those to call, with the reason', async () => {
    assert.deepEqual(await write(), { kind: 'sent' });
    assert.match(await read(''), /Sansboite.*E-mail envoyé.*rien ne dit encore/u);
    await service.messages.look(false);
    const { outbox } = service.service.storage.in(lot.territoryId);
    const [message] = await outbox.list({ personId: 'odile' }, { limit: 2, offset: 0 });
    assert.equal(message?.state, 'failed');
    assert.equal(message.attempts, 1, 'an address that does not exist is not tried again');
    const home = await read('');
    assert.match(home, /À prévenir.*Sansboite – 05 36 49 00 42/u);
    assert.match(home, /E-mail : Le serveur refuse cette adresse \(réponse 550\)\. Vérifiez-la avec la personne\./u);
    assert.match(home, /C’est dit/u);
    assert.doesNotMatch(home, /E-mail envoyé/u);
    assert.match(home, /à reprendre/u);
    const messages = await read('/messages');
    assert.match(messages, /À reprendre.*Sansboite.*pas parti.*refuse cette adresse/u);
    assert.doesNotMatch(messages, /no such user/u, 'the words of the server quote addresses');
  });

  test('a server that is full is tried again; one that takes it tells nobody before an answer', async () => {
    answers = 452;
    service.setNow(service.service.clock().add({ minutes: 1 }));
    assert.deepEqual(await write(), { kind: 'sent' });
    assert.deepEqual(await write(), { kind: 'sent' }, 'pressed twice: one message');
    const { outbox } = service.service.storage.in(lot.territoryId);
    assert.equal(await outbox.count({ personId: 'odile' }), 2);
    await service.messages.look(false);
    assert.match(await read('/messages'), /En attente.*essayer plus tard \(réponse 452\)/u);
    answers = null;
    service.setNow(service.service.clock().add({ minutes: 6 }));
    await service.messages.look(false);
    assert.match(await read(''), /Sansboite.*E-mail envoyé.*rien ne dit encore/u);
  });
});
