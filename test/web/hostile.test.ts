import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { versionIn } from '#src/web/read-form.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { MATRIX } from './matrix-lines.ts';
import { plant, type Planted } from './canaries.ts';

const NUL = '%00';

suite('what no browser sends', () => {
  let service: TestService;
  let lot: Planted;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
  });
  after(() => service.close());

  const headers = () => ({ Cookie: lot.cookies.coordination, 'Sec-Fetch-Site': 'same-origin' });

  test('a NUL in an address is no page of the desk, and breaks none', async () => {
    for (const route of Object.keys(MATRIX).filter((name) => name.startsWith('GET'))) {
      const path = route
        .slice('GET '.length)
        .replace('/:territoire', `/${lot.slug}`)
        .replaceAll(/:[a-z]+/gu, NUL);
      for (const address of [path.includes(NUL) ? path : '', `${path}?q=${NUL}&personne=${NUL}&demande=${NUL}`]) {
        if (address === '') continue;
        const response = await service.app.request(address, { headers: headers() });
        if (address.includes('/equipe') || address === path) assert.equal(response.status, 404, address);
        else assert.ok(response.status < 500, address);
      }
    }
  });

  test('a form that did not arrive in full is asked for again', async () => {
    for (const [type, body] of [
      ['multipart/form-data', 'abc'],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="raison"\r\n\r\nabc'],
    ] as const)
      for (const path of [`/equipe/conducteurs/${lot.ids.driver}/ecart`, '/demande', '/equipe/connexion']) {
        const response = await service.app.request(`/${lot.slug}${path}`, {
          method: 'POST',
          headers: { ...headers(), 'Content-Type': type },
          body,
        });
        assert.equal(response.status, 400, `${path} ${type}`);
        assert.match(await response.text(), /n’est pas arrivé en entier/u);
      }
  });

  test('after signing in, one comes to a page of this desk and nowhere else', async () => {
    for (const [asked, to] of [
      ['/equipe/demandes?q=a', '/equipe/demandes?q=a'],
      ['/equipe/../../autre', '/equipe'],
      ['/equipe/%2e%2E/', '/equipe'],
      ['/equipe/..', '/equipe'],
      ['/equipe//ailleurs.example', '/equipe'],
      ['//ailleurs.example', '/equipe'],
      ['/equipe\\ailleurs', '/equipe'],
      ['https://ailleurs.example', '/equipe'],
    ] as const) {
      const page = `/${lot.slug}/equipe/connexion?retour=${encodeURIComponent(asked)}`;
      const response = await service.get(page, headers());
      assert.equal(response.headers.get('Location'), `/${lot.slug}${to}`, asked);
    }
  });

  test('a version that no form of ours holds is nobody’s', () => {
    for (const version of ['', 'abc', '1.5', '-1', '1e400', 'NaN', '99999999999', '0'])
      assert.equal(versionIn({ version }), 0, version);
    assert.equal(versionIn({ version: '12' }), 12);
    assert.equal(versionIn({}), 0);
  });
});
