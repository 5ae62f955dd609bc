import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { pagesOf } from '#test/helpers/pages.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { AXE_SOURCE, keyboard, type Look, overflowAtTwice, overflowIn, overwritingIn, violations } from './looks.ts';
import { openTestSite, type TestSite } from './test-site.ts';

/** What is looked at on each page, with our scripts and without: opening a page costs more than looking at it. */
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

interface Walk {
  readonly pages: number;
  readonly faults: ReadonlyMap<string, readonly string[]>;
}

suite('every page in a real browser', () => {
  let site: TestSite;
  let planted: Planted;
  let walks: readonly { readonly looks: Record<string, Look>; readonly walk: Promise<Walk> }[];
  before(async () => {
    site = await openTestSite();
    planted = await plant(site.service.engine, 'quercy');
    await keepDemoTimetable(site.service, planted.slug);
    walks = [
      { looks: WITH_SCRIPTS, walk: walk(WITH_SCRIPTS, { width: 1100, ourScripts: true }) },
      { looks: WITHOUT_SCRIPTS, walk: walk(WITHOUT_SCRIPTS, { width: 360, ourScripts: false }) },
    ];
    // Both go on at once; whichever fails first, the tests say so.
    await Promise.allSettled(walks.map((each) => each.walk));
  });
  after(() => site.close());

  /** Opens each page that is one, in the tab of who may see it, and collects what is wrong with it. */
  const walk = async (
    looks: Record<string, Look>,
    { width, ourScripts }: { readonly width: number; readonly ourScripts: boolean },
  ): Promise<Walk> => {
    const faults = new Map<string, string[]>(Object.keys(looks).map((name) => [name, []]));
    let pages = 0;
    const tab = async (cookie?: string) => {
      const context = await site.visitor({ width, ...(cookie !== undefined && { cookie }) });
      if (!ourScripts) await context.route('**/*.js', (route) => route.abort());
      await context.addInitScript({ content: AXE_SOURCE });
      return context.newPage();
    };
    const tabs = { visitor: await tab(), member: await tab(planted.cookies.coordination) };
    for (const { route, path, desk } of pagesOf(planted)) {
      const page = tabs[desk ? 'member' : 'visitor'];
      const response = await page.goto(site.url + path).catch((error: unknown) => {
        // A file to keep is no page.
        if (error instanceof Error && error.message.includes('Download is starting')) return null;
        throw error;
      });
      if (!(response?.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      pages += 1;
      for (const [name, look] of Object.entries(looks))
        for (const fault of await look(page)) faults.get(name)?.push(`${route} ${fault}`);
      await page.setViewportSize({ width, height: 800 });
    }
    for (const page of Object.values(tabs)) await page.context().close();
    return { pages, faults };
  };

  const holds = (looks: Record<string, Look>): void => {
    for (const name of Object.keys(looks))
      test(name, async () => {
        const { pages, faults } = (await walks.find((each) => each.looks === looks)?.walk) ?? { pages: 0 };
        assert.ok(pages > 15, `only ${pages} pages`);
        assert.deepEqual(faults?.get(name), []);
      });
  };
  holds(WITH_SCRIPTS);
  holds(WITHOUT_SCRIPTS);

  test('prints', async () => {
    const context = await site.visitor({ scripts: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/${planted.slug}/demande/papier`);
    const pdf = (await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'the paper form is one sheet');
    await context.close();
  });
});
