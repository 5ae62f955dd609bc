import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { everyDay } from '#test/fixtures/drivers.ts';
import { aShuttle, aTad } from '#test/fixtures/other-ways.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const PATH = '/lot/equipe/reglages/autres-moyens';
const TYPED = {
  sorte: 'on-demand',
  nom: 'TAD du Causse',
  communes: 'Gramat, Rocamadour, Thégra',
  portee: 'within',
  quand: 'heures',
  heures_2: '8 h - 12 h',
  heures_4: '8h-12h, 14h-18h',
  reservation: 'days-before',
  jours_avant: '1',
  avant_heure: '17 h',
  telephone: '05 36 49 00 11',
  prix: '2 € le trajet',
};
/** A Thursday. */
const SEARCH = '/lot/trajets?depart=Gramat&arrivee=Rocamadour&date=2026-11-26';

suite('other ways to go, kept by the team', () => {
  let service: TestService;
  let claire: { readonly Cookie: string };
  const otherWays = () => service.service.storage.in(service.territory.id).otherWays;
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await service.get(path, headers);
    const html = await response.text();
    return { status: response.status, html, text: words(html).replaceAll('\u00a0', ' ') };
  };
  const post = (path: string, form: Record<string, string | readonly string[]>) =>
    service.post(path, form, { ...claire, ...SAME });

  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    await addMember(service, 'paul', { role: 'member' });
    claire = await signIn(service, 'claire');
    await service.addDriver({
      stops: ['Gramat', 'Rocamadour'],
      trip: {
        schedule: everyDay(540),
      },
    });
  });
  after(() => service.close());

  test('off, it has no page and no word', async () => {
    assert.equal((await read(PATH, claire)).status, 404);
    assert.equal((await post(`${PATH}/nouveau`, TYPED)).status, 404);
    assert.doesNotMatch((await read('/lot/equipe/reglages', claire)).html, /autres-moyens/);
    const { html, text } = await read(SEARCH);
    assert.doesNotMatch(text, /à la demande|Avec une conductrice/);
    assert.match(html, /<h2 id="direct">/);
    await setSwitches(service, { timetables: true });
  });

  test('on and with nothing kept, a search stays as it is', async () => {
    assert.doesNotMatch((await read(SEARCH)).text, /à la demande|Avec une conductrice/);
    assert.match((await read('/lot/equipe/reglages', claire)).html, /autres-moyens/);
    assert.match((await read(PATH, claire)).text, /Rien pour l’instant/);
    assert.equal((await read(PATH, await signIn(service, 'paul'))).status, 403);
  });

  test('a form with errors keeps what was typed and says what to write', async () => {
    const response = await post(`${PATH}/nouveau`, {
      ...TYPED,
      nom: '',
      communes: 'Gramat, Nullepart-les-Bains',
      portee: 'anywhere',
      heures_2: 'le matin',
      avant_heure: 'tard',
      telephone: '05 36',
      adresse: 'pas une adresse',
    });
    assert.equal(response.status, 422);
    const html = await response.text();
    assert.match(html, /7 points sont à revoir/);
    assert.match(html, /« Nullepart-les-Bains »/);
    assert.match(html, /value="le matin"/);
    assert.deepEqual(await otherWays().list(), []);
  });

  test('typed once, it stands beside the drivers, in its own block, after them', async () => {
    assert.equal((await post(`${PATH}/nouveau`, TYPED)).status, 303);
    const [kept] = await otherWays().list();
    assert.ok(kept);
    assert.deepEqual(
      { ...kept, id: '' },
      {
        ...aTad({ id: '', communeCodes: kept.communeCodes, hours: kept.hours }),
        version: 1,
      },
    );
    assert.deepEqual(kept.hours?.[3], [
      { from: 480, until: 720 },
      { from: 840, until: 1080 },
    ]);
    const { html, text } = await read(SEARCH);
    assert.match(text, /En car, en train, à la demande .*TAD du Causse Transport à la demande/);
    assert.match(text, /Ce jour-là, de 8 h à 12 h et de 14 h à 18 h\./);
    assert.match(text, /Réservez la veille avant 17 h au 05 36 49 00 11 ?\./);
    assert.match(text, /Retour possible jusqu’à 18 h\./);
    assert.match(text, /Prix : 2 € le trajet/);
    assert.match(html, /href="tel:\+33536490011"/);
    const [drivers, band, others] = ['Avec une conductrice ou un conducteur', 'id="direct"', 'id="transports"'].map(
      (one) => html.indexOf(one),
    );
    // What has to be asked for is no regular service: those who drive come first, and where the rest is is said above.
    assert.ok(drivers && band && others && drivers < band && band < others, `${drivers} ${band} ${others}`);
    assert.match(html, /href="#transports"/);
    assert.match(html, /<h3 id="direct">[\s\S]*<h4>/);
  });

  test('the day or the place do not fit: it is said; without a day, its week; too late is said', async () => {
    assert.match(
      (await read(SEARCH.replace('2026-11-26', '2026-11-25'))).text,
      /Nous n’en connaissons aucun qui aille à Rocamadour ce jour-là/,
    );
    assert.match((await read(SEARCH.replace('&date=2026-11-26', ''))).text, /Mardi, de 8 h à 12 h ; jeudi, de 8 h/);
    assert.match(
      (await read(SEARCH.replace('2026-11-26', '2026-11-24'))).text,
      /Trop tard pour ce jour-là : il fallait réserver avant lundi 23 novembre, 17 h\. .* Pour un autre jour : réservez la veille avant 17 h au 05 36/,
    );
    assert.match((await read(`${SEARCH}&heure=20:00&sens=depart`)).text, /Pas à l’heure demandée/);
    assert.doesNotMatch((await read(SEARCH.replace('2026-11-26', '2026-11-19'))).text, /TAD du Causse/);
  });

  test('opened again, it is as it was typed; a colleague’s change is not written over', async () => {
    const [kept] = await otherWays().list();
    const path = `${PATH}/${kept?.id}`;
    const { html } = await read(path, claire);
    assert.match(html, /Gramat, Rocamadour, Thégra/);
    assert.match(html, /value="17:00"/);
    assert.match(html, /value="05.36.49.00.11"/);
    const changed = { ...TYPED, prix: '3 €', feries: 'oui', ouvres: 'oui', version: '1', ne_prend_pas: ['dog'] };
    assert.equal((await post(path, changed)).status, 303);
    const again = await post(path, changed);
    assert.equal(again.status, 409);
    assert.match(await again.text(), /Quelqu’un d’autre vient de le changer[\s\S]*tous deux la même chose/);
    const other = await post(path, {
      ...changed,
      prix: '4 €',
      heures_2: '',
      motifs: ['health'],
      portee: 'places',
      lieux: 'Cahors',
    });
    assert.match(
      words(await other.text()),
      /là où vous écrivez autre chose : D’où à où \? : D’une de ces communes à une autre Ces lieux, un par ligne : vide Mardi : .* Prix : 3 € Seulement pour : d’autres cases/,
    );
    const [now] = await otherWays().list();
    assert.deepEqual([now?.price, now?.closedOnHolidaysOf, now?.unfit, now?.version], ['3 €', [], ['dog'], 2]);
    assert.match((await read(SEARCH)).text, /Ne prend pas de chien/);
    assert.match((await read(SEARCH)).text, /Réservez avant mercredi 25 novembre, 17 h, au 05/);
  });

  test('places that share their name are told apart, and stay so when it is opened again', async () => {
    const far = { ...TYPED, nom: 'TAD d’ailleurs', portee: 'places', communes: 'Gramat' };
    const refused = await (await post(`${PATH}/nouveau`, { ...far, lieux: 'Saint-Denis' })).text();
    assert.match(refused, /Plusieurs lieux s’appellent « Saint-Denis »/);
    const choice = /(Saint-Denis \([^)]+\))/.exec(refused)?.[1];
    assert.ok(choice);
    assert.equal((await post(`${PATH}/nouveau`, { ...far, lieux: choice })).status, 303);
    const kept = (await otherWays().list()).find(({ name }) => name === far.nom);
    assert.ok(kept);
    const { html } = await read(`${PATH}/${kept.id}`, claire);
    assert.ok(html.includes(`>${choice}</textarea>`), choice);
    assert.equal((await post(`${PATH}/${kept.id}/supprimer`, {})).status, 303);
  });

  test('the desk tells of it, for the motive and the needs of the caller', async () => {
    const call = async (more: Record<string, string | readonly string[]> = {}): Promise<string> => {
      const form = {
        depart: 'Gramat',
        arrivee: 'Rocamadour',
        quand: 'date',
        date: '2026-11-26',
        retour: 'non',
        ...more,
      };
      const response = await post('/lot/equipe/demandes/nouvelle/qui-convient', form);
      return words(await response.text()).replaceAll('\u00a0', ' ');
    };
    assert.match(
      await call(),
      /Aller, sans conductrice ni conducteur TAD du Causse \(transport à la demande\), de 8 h/,
    );
    assert.doesNotMatch(await call({ besoins: ['dog'] }), /TAD du Causse/);
    await service.service.storage.atomically(service.territory.id, (stores) =>
      stores.otherWays.add(
        aShuttle({ communeCodes: ['46240'], hours: null, motives: ['shopping'], name: 'Minibus' }),
        '2026-11-24T08:00:00.000Z',
      ),
    );
    const back = { depart: 'Rocamadour', arrivee: 'Cahors' };
    assert.match(await call({ ...back, motif: 'shopping' }), /Minibus/);
    assert.doesNotMatch(await call({ ...back, motif: 'health' }), /Minibus/);
  });

  test('stopped, nobody sees it; shown again, then removed', async () => {
    const id = (await otherWays().list()).find(({ name }) => name === 'TAD du Causse')?.id;
    const path = `${PATH}/${id}`;
    await post(`${path}/montrer`, { montrer: 'non' });
    assert.doesNotMatch((await read(SEARCH)).text, /TAD du Causse/);
    assert.match((await read(PATH, claire)).text, /TAD du Causse Transport à la demande arrêté/);
    assert.match((await read(path, claire)).text, /Le montrer de nouveau/);
    await post(`${path}/montrer`, { montrer: 'oui' });
    assert.match((await read(SEARCH)).text, /TAD du Causse/);
    assert.match((await read(`${path}/supprimer`, claire)).text, /« TAD du Causse » sera effacé.*arrêtez plutôt/);
    await post(`${path}/supprimer`, {});
    assert.equal((await read(`${path}/supprimer`, claire)).status, 404);
    assert.equal((await read(path, claire)).status, 404);
    assert.equal((await post(path, TYPED)).status, 404);
  });
});
