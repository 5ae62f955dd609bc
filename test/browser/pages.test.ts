import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { pagesOf } from '#test/helpers/pages.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
  readonly axe: {
    run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
  };
}

const RULES = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as AxeWindow;
    const { violations: found } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return found.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
  }, RULES);
};

suite('every page in a real browser', () => {
  let site: TestSite;
  let planted: Planted;
  before(async () => {
    site = await openTestSite();
    planted = await plant(site.service.engine, 'quercy');
  });
  after(() => site.close());

  /** Opens each page that is one, and collects what is wrong with it. */
  const faultsOf = async (
    look: (page: Page) => Promise<readonly string[]>,
    options: { readonly width?: number; readonly noScript?: boolean } = {},
  ): Promise<readonly string[]> => {
    const faults: string[] = [];
    const contexts = {
      visitor: await site.visitor({ width: options.width ?? 1100 }),
      member: await site.visitor({ width: options.width ?? 1100, cookie: planted.cookies.coordination }),
    };
    let seen = 0;
    for (const context of Object.values(contexts))
      if (options.noScript) await context.route('**/*.js', (route) => route.abort());
    for (const { route, path, desk } of pagesOf(planted)) {
      const page = await contexts[desk ? 'member' : 'visitor'].newPage();
      const response = await page.goto(site.url + path);
      if ((response?.headers()['content-type'] ?? '').startsWith('text/html')) {
        seen += 1;
        for (const fault of await look(page)) faults.push(`${route} ${fault}`);
      }
      await page.close();
    }
    for (const context of Object.values(contexts)) await context.close();
    assert.ok(seen > 15, `only ${seen} pages`);
    return faults;
  };

  test('RGAA 4 and WCAG 2.2 AA by axe, wide', async () => {
    assert.deepEqual(await faultsOf(violations), []);
  });

  test('the same on a phone, without our scripts', async () => {
    assert.deepEqual(await faultsOf(violations, { width: 360, noScript: true }), []);
  });

  const overflow = async (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => {
      const { document, innerWidth } = globalThis as unknown as {
        document: { documentElement: { scrollWidth: number } };
        innerWidth: number;
      };
      const { scrollWidth } = document.documentElement;
      return scrollWidth > innerWidth + 1 ? [`is ${scrollWidth} px wide on ${innerWidth}`] : [];
    });

  test('holds in 320 px', async () => {
    assert.deepEqual(await faultsOf(overflow, { width: 320 }), []);
  });

  test('writes no word over another in 320 px', async () => {
    const faults = await faultsOf(
      async (page) =>
        page.evaluate(() => {
          interface Rect {
            readonly top: number;
            readonly bottom: number;
            readonly left: number;
            readonly right: number;
            readonly width: number;
          }
          interface El {
            readonly textContent: string;
            getBoundingClientRect(): Rect;
            matches(selector: string): boolean;
            contains(other: El): boolean;
          }
          const { document } = globalThis as unknown as {
            document: { querySelectorAll(selector: string): Iterable<El> };
          };
          const blocks = [
            ...document.querySelectorAll('main :is(h1, h2, h3, p, label, legend, th, td, dt, dd, summary)'),
          ]
            .filter(
              (block) =>
                block.textContent.trim() !== '' &&
                !block.matches('.trap *, .visually-hidden, details:not([open]) > :not(summary) *'),
            )
            .map((block) => ({ block, rect: block.getBoundingClientRect() }))
            .filter(({ rect }) => rect.width > 0);
          const wrong: string[] = [];
          for (const [index, one] of blocks.entries())
            for (const other of blocks.slice(index + 1, index + 12)) {
              if (one.block.contains(other.block) || other.block.contains(one.block)) continue;
              const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
              const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
              if (across > 2 && down > 4)
                wrong.push(
                  `writes "${one.block.textContent.slice(0, 40)}" over "${other.block.textContent.slice(0, 40)}"`,
                );
            }
          return wrong;
        }),
      { width: 320 },
    );
    assert.deepEqual(faults, []);
  });

  test('holds at 200 % of text', async () => {
    const faults = await faultsOf(
      async (page) => {
        await page.evaluate(() => {
          const { document } = globalThis as unknown as {
            document: { documentElement: { style: { fontSize: string } } };
          };
          document.documentElement.style.fontSize = '225%';
        });
        return overflow(page);
      },
      { width: 640 },
    );
    assert.deepEqual(faults, []);
  });

  test('the keyboard reaches everything, and shows where it is', async () => {
    const faults = await faultsOf(async (page) =>
      page.evaluate(() => {
        interface El {
          focus(): void;
          matches(selector: string): boolean;
          readonly outerHTML: string;
          readonly offsetParent: unknown;
        }
        const { document } = globalThis as unknown as {
          document: { querySelectorAll(selector: string): Iterable<El>; activeElement: El };
        };
        const wrong: string[] = [];
        for (const element of document.querySelectorAll('[tabindex]'))
          if (element.matches('[tabindex]:not([tabindex="0"], [tabindex="-1"])'))
            wrong.push(`orders the keyboard by hand: ${element.outerHTML.slice(0, 120)}`);
        for (const element of document.querySelectorAll(
          'a, button, input:not([type=hidden]), select, textarea, summary',
        )) {
          if (
            element.offsetParent === null ||
            element.matches('.trap *, [disabled], details:not([open]) > :not(summary) *')
          )
            continue;
          if (element.matches('a:not([href])'))
            wrong.push(`has a link the keyboard cannot reach: ${element.outerHTML.slice(0, 120)}`);
          element.focus();
          if (document.activeElement !== element) wrong.push(`cannot focus ${element.outerHTML.slice(0, 120)}`);
        }
        return wrong;
      }),
    );
    assert.deepEqual(faults, []);
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
