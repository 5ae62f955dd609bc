import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { formatInstant } from '#src/time/zone.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';

const NUMBER = /06\s39\s98\s55\s66/;
const sealOf = (html: string): string => /name="sceau" value="([^"]+)"/.exec(html)?.[1] ?? '';

suite('a driver’s number', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  const shown = () =>
    service.addDriver({
      phone: '+33639985566',
      consents: { numberShown: true },
      stops: ['Assier', 'Figeac'],
      trip: { meetingPlace: { text: 'maison aux volets bleus', placeId: null }, remarks: 'je pars pile' },
    });

  test('is in no page before its POST; the POST shows it, alone, and writes it down', async () => {
    const { trip, driverId } = await shown();
    const contact = `/lot/trajets/${trip.id}/contact`;
    const seen = [await service.get('/lot/trajets?depart=Assier&arrivee=Figeac'), await service.get(contact)];
    let seal = '';
    for (const response of seen) {
      assert.equal(response.status, 200);
      const html = await response.text();
      assert.doesNotMatch(html, /39\s?98\s?55\s?66|volets bleus/);
      seal ||= sealOf(html);
    }
    const revealed = await service.post(contact, { sceau: seal, site_web: '' });
    assert.equal(revealed.status, 200);
    const html = await revealed.text();
    assert.match(html, NUMBER);
    assert.match(html, /href="tel:\+33639985566"/);
    assert.match(html, /volets bleus/);
    assert.match(html, /je pars pile/);
    assert.equal(revealed.headers.get('Cache-Control'), 'no-store');
    assert.match(revealed.headers.get('X-Robots-Tag') ?? '', /noindex/);
    const lines = await service.service.storage
      .in(service.territory.id)
      .journal.of({ kind: 'person', id: driverId }, 10);
    const line = lines.find(({ action }) => action === 'number-revealed');
    assert.deepEqual(line && [line.at, line.actor, line.details], [
      formatInstant(TUESDAY),
      { kind: 'passenger', id: null },
      { tripId: trip.id },
    ]);
  });

  test('is not given to a robot', async () => {
    const { trip } = await shown();
    const contact = `/lot/trajets/${trip.id}/contact`;
    const seal = sealOf(await (await service.get(contact)).text());
    for (const form of [{}, { sceau: 'x.y' }, { sceau: seal, site_web: 'http://exemple.fr' }]) {
      const response = await service.post(contact, form);
      assert.equal(response.status, 303);
      assert.doesNotMatch(await response.text(), /39\s?98/);
    }
  });

  test('without consent, leads to a request already filled in with the trip', async () => {
    const { trip } = await service.addDriver({ firstName: 'Basile', stops: ['Gramat', 'Figeac'] });
    const search = await (await service.get('/lot/trajets?depart=Gramat&arrivee=Figeac')).text();
    assert.doesNotMatch(search, new RegExp(`${trip.id}/contact`));
    const response = await service.get(`/lot/trajets/${trip.id}/contact`);
    assert.equal(response.status, 303);
    const form = await (await service.get(response.headers.get('Location') ?? '')).text();
    assert.match(form, /Trajet choisi : De Gramat à Figeac/);
    assert.match(form, new RegExp(`name="trajet" value="${trip.id}"`));
    assert.match(form, /name="depart"[^>]*value="Gramat"/);
    const posted = await service.post(`/lot/trajets/${trip.id}/contact`, { sceau: sealOf(form), site_web: '' });
    assert.equal(posted.status, 303);
    assert.doesNotMatch(await posted.text(), /39\s?98/);
  });

  test('is no longer given once consent is withdrawn', async () => {
    const { trip, driverId } = await shown();
    const contact = `/lot/trajets/${trip.id}/contact`;
    const seal = sealOf(await (await service.get(contact)).text());
    const at = formatInstant(TUESDAY.add({ seconds: 1 }));
    await service.service.storage.atomically(service.territory.id, ({ drivers }) =>
      drivers.recordConsent({
        id: 'c1',
        personId: driverId,
        purpose: 'numberShown',
        given: false,
        how: 'link',
        memberId: null,
        at,
      }),
    );
    const response = await service.post(contact, { sceau: seal, site_web: '' });
    assert.equal(response.status, 303);
    assert.doesNotMatch(await response.text(), /39\s?98/);
  });

  test('is counted: a list of numbers cannot be made', async () => {
    const fresh = await openTestService();
    try {
      const statuses: number[] = [];
      for (let index = 0; index < 8; index += 1) {
        const { trip } = await fresh.addDriver({ consents: { numberShown: true } });
        const contact = `/lot/trajets/${trip.id}/contact`;
        const seal = sealOf(await (await fresh.get(contact)).text());
        const response = await fresh.post(contact, { sceau: seal, site_web: '' });
        statuses.push(response.status);
        if (response.status === 429) assert.ok(Number(response.headers.get('Retry-After')) > 0);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429, 429]);
    } finally {
      await fresh.close();
    }
  });
});

suite('trips of a neighbour', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  test('are found once both agreed and the driver too, say whose they are, and go through their team', async () => {
    const { storage } = service.service;
    const tarn = await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    const crossing = { stops: ['Cahors', 'Montauban'], consents: { numberShown: true, neighbours: true } };
    const { trip } = await service.addDriver({ firstName: 'Ambroise', ...crossing }, tarn);
    const { trip: shy } = await service.addDriver({ ...crossing, consents: { neighbours: false } }, tarn);
    const search = async () => (await service.get('/lot/trajets?depart=Cahors&arrivee=Montauban')).text();
    const at = formatInstant(TUESDAY);
    const agree = (from: string, to: string) =>
      storage.atomicallyOnInstance(({ territories }) => territories.agree(from, to, at, null));

    assert.doesNotMatch(await search(), /data-trip/);
    await agree(service.territory.id, tarn.id);
    assert.doesNotMatch(await search(), /data-trip/, 'one side is not enough');
    await agree(tarn.id, service.territory.id);
    const html = await search();
    assert.match(html, new RegExp(`data-trip="${trip.id}"`));
    assert.doesNotMatch(html, new RegExp(shy.id));
    assert.match(html, /Conductrice ou conducteur de Lotocar du Tarn : la demande passe par son équipe/);
    assert.doesNotMatch(html, new RegExp(`${trip.id}/contact`));

    const contact = await service.get(`/lot/trajets/${trip.id}/contact`);
    assert.equal(contact.status, 303, 'no number across territories');
    const form = await (await service.get(contact.headers.get('Location') ?? '')).text();
    assert.match(form, /J’accepte que l’équipe de Lotocar du Tarn reçoive ma demande/);
    const asked = {
      depart: 'Cahors',
      arrivee: 'Montauban',
      quand: 'date',
      date: '2026-12-01',
      horaire: 'libre',
      retour: 'non',
      nom: 'Vidal',
      telephone: '05 36 49 12 34',
      trajet: trip.id,
      sceau: sealOf(form),
      site_web: '',
    };
    service.setNow(TUESDAY.add({ seconds: 30 }));
    const silent = await service.post('/lot/demande', asked);
    assert.equal(silent.status, 422, 'silence is refusal');
    assert.match(await silent.text(), /Sans votre accord/);
    assert.equal((await service.post('/lot/demande', { ...asked, accord_voisin: 'oui' })).status, 303);
    const [kept] = await storage.in(service.territory.id).requests.list({});
    assert.equal(kept?.chosenTripId, trip.id);
    assert.match(kept?.note ?? '', /accord donné sur le site.*Lotocar du Tarn/);
    assert.equal((await service.get(`/lot/trajets/${shy.id}/contact`)).status, 404);

    await storage.atomicallyOnInstance(({ territories }) =>
      territories.withdrawAgreement(tarn.id, service.territory.id, at),
    );
    assert.doesNotMatch(await search(), /data-trip/, 'taken back at once');
  });
});
