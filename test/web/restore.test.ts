import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '#src/log.ts';
import { replaceLink } from '#src/drivers/issue-link.ts';
import { openSite, type Site } from '#src/site.ts';
import { holdService } from '#src/storage/service-lock.ts';
import { formatInstant } from '#src/time/zone.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { addMember, PASSWORD, SAME } from '#test/helpers/team.ts';
import { openTestService, PASSPHRASE_COST, type TestService, TUESDAY } from '#test/helpers/test-service.ts';

const PAGE = '/lot/equipe/reglages/sauvegardes';

suite('a backup is put in place by a page', () => {
  let made: TestService;
  let site: Site;
  let driverId = '';
  let tripId = '';
  let token = '';
  let cookie = '';
  let now = TUESDAY;

  const ask = (path: string, form?: Record<string, string> | FormData): Promise<Response> =>
    Promise.resolve(
      site.fetch(
        new Request(`http://localhost:3000${path}`, {
          method: form ? 'POST' : 'GET',
          headers: { ...SAME, ...(cookie === '' ? {} : { Cookie: cookie }) },
          ...(form ? { body: form instanceof FormData ? form : new URLSearchParams(form) } : {}),
        }),
      ),
    );
  const read = async (path: string): Promise<string> =>
    (await (await ask(path)).text()).replaceAll(/\u00a0(?=[?!:;»])|(?<=«)\u00a0/gu, ' ');
  const signIn = async (): Promise<void> => {
    cookie = '';
    const response = await ask('/lot/equipe/connexion', { identifiant: 'hote', mot_de_passe: PASSWORD });
    assert.equal(response.status, 303);
    cookie = (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  };
  const untilOpen = async (): Promise<void> => {
    for (let tries = 0; (await ask('/health')).status === 503; tries += 1) {
      assert.ok(tries < 500, 'it opens again');
      await sleep(20);
    }
  };
  const list = async () => (await site.current().service.backups?.list()) ?? [];
  const trips = async () => (await site.current().service.listOffers(made.territory.id)).length;
  const removeTrip = () =>
    site
      .current()
      .service.storage.atomically(made.territory.id, ({ people }) => people.erase(driverId, formatInstant(now)));

  beforeEach(async () => {
    made = await openTestService();
    now = TUESDAY;
    ({
      driverId,
      trip: { id: tripId },
    } = await made.addDriver({ firstName: 'Lucette' }));
    token = newLinkToken();
    await made.service.storage.atomically(made.territory.id, ({ links }) =>
      replaceLink(links, made.service.secret, driverId, { token, code: null }, TUESDAY),
    );
    await addMember(made, 'hote', { role: 'coordination' });
    await made.engine.atomically(async (trx) => {
      await trx.updateTable('member').set({ host: 1 }).where('login', '=', 'hote').execute();
    });
    await made.engine.close();
    site = await openSite({
      config: made.service.config,
      log: createLogger('silent'),
      clock: () => now,
      run: () => undefined,
      passphraseCost: PASSPHRASE_COST,
    });
    await signIn();
  });
  afterEach(async () => {
    await site.close();
    await made.close().catch(() => undefined);
  });

  test('a trip that was deleted is back, everyone signs in again, and the link of its driver works', async () => {
    assert.equal((await ask(`${PAGE}/maintenant`, {})).status, 303);
    const [backup] = await list();
    assert.ok(backup);
    now = TUESDAY.add({ hours: 3 });
    const { storage } = site.current().service;
    await storage.atomically(made.territory.id, async (stores) => {
      const trip = await stores.trips.get(tripId);
      assert.equal(await stores.trips.change({ ...trip, state: 'stopped' }, formatInstant(now)), 'changed');
    });
    assert.equal(await trips(), 0);
    assert.match(await read(PAGE), new RegExp(`${backup.name}/remettre`, 'u'));
    const confirm = await read(`${PAGE}/${backup.name}/remettre`);
    assert.match(confirm, /1 personne, 1 trajet, 0 demande/u);
    assert.match(confirm, /Rien n’a été noté depuis/u);

    const answer = await ask(`${PAGE}/${backup.name}/remettre`, { sur: '1' });
    assert.equal(answer.status, 303);
    const meanwhile = await ask('/lot');
    assert.equal(meanwhile.status, 503);
    assert.ok(Number(meanwhile.headers.get('Retry-After')) > 0);
    assert.match(await meanwhile.text(), /Une minute…[\s\S]*se rouvre tout seul/u);
    const lost = await ask('/lot/demande', { depart: 'Gramat' });
    assert.equal(lost.headers.get('Refresh'), null, 'what was typed is not thrown away by a page that reloads');
    await untilOpen();

    assert.equal(await trips(), 1);
    assert.equal((await ask(PAGE)).status, 303, 'signed out');
    await signIn();
    assert.match(
      await read(PAGE),
      /La sauvegarde est en place : 1 personne, 1 trajet\. Ce qui était là est dans lotocar-/u,
    );
    assert.match(await read(`/lot/lien/${token}`), /Lucette/u);
    const files = readdirSync(made.service.config.dataFolder);
    assert.deepEqual(
      files.filter((name) => /restauration/u.test(name)),
      [],
      'no copy in clear is left',
    );
    assert.equal((await list()).length, 2, 'what was there is among the backups');
  });

  test('what would be lost is counted, and putting back the backup made before undoes it', async () => {
    assert.equal((await ask(`${PAGE}/maintenant`, {})).status, 303);
    const [backup] = await list();
    now = TUESDAY.add({ hours: 3 });
    const open = site.current();
    await open.service.storage.atomically(made.territory.id, async (stores) => {
      const person = await stores.people.get(driverId);
      await stores.people.add({ ...person, id: 'p-marcel', firstName: 'Marcel', createdAt: formatInstant(now) });
    });
    assert.match(await read(`${PAGE}/${backup?.name}/remettre`), /n’y serait plus[\s\S]*<strong>1 personne</u);
    await ask(`${PAGE}/${backup?.name}/remettre`, { sur: '1' });
    await untilOpen();
    await signIn();
    const people = () => site.current().service.storage.in(made.territory.id).people;
    assert.equal(await people().find('p-marcel'), undefined);
    const before = (await list())[0];
    now = now.add({ hours: 1 });
    await ask(`${PAGE}/${before?.name}/remettre`, { sur: '1' });
    await untilOpen();
    assert.equal((await people().get('p-marcel')).firstName, 'Marcel');
  });

  test('a file kept elsewhere is sent, its phrase asked for, and put in place; who was erased since stays so', async () => {
    const phrase = 'quatre mots dans un coffre';
    assert.equal((await ask(`${PAGE}/phrase`, { phrase })).status, 303);
    assert.equal((await ask(`${PAGE}/maintenant`, {})).status, 303);
    const [backup] = await list();
    assert.ok(backup?.encrypted);
    const bytes = readFileSync(join(site.current().service.backups?.folder ?? '', backup.name));
    assert.equal((await ask(`${PAGE}/phrase`, { phrase: 'une autre phrase bien longue' })).status, 303);
    await removeTrip();
    const form = new FormData();
    form.append('fichier', new File([bytes], 'cle-usb.age'));
    const sent = await ask(`${PAGE}/fichier`, form);
    assert.equal(sent.status, 303);
    const there = sent.headers.get('Location') ?? '';
    assert.match(there, /recue\/remettre$/u);
    const wrong = await ask(there, { phrase: 'pas celle-là du tout' });
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /le fichier envoyé[\s\S]*Ce n’est pas la phrase secrète/u);
    assert.equal((await ask(there, { phrase, sur: '1' })).status, 303);
    await untilOpen();
    const { storage } = site.current().service;
    assert.equal(await storage.in(made.territory.id).people.find(driverId), undefined);
    assert.equal(await storage.instance.settings.get('backup-passphrase'), 'une autre phrase bien longue');
    await signIn();
    assert.match(await read(PAGE), /Effacées depuis, elles le restent : 1 personne/u);
  });

  test('what is no backup is said; another process on the same data keeps everything as it is', async () => {
    const form = new FormData();
    form.append('fichier', new File(['<html>404</html>'], 'x.gz'));
    const { headers } = await ask(`${PAGE}/fichier`, form);
    assert.match(await read(headers.get('Location') ?? ''), /n’est pas une sauvegarde de Lotocar/u);
    assert.equal((await ask(`${PAGE}/recue/remettre`, { sur: '1' })).status, 422);
    assert.equal((await ask(`${PAGE}/fichier`, new FormData())).status, 422);
    await ask(`${PAGE}/maintenant`, {});
    const [backup] = await list();
    const release = holdService(made.service.config.dataFolder);
    await ask(`${PAGE}/${backup?.name}/remettre`, { sur: '1' });
    await untilOpen();
    release();
    assert.match(await read(PAGE), /un autre programme est ouvert sur les mêmes données/u, 'still signed in');
    assert.equal(await trips(), 1);
  });
});
