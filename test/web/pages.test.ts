import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { pagesOf, type TestPage } from '#test/helpers/pages.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { MOST_PUBLIC_BYTES, weighPage } from '#test/helpers/weigh-page.ts';
import { plant, type Planted } from './canaries.ts';

/** Design of the desk: a page and all it loads. */
const MOST_DESK_BYTES = 60 * 1024;

suite('every page', () => {
  let service: TestService;
  let planted: Planted;
  before(async () => {
    service = await openTestService();
    planted = await plant(service.engine, 'quercy');
    await keepDemoTimetable(service, planted.slug);
  });
  after(() => service.close());

  interface Page extends TestPage {
    readonly response: Response;
    readonly html: string;
  }

  const pages = async (): Promise<readonly Page[]> => {
    const found: Page[] = [];
    for (const page of pagesOf(planted)) {
      const response = await service.app.request(page.path, {
        headers: page.desk ? { Cookie: planted.cookies.coordination } : {},
      });
      if (!(response.headers.get('Content-Type') ?? '').startsWith('text/html')) continue;
      found.push({ ...page, response, html: await response.text() });
    }
    assert.ok(found.length > 15, `only ${found.length} pages`);
    return found;
  };

  test('is valid HTML', async () => {
    const faults: string[] = [];
    for (const { route, html } of await pages())
      faults.push(...(await htmlFaults(html)).map((fault) => `${route} ${fault}`));
    assert.deepEqual(faults, []);
  });

  test('weighs little, with all it loads, and loads nothing from elsewhere', async () => {
    for (const { route, html, desk } of await pages()) {
      const bytes = await weighPage(service, html, route);
      assert.ok(bytes <= (desk ? MOST_DESK_BYTES : MOST_PUBLIC_BYTES), `${route} weighs ${bytes} bytes`);
      if (!desk) assert.doesNotMatch(html, /<script|\son\w+="|javascript:/i, `${route} has a script`);
      assert.doesNotMatch(html, /\sstyle="/, `${route} has a style attribute, which the policy refuses`);
    }
  });

  test('says its language, its title, one first heading, and carries the headers of safety', async () => {
    for (const { route, html, response } of await pages()) {
      assert.match(html, /<html lang="fr">/, route);
      assert.match(html, /<title>[^<]{3,}<\/title>/, route);
      assert.equal(html.match(/<h1\b/g)?.length, 1, `${route} has one h1`);
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      assert.match(policy, /default-src 'none'/, route);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/, route);
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff', route);
      assert.equal(response.headers.get('X-Frame-Options'), 'DENY', route);
      if (route.includes('/equipe') || route.includes('/lien/') || route.includes('/contact')) {
        assert.equal(response.headers.get('Cache-Control'), 'no-store', route);
        assert.match(response.headers.get('X-Robots-Tag') ?? '', /noindex/, route);
      }
      if (route.includes('/lien/')) assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer', route);
    }
  });

  test('public pages of the territory say the phone first', async () => {
    for (const { route, html, desk } of await pages()) {
      if (desk || !route.includes(':territoire')) continue;
      const phone = html.indexOf('href="tel:+33536490001"');
      assert.ok(phone > 0, `${route} lacks the team's number`);
      assert.ok(phone < html.indexOf('<h1'), `${route} says something else first`);
    }
  });
});
