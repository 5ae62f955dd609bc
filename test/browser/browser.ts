import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the machine's own, else the one that npm brought. */
export const launchBrowser = async (): Promise<Browser> => {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  return playwright.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    // Not the arguments its package proposes: a single process dies with the first context that closes.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page lives for a second: code made faster for later is never used.
      '--js-flags=--no-opt,--no-maglev',
    ],
    headless: true,
  });
};
