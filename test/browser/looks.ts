import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The source of axe, for `addInitScript`: sent once to a tab, where evaluating it on each page sends it each time. */
export const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeWindow {
  readonly axe: {
    run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}

/** Does what opens another page, and waits for it: whoever looks too soon sees the page that is left, or one that has nothing yet. */
export const toNextPage = async (page: Page, act: () => Promise<void>): Promise<void> => {
  const opened = page.waitForEvent('load');
  await act();
  await opened;
};

/** What is wrong with the page as it stands; nothing when all is well. */
export type Look = (page: Page) => Promise<readonly string[]>;

/** Against RGAA 4 and WCAG 2.2 AA, on a page that has axe. */
export const violations: Look = (page) =>
  page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as AxeWindow;
    const { violations: found } = await axe.run({
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return found.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
  }, RULES);

const overflow = (page: Page, width: number): Promise<readonly string[]> =>
  page.evaluate((asked) => {
    const { document, innerWidth } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number } };
      innerWidth: number;
    };
    if (innerWidth !== asked) return [`is shown on ${innerWidth} px instead of ${asked}`];
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth + 1 ? [`is ${scrollWidth} px wide on ${innerWidth}`] : [];
  }, width);

/** Wider than a window of this width. */
export const overflowIn =
  (width: number): Look =>
  async (page) => {
    await page.setViewportSize({ width, height: 800 });
    return overflow(page, width);
  };

/** Wider than its window once the text is twice as large. */
export const overflowAtTwice: Look = async (page) => {
  await page.setViewportSize({ width: 640, height: 800 });
  const resize = (size: string): Promise<void> =>
    page.evaluate((fontSize) => {
      const { document } = globalThis as unknown as { document: { documentElement: { style: { fontSize: string } } } };
      document.documentElement.style.fontSize = fontSize;
    }, size);
  await resize('225%');
  const faults = await overflow(page, 640);
  await resize('');
  return faults;
};

/** Words written over others in a window of this width. */
export const overwritingIn =
  (width: number): Look =>
  async (page) => {
    await page.setViewportSize({ width, height: 800 });
    return page.evaluate(() => {
      interface Rect {
        readonly top: number;
        readonly bottom: number;
        readonly left: number;
        readonly right: number;
        readonly width: number;
      }
      interface El {
        readonly textContent: string;
        /** One a line, for what is written in a line. */
        getClientRects(): Iterable<Rect>;
        matches(selector: string): boolean;
        contains(other: El): boolean;
      }
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(selector: string): Iterable<El> };
      };
      const blocks = [...document.querySelectorAll('main :is(h1, h2, h3, p, label, legend, th, td, dt, dd, summary)')]
        .filter(
          (block) =>
            block.textContent.trim() !== '' &&
            !block.matches(
              '.trap *, .visually-hidden, details:not([open]) > :not(summary), details:not([open]) > :not(summary) *',
            ),
        )
        .map((block) => ({ block, rects: [...block.getClientRects()].filter(({ width: wide }) => wide > 0) }))
        .filter(({ rects }) => rects.length > 0);
      const meet = (one: Rect, other: Rect): boolean =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
      const wrong: string[] = [];
      for (const [index, one] of blocks.entries())
        for (const other of blocks.slice(index + 1, index + 12)) {
          if (one.block.contains(other.block) || other.block.contains(one.block)) continue;
          if (one.rects.some((rect) => other.rects.some((over) => meet(rect, over))))
            wrong.push(`writes "${one.block.textContent.slice(0, 40)}" over "${other.block.textContent.slice(0, 40)}"`);
        }
      return wrong;
    });
  };

/** What the keyboard cannot reach. */
export const keyboard: Look = (page) =>
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
    for (const element of document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')) {
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
  });
