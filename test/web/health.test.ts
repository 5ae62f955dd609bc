import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { doctorCommand } from '#src/cli/doctor-command.ts';
import type { Finding } from '#src/doctor/finding.ts';
import { updateJobs } from '#src/jobs/update-jobs.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

suite('the health of the service and its news', () => {
  let service: TestService;
  let lot: Planted;
  let tarn: Planted;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
    tarn = await plant(service.engine, 'segala');
  });
  after(() => service.close());

  const read = async (path: string): Promise<string> => {
    const response = await service.get(`/${lot.slug}/equipe/reglages${path}`, { Cookie: lot.cookies.coordination });
    assert.equal(response.status, 200);
    return response.text();
  };

  test('each part has its line and says what to do; nothing is of anyone, nor of another territory', async () => {
    const text = await read('/sante');
    for (const words of [
      /<dt>Disque<\/dt><dd><strong class="">bien/u,
      /<dt>Base de données<\/dt><dd><strong class="">bien<\/strong> : SQLite \d/u,
      /<dt>Horloge<\/dt><dd><span class="soft">pas encore regardé/u,
      /<dt>Adresse<\/dt><dd><strong class="">à regarder<\/strong> : personne d’autre que cette machine/u,
      /<dt>Sauvegardes<\/dt><dd><strong class="">à regarder/u,
      /Regarder aussi le réseau/u,
    ])
      assert.match(text, words);
    const main = text.slice(text.indexOf('<main'));
    for (const canary of [...tarn.all, ...lot.secrets]) assert.ok(!main.includes(canary), canary);
  });

  test('the command has one line a part, or JSON, and fails when something is to be mended', async () => {
    const findings: readonly Finding[] = [
      { about: 'disque', verdict: 'good', sentence: '40 Go libres.' },
      { about: 'horloge', verdict: 'unchecked', sentence: 'pas vérifié : pas de réseau.' },
    ];
    const ask = async (shown: readonly Finding[], ...args: readonly string[]) => {
      const said: string[] = [];
      const bad = await doctorCommand(args, { examine: async () => shown }, { say: (text) => said.push(text) });
      return { bad, said };
    };
    assert.deepEqual(await ask(findings), {
      bad: false,
      said: ['disque : bien – 40 Go libres.', 'horloge : pas vérifié : pas de réseau.'],
    });
    const { bad, said } = await ask([{ about: 'base', verdict: 'mend', sentence: 'abîmée.' }], '--json');
    assert.ok(bad);
    assert.equal((JSON.parse(said.join('')) as readonly Finding[])[0]?.verdict, 'mend');
  });

  test('a later version is found once a day, by a public file; without network nothing is said', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`);
      response.end(
        '# Nouveautés\n\n## 9.0.0 – plus loin\n\n- **Mieux** <img src=x onerror=alert(1)> [ici](javascript:x)\n',
      );
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { storage } = service.service;
    const look = async (address: string) =>
      (await updateJobs({ address, installed: '0.1.0', storage })[0]?.run(TUESDAY)) ?? null;
    assert.doesNotMatch(await read('/nouveautes'), /9\.0\.0/u);
    assert.deepEqual(await look(`http://127.0.0.1:${port}/CHANGELOG.md`), { later: 1 });
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual(asked, ['GET /CHANGELOG.md ']);
    assert.deepEqual(await look(`http://127.0.0.1:${port}/CHANGELOG.md`), {}, 'nobody answers');
    const text = await read('/nouveautes');
    assert.match(
      text,
      /La version 9\.0\.0 existe[\s\S]*aide\/territoire\/mettre-a-jour[\s\S]*<strong>Mieux<\/strong>/u,
    );
    assert.doesNotMatch(text, /<img|href="javascript/u);
    assert.match(text, /0\.1\.0 – premier service complet/u);
    assert.match(await read(''), /la version 9\.0\.0 existe/u);
    assert.match(await read('/sante'), /La version 9\.0\.0 existe/u);
    assert.deepEqual(updateJobs({ address: null, installed: '0.1.0', storage }), []);
  });
});
