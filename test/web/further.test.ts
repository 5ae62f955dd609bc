import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { ALL_OFF } from '#src/territory/switches.ts';
import { plant } from '#test/web/canaries.ts';

suite('pour aller plus loin', () => {
  let service: TestService;
  let cookie = '';
  before(async () => {
    service = await openTestService();
    cookie = (await plant(service.engine, 'quercy')).cookies.coordination;
  });
  after(() => service.close());

  const own = { origin: 'http://localhost:3000' };
  const territory = async () => {
    const found = await service.service.storage.instance.territories.findBySlug('quercy');
    assert.ok(found);
    return found;
  };
  const path = '/quercy/equipe/reglages/plus-loin';

  test('a new territory has nothing more', async () => {
    assert.deepEqual(service.territory.switches, ALL_OFF);
  });

  test('what is chosen is kept, and the rest stays off', async () => {
    const { version } = await territory();
    const form = { version: String(version), en_plus: ['sms', 'onCall', 'unknown'] };
    const answer = await service.post(path, form, { cookie, ...own });
    assert.equal(answer.status, 303);
    assert.deepEqual((await territory()).switches, { ...ALL_OFF, sms: true, onCall: true });
    const shown = await (await service.get(path, { cookie })).text();
    assert.match(shown, /value="sms" checked/);
    assert.doesNotMatch(shown, /value="email" checked/);
  });

  test('two colleagues do not undo each other', async () => {
    const { version } = await territory();
    const answer = await service.post(path, { version: String(version - 1) }, { cookie, ...own });
    assert.equal(answer.status, 409);
    assert.match(await answer.text(), /Quelqu’un d’autre vient de changer/);
    assert.equal((await territory()).switches.sms, true);
  });
});
