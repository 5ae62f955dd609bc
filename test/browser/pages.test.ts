import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { pagesOf, type TestPage } from '#test/helpers/pages.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { AXE_SOURCE, keyboard, type Look, overflowAtTwice, overflowIn, overwritingIn, violations } from './looks.ts';
import { openTestSite, type TestSite } from './test-site.ts';

/** What is looked at on each page: opening it costs more than looking at it. */
const WITH_SCRIPTS = {
  'RGAA 4 and WCAG 2.2 AA by axe, wide': violations,
  'the keyboard reaches everything, and shows where it is': keyboard,
  'holds at 200 % of text': overflowAtTwice,
  'holds in 320 px': overflowIn(320),
  'writes no word over another in 320 px': overwritingIn(320),
} satisfies Record<string, Look>;
const WITHOUT_SCRIPTS = {
  'RGAA 4 and WCAG 2.2 AA by axe, on a phone, without our scripts': violations,
} satisfies Record<string, Look>;

/** The same page on a phone, as it was sent, its scripts taken out; axe stays, which would be slow to come again. */
const dropScripts = async (page: Page, html: string): Promise<void> => {
  await page.setViewportSize({ width: 360, height: 800 });
  const dropped = html.replaceAll(/<script[^>]*><\/script>/g, '');
  if (dropped !== html) await page.setContent(dropped);
};

suite('every page in a real browser', () => {
  let site: TestSite;
  let planted: Planted;
  let pages = 0;
  const faults = new Map<string, string[]>();
  before(async () => {
    site = await openTestSite();
    planted = await plant(site.service.engine, 'quercy');
    await keepDemoTimetable(site.service, planted.slug);
    const { desk = [], open = [] } = Object.groupBy(pagesOf(planted), (page) => (page.desk ? 'desk' : 'open'));
    await Promise.all([walk(open), walk(desk, planted.cookies.coordination)]);
  });
  after(() => site.close());

  /** Opens each page that is one, in the tab of who may see it, and collects what is wrong with it. */
  const walk = async (listed: readonly TestPage[], cookie?: string): Promise<void> => {
    const context = await site.visitor({ width: 1100, ...(cookie !== undefined && { cookie }) });
    await context.addInitScript({ content: AXE_SOURCE });
    const page = await context.newPage();
    const lookAt = async (route: string, looks: Record<string, Look>): Promise<void> => {
      for (const [name, look] of Object.entries(looks))
        faults.set(name, [...(faults.get(name) ?? []), ...(await look(page)).map((fault) => `${route} ${fault}`)]);
    };
    for (const { route, path } of listed) {
      const response = await page.goto(site.url + path).catch((error: unknown) => {
        // A file to keep is no page.
        if (error instanceof Error && error.message.includes('Download is starting')) return null;
        throw error;
      });
      if (!(response?.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      pages += 1;
      await lookAt(route, WITH_SCRIPTS);
      await dropScripts(page, (await response?.text()) ?? '');
      await lookAt(route, WITHOUT_SCRIPTS);
      await page.setViewportSize({ width: 1100, height: 800 });
    }
    await context.close();
  };

  for (const name of Object.keys({ ...WITH_SCRIPTS, ...WITHOUT_SCRIPTS }))
    test(name, () => {
      assert.ok(pages > 15, `only ${pages} pages`);
      assert.deepEqual(faults.get(name), []);
    });

  test('prints', async () => {
    const context = await site.visitor({ scripts: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/${planted.slug}/demande/papier`);
    const pdf = (await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'the paper form is one sheet');
    await context.close();
  });
});
