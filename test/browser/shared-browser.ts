import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';

let shared: Promise<Browser> | undefined;

after(async () => {
  await (await shared)?.close();
});

/** One for the whole process: suites come one after the other, and each has contexts of its own. */
export const sharedBrowser = (): Promise<Browser> => (shared ??= launchBrowser());

/** What a suite leaves: nothing, for the next one. */
export const closeTabs = async (browser: Browser): Promise<void> => {
  for (const context of browser.contexts()) await context.close();
};
