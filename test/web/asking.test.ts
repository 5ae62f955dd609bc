import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { hashToken } from '#src/people/link-token.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { formatInstant } from '#src/time/zone.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';
import { addMember, SAME, signIn as signInTo } from '#test/helpers/team.ts';

const DAY = '2026-12-01';

const headersOf = (who: { readonly Cookie?: string }): Record<string, string> =>
  who.Cookie === undefined ? {} : { Cookie: who.Cookie };

suite('asking drivers by messages, from the desk and from their phone', () => {
  let service: TestService;
  const drivers = new Map<string, { readonly driverId: string; readonly tripId: string }>();
  let path = '';

  before(async () => {
    service = await openTestService();
    for (const [login, name] of [
      ['claire', 'Claire'],
      ['marie', 'Marie'],
    ] as const)
      await addMember(service, login, { name, role: 'coordination' });
    for (const firstName of ['Paul', 'Sylvie', 'Odile']) {
      const { driverId, trip } = await service.addDriver({ firstName, stops: ['Gramat', 'Cahors'] });
      drivers.set(firstName, { driverId, tripId: trip.id });
    }
  });
  after(() => service.close());

  const switchOn = async (): Promise<void> => {
    const { storage } = service.service;
    const at = formatInstant(TUESDAY);
    await storage.atomically(service.territory.id, async ({ instance, messageSettings }) => {
      const territory = await instance.territories.find(service.territory.id);
      assert.ok(territory);
      await instance.territories.save({ ...territory, switches: ALL_ON }, at);
      await messageSettings.save(
        { ...(await messageSettings.get()), sms: { adapter: 'show-only', fields: {}, sealed: {} } },
        at,
      );
    });
  };
  const signIn = (login: string) => signInTo(service, login);
  const read = async (page: string, who: { readonly Cookie?: string } = {}, status = 200): Promise<string> => {
    const response = await service.get(page, headersOf(who));
    const html = await response.text();
    assert.equal(response.status, status, `${page} ${words(html).slice(0, 500)}`);
    return html;
  };
  const post = async (
    page: string,
    form: Record<string, string | readonly string[]>,
    who: { readonly Cookie?: string } = {},
    status = 303,
  ): Promise<string> => {
    const response = await service.post(page, form, { ...headersOf(who), ...SAME });
    const html = await response.text();
    assert.equal(response.status, status, `${page} ${words(html).slice(0, 700)}`);
    return status === 303 ? (response.headers.get('Location') ?? '') : html;
  };
  const version = async (who: { Cookie: string }): Promise<string> =>
    /name="version" value="(\d+)"/.exec(await read(path, who))?.[1] ?? '';
  const boxOf = (html: string, name: string): string => {
    const { driverId } = drivers.get(name) ?? { driverId: '' };
    return new RegExp(`name="demander" value="(${driverId} [^"]*)"`).exec(html)?.[1] ?? '';
  };
  const wayOf = (html: string): string => /name="trajet" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const linkOf = async (name: string): Promise<string> => {
    const { outbox } = service.service.storage.in(service.territory.id);
    const { driverId } = drivers.get(name) ?? { driverId: '' };
    const [message] = await outbox.list({ personId: driverId, purposes: ['driver-asked'] }, { limit: 1, offset: 0 });
    const token = /lien\/([a-z0-9]+)/.exec(message?.text ?? '')?.[1] ?? '';
    assert.notEqual(token, '', String(message?.text));
    return `/lot/lien/${token}`;
  };

  test('where nothing is switched on, no word of messages is shown, and one member calls at a time', async () => {
    const claire = await signIn('claire');
    const marie = await signIn('marie');
    const location = await post(
      '/lot/equipe/demandes/nouvelle',
      {
        telephone: '05 65 71 12 34',
        prenom: 'Lucette',
        nom: 'Vidal',
        pour: 'moi',
        depart: 'Gramat',
        arrivee: 'Cahors',
        quand: 'date',
        date: DAY,
        horaire: 'rendez-vous',
        heure: '0930',
        retour: 'non',
        personnes: '1',
        motif: 'health',
      },
      claire,
    );
    path = location.replace(/\?.*/, '');
    const html = await read(path, claire);
    assert.match(words(html), /J’appelle/);
    assert.doesNotMatch(words(html), /Demander par/);
    const { driverId } = drivers.get('Paul') ?? { driverId: '' };
    const hold = { version: await version(claire), cle: 'appel', conducteur: driverId };
    await post(`${path}/appelle`, hold, marie);
    assert.match(words(await read(path, claire)), /Marie l’appelle en ce moment/);
    assert.match(words(await read(path, marie)), /Vous l’appelez : vos collègues le voient/);
    assert.match(words(await post(`${path}/appelle`, hold, claire, 409)), /appelle cette personne en ce moment/);
    const refused = await post(
      `${path}/appel`,
      { ...hold, trajet: wayOf(html), offre: '', occasions: DAY, reponse: 'yes' },
      claire,
      422,
    );
    assert.match(words(refused), /Quelqu’un de l’équipe appelle cette personne en ce moment/);
    await post(`${path}/appelle`, { ...hold, geste: 'rendre' }, marie);
    assert.doesNotMatch(words(await read(path, claire)), /l’appelle en ce moment/);
  });

  test('several are asked in the order chosen, answer without an account, and the team confirms', async () => {
    await switchOn();
    const claire = await signIn('claire');
    const html = await read(path, claire);
    assert.match(words(html), /Demander par SMS/);
    const order = Object.fromEntries(
      [...drivers.values()].map(({ driverId }, at) => [`ordre-${driverId}`, String(3 - at)]),
    );
    await post(
      `${path}/demander`,
      {
        version: await version(claire),
        cle: 'demander',
        trajet: wayOf(html),
        demander: ['Paul', 'Sylvie', 'Odile'].map((name) => boxOf(html, name)),
        ...order,
      },
      claire,
    );
    const { introductions } = service.service.storage.in(service.territory.id);
    const asked = await introductions.listOfRequests([path.split('/').at(-1) ?? '']);
    const rank = (name: string): number | undefined =>
      asked.find(({ driverId }) => driverId === drivers.get(name)?.driverId)?.asking?.rank;
    assert.deepEqual([rank('Odile'), rank('Sylvie'), rank('Paul')], [1, 2, 3]);
    assert.match(words(await read(path, claire)), /Sollicité par SMS, aujourd’hui, 9 h : sans réponse encore/);

    const paul = await linkOf('Paul');
    const shown = await service.get(paul);
    assert.equal(shown.headers.get('Cache-Control'), 'no-store');
    assert.equal(shown.headers.get('Referrer-Policy'), 'no-referrer');
    const question = words(await shown.text());
    assert.match(question, /Mardi 1er décembre.*Rendez-vous à 9 h 30.*de Gramat à Cahors, avec Lucette/s);
    assert.doesNotMatch(question, /Vidal|santé|05 65 71/);
    // Opened again and again by a mailbox, it answers nothing.
    await read(paul);
    assert.doesNotMatch(words(await read('/lot/equipe', claire)), /dit oui/);

    await post(`${paul}/reponse`, { reponse: 'yes' });
    assert.match(words(await read(paul)), /Votre oui est noté.*rien n’est convenu avant/s);
    service.setNow(TUESDAY.add({ minutes: 1 }));
    await post(`${await linkOf('Sylvie')}/reponse`, { reponse: 'yes' });
    service.setNow(TUESDAY);
    assert.match(words(await read(await linkOf('Sylvie'))), /gardé en réserve/);
    assert.match(words(await read('/lot/equipe', claire)), /Paul Marty dit oui : à confirmer Sylvie Marty aussi peut/);
    const sheet = await read(path, claire);
    assert.match(words(sheet), /Paul Marty dit oui.*Confirmer avec Paul Marty.*Plutôt Sylvie Marty/s);
    const introduction = /name="introduction" value="([^"]+)"/.exec(sheet)?.[1] ?? '';
    await post(`${path}/confirmer`, { version: await version(claire), cle: 'confirmer', introduction }, claire);
    assert.match(words(await read(paul)), /C’est convenu avec l’équipe.*C’est bien noté/s);
    assert.match(words(await read(path, claire)), /Trajet convenu avec Paul Marty, qui avait dit oui/);
  });

  test('who is to be told stands on the desk until a voice says so', async () => {
    const claire = await signIn('claire');
    const desk = words(await read('/lot/equipe', claire));
    assert.match(desk, /À prévenir \(2\)/);
    assert.match(desk, /SMS envoyé, aujourd’hui, 9 h : rien ne dit encore qu’il est lu/);
    assert.match(desk, /Paul Marty conduit\./);
    const form = (html: string, party: string): Record<string, string> => {
      const at = html.indexOf(`name="qui" value="${party}"`);
      const part = html.slice(at - 400, at + 200);
      const value = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(part)?.[1] ?? '';
      return { demande: value('demande'), trajet_convenu: value('trajet_convenu'), qui: party, quoi: value('quoi') };
    };
    const passenger = form(await read('/lot/equipe', claire), 'passenger');
    await post('/lot/equipe/a-prevenir', { ...passenger, geste: 'pas-joint' }, claire);
    assert.match(await read('/lot/equipe', claire), /row-title late/);
    await post('/lot/equipe/a-prevenir', { ...passenger, geste: 'voice' }, claire);
    assert.match(words(await read('/lot/equipe', claire)), /À prévenir \(1\)/);
    // Who drives says that it is noted: a message sent told nobody.
    await post(`${await linkOf('Paul')}/bien-note`, {});
    assert.doesNotMatch(words(await read('/lot/equipe', claire)), /À prévenir/);
    await post('/lot/equipe/a-prevenir', { ...passenger, geste: 'autre' }, claire, 404);
  });

  test('who can no longer drive sees whom it concerns, calls when it is near, and not reached heads the desk', async () => {
    const claire = await signIn('claire');
    const { storage } = service.service;
    const stores = storage.in(service.territory.id);
    const { driverId } = drivers.get('Paul') ?? { driverId: '' };
    const request = await stores.requests.get(path.split('/').at(-1) ?? '');
    const ride = request.rides[0]?.id ?? '';
    const introduction = (await stores.introductions.listOfRequests([request.id])).find(
      (one) => one.driverId === driverId,
    )?.id;
    await post(
      `${path}/numeros`,
      {
        version: await version(claire),
        cle: 'numeros',
        introduction: introduction ?? '',
        numero_conducteur: 'oui',
        numero_passager: 'oui',
      },
      claire,
    );
    const token = newLinkToken();
    await storage.atomically(service.territory.id, ({ links }) =>
      links.add({
        tokenHash: hashToken(token),
        codeHash: null,
        codeExpiresAt: null,
        codeTries: 0,
        purpose: 'manage',
        subjectId: driverId,
        createdAt: formatInstant(TUESDAY),
        expiresAt: '2027-12-01T00:00:00.000Z',
        revokedAt: null,
      }),
    );
    // The evening before.
    service.setNow(Temporal.Instant.from('2026-11-30T17:00:00Z'));
    const own = `/lot/lien/${token}`;
    assert.match(
      words(await read(own)),
      /Vous avez promis de conduire mardi 1er décembre.*avec Lucette Je ne peux plus/s,
    );
    const page = `${own}/convenu/${ride}`;
    assert.match(words(await read(page)), /Lucette compte sur vous. L’équipe est prévenue aussitôt/);
    await post(page, {});
    await post(page, {});
    assert.match(words(await read(page)), /Appelez au 05 65 71 12 34 , puis dites-nous/);
    assert.match(words(await read(await linkOf('Sylvie'))), /gardé|noté/);
    const cookie = await signIn('claire');
    assert.match(words(await read('/lot/equipe', cookie)), /À joindre vite : trajet annulé/);
    await post(`${page}/prevenue`, { geste: 'pas-joint' });
    assert.match(words(await read(page)), /Merci d’avoir essayé : l’équipe appelle Lucette/);
    assert.match(words(await read('/lot/equipe', cookie)), /Pas joint, aujourd’hui/);
    assert.match(words(await read(path, cookie)), /Trajet annulé avec Paul Marty/);
    const passenger = await stores.people.get(request.passengerId);
    await storage.atomically(service.territory.id, ({ people }) =>
      people.change({ ...passenger, firstName: '' }, passenger.createdAt),
    );
    const unnamed = words(await read(page));
    assert.match(
      unnamed,
      /avec une personne du territoire.*l’équipe appelle la personne\./,
      'a family name is all that was given',
    );
    await read(`${own}/convenu/inconnu`, {}, 404);
    service.setNow(TUESDAY);
  });

  test('ne me demandez plus: a page to confirm, then never proposed', async () => {
    const odile = await linkOf('Odile');
    await read(odile);
    assert.match(words(await read(`${odile}?arreter=1`)), /ne vous enverra plus de demande/);
    await post(`${odile}/reponse`, { reponse: 'stop' });
    assert.match(words(await read(odile)), /nous ne vous demandons plus rien. Vos trajets restent/);
    const { rests } = service.service.storage.in(service.territory.id);
    const id = drivers.get('Odile')?.driverId ?? '';
    assert.equal((await rests.findMany([id])).length, 1);
    const claire = await signIn('claire');
    const sheet = `/lot/equipe/conducteurs/${id}`;
    assert.match(words(await read(sheet, claire)), /Ne veut plus être sollicité/);
    await post(`${sheet}/solliciter`, {}, claire);
    assert.doesNotMatch(words(await read(sheet, claire)), /Ne veut plus être sollicité/);
  });

  test('a link guessed, expired, or of another kind has its clear page', async () => {
    assert.match(words(await read(`/lot/lien/${'a'.repeat(26)}`, {}, 404)), /Ce lien n’ouvre plus/);
    await post(`/lot/lien/${'a'.repeat(26)}/reponse`, { reponse: 'yes' }, {}, 404);
    const paul = await linkOf('Paul');
    await post(`${paul}/reponse`, { reponse: 'peut-être' });
    service.setNow(TUESDAY.add({ hours: 24 * 8 }));
    assert.match(words(await read(paul, {}, 410)), /Cette question est passée/);
    assert.match(words(await post(`${paul}/reponse`, { reponse: 'yes' }, {}, 410)), /Cette question est passée/);
    service.setNow(TUESDAY);
  });

  test('closed for a reason of its own: whom it concerns is said, all are told, and links say that it is over', async () => {
    const claire = await signIn('claire');
    // Links of this question are the newest.
    service.setNow(TUESDAY.add({ minutes: 5 }));
    const location = await post(
      '/lot/equipe/demandes/nouvelle',
      {
        telephone: '05 65 71 12 99',
        prenom: 'Andrée',
        nom: 'Pons',
        pour: 'moi',
        depart: 'Gramat',
        arrivee: 'Cahors',
        quand: 'date',
        date: '2026-12-08',
        horaire: 'rendez-vous',
        heure: '0930',
        retour: 'non',
        personnes: '1',
      },
      claire,
    );
    path = location.replace(/\?.*/, '');
    const html = await read(path, claire);
    const asked = ['Paul', 'Sylvie'].map((name) => boxOf(html, name));
    await post(
      `${path}/demander`,
      { version: await version(claire), cle: 'demander', trajet: wayOf(html), demander: asked },
      claire,
    );
    const [paul, sylvie] = [await linkOf('Paul'), await linkOf('Sylvie')];
    await post(`${paul}/reponse`, { reponse: 'yes' });
    const introduction = /name="introduction" value="([^"]+)"/.exec(await read(path, claire))?.[1] ?? '';
    await post(`${path}/confirmer`, { version: await version(claire), cle: 'confirmer', introduction }, claire);
    assert.match(words(await read(path, claire)), /annule ce qui était convenu.*8 décembre avec Paul Marty/s);
    const closing = { version: await version(claire), cle: 'cloture', motif: 'cancelled', prevenue: 'oui' };
    await post(`${path}/cloture`, closing, claire);
    assert.match(words(await read(path, claire)), /Close : annulé, et ce qui était convenu est annulé/);
    const desk = words(await read('/lot/equipe', claire));
    assert.match(desk, /trajet annulé, conduit mardi 8 décembre/);
    assert.doesNotMatch(desk, /trajet annulé, voyage mardi 8 décembre/);
    assert.match(words(await read(paul)), /Ce trajet n’a plus lieu : vous n’avez rien à faire.*C’est bien noté/s);
    await post(`${paul}/bien-note`, {});
    assert.doesNotMatch(words(await read('/lot/equipe', claire)), /trajet annulé, conduit mardi 8 décembre/);
    assert.match(words(await read(sylvie)), /Ce trajet n’est plus demandé/);
    await post(`${sylvie}/reponse`, { reponse: 'yes' });
    assert.match(words(await read(sylvie)), /Merci d’avoir répondu ! Ce trajet n’est plus demandé/);
    service.setNow(TUESDAY);
  });

  test('opened again: a former yes is said as such, asked anew, and the link says that we look again', async () => {
    const claire = await signIn('claire');
    service.setNow(TUESDAY.add({ minutes: 10 }));
    const location = await post(
      '/lot/equipe/demandes/nouvelle',
      {
        telephone: '05 65 71 12 97',
        prenom: 'Marcelle',
        nom: 'Pons',
        pour: 'moi',
        depart: 'Gramat',
        arrivee: 'Cahors',
        quand: 'date',
        date: '2026-12-08',
        horaire: 'rendez-vous',
        heure: '0930',
        retour: 'non',
        personnes: '1',
      },
      claire,
    );
    path = location.replace(/\?.*/, '');
    const html = await read(path, claire);
    const demander = boxOf(html, 'Paul');
    const asking = async () => ({ version: await version(claire), cle: 'demander', trajet: wayOf(html), demander });
    await post(`${path}/demander`, await asking(), claire);
    const paul = await linkOf('Paul');
    await post(`${paul}/reponse`, { reponse: 'yes' });
    assert.match(words(await read(path, claire)), /Paul Marty dit oui/);
    service.setNow(TUESDAY.add({ minutes: 20 }));
    const closing = { cle: 'cloture', motif: 'no-solution', prevenue: 'oui' };
    await post(`${path}/cloture`, { ...closing, version: await version(claire) }, claire);
    await post(`${path}/reouverture`, { version: await version(claire), cle: 'reouverture' }, claire);
    const sheet = await read(path, claire);
    assert.match(
      words(sheet),
      /Paul Marty avait dit oui.*ce n’était plus la peine, ou que la demande changeait\. Demandez à nouveau/s,
    );
    assert.doesNotMatch(words(sheet), /Paul Marty dit oui|Confirmer avec/);
    assert.match(words(await read(paul)), /nous cherchons à nouveau : pouvez-vous toujours \?.*Oui, je peux/s);
    await post(`${path}/demander`, await asking(), claire);
    await post(`${await linkOf('Paul')}/reponse`, { reponse: 'yes' });
    assert.match(words(await read(path, claire)), /Paul Marty dit oui/);
    service.setNow(TUESDAY);
  });

  test('who asks to be erased the day before: the passenger heads the desk until told', async () => {
    const claire = await signIn('claire');
    const { driverId } = await service.addDriver({ firstName: 'Rémi', stops: ['Gramat', 'Cahors'] });
    const location = await post(
      '/lot/equipe/demandes/nouvelle',
      {
        telephone: '05 65 71 12 98',
        prenom: 'Yvonne',
        nom: 'Pons',
        pour: 'moi',
        depart: 'Gramat',
        arrivee: 'Cahors',
        quand: 'date',
        date: '2026-11-25',
        horaire: 'rendez-vous',
        heure: '0930',
        retour: 'non',
        personnes: '1',
      },
      claire,
    );
    path = location.replace(/\?.*/, '');
    const call = { cle: 'appel', conducteur: driverId, offre: '', occasions: '2026-11-25', reponse: 'yes' };
    const html = await read(path, claire);
    await post(`${path}/appel`, { ...call, version: await version(claire), trajet: wayOf(html) }, claire);
    await post(`${path}/prevenue`, { version: await version(claire), cle: 'prevenue' }, claire);
    await post(`/lot/equipe/conducteurs/${driverId}/effacer`, { sur: 'oui' }, claire);
    const desk = await read('/lot/equipe', claire);
    assert.match(
      words(desk),
      /À prévenir \(2\).*Yvonne Pons[^«]*À joindre vite : trajet annulé, voyage.*n’a plus lieu\. Nous cherchons/s,
    );
    assert.doesNotMatch(words(desk), /Rémi|Sans nom/);
    const ride = /name="trajet_convenu" value="([^"]+)"/.exec(desk.slice(desk.indexOf('Yvonne Pons')))?.[1] ?? '';
    const form = { demande: path.split('/').at(-1) ?? '', trajet_convenu: ride, qui: 'passenger', quoi: 'cancelled' };
    await post('/lot/equipe/a-prevenir', { ...form, geste: 'pas-joint' }, claire);
    assert.match(words(await read('/lot/equipe', claire)), /Yvonne Pons[^«]*Pas joint, aujourd’hui/);
    await post('/lot/equipe/a-prevenir', { ...form, geste: 'voice' }, claire);
    assert.doesNotMatch(words(await read('/lot/equipe', claire)), /Yvonne Pons[^«]*trajet annulé, voyage/);
  });

  test('too many answers from one place wait', async () => {
    const paul = await linkOf('Paul');
    let status = 0;
    for (let times = 0; times < 40 && status !== 429; times += 1)
      ({ status } = await service.post(`${paul}/reponse`, { reponse: 'yes' }));
    assert.equal(status, 429);
  });
});
