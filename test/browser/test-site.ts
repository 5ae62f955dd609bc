import { serve } from '@hono/node-server';
import type { Browser, BrowserContext } from 'playwright-core';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { findExecutable } from '#test/installed/installed-service.ts';
import { startWithClock } from '#test/installed/installed-clock.ts';
import { closeTabs, sharedBrowser } from './shared-browser.ts';

/** The real service behind a real address, and a real browser in front of it. */
export interface TestSite {
  readonly service: TestService;
  readonly browser: Browser;
  readonly url: string;
  /** A fresh visitor; `cookie` is that of a session, as 'name=value'. */
  visitor(options?: {
    readonly scripts?: boolean;
    readonly width?: number;
    readonly cookie?: string;
  }): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** What listens, and how it is told the time. */
interface Serving {
  setNow(now: Temporal.Instant): void;
  stop(): Promise<void>;
}

const serveHere = (service: TestService, port: number): Serving => {
  const server = serve({ fetch: service.app.fetch, port, hostname: '127.0.0.1' });
  return {
    setNow: (now) => service.setNow(now),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

/** The program as it is installed, on the same data: the service in this process only prepares them. */
const serveInstalled = async (executable: string, service: TestService, port: number): Promise<Serving> => {
  const { dataFolder, publicUrl } = service.service.config;
  const installed = await startWithClock(executable, TUESDAY, {
    folder: dataFolder,
    env: { LOTOCAR_DATA: dataFolder, PUBLIC_URL: publicUrl, PORT: String(port) },
  });
  return {
    setNow(now) {
      service.setNow(now);
      installed.setNow(now);
    },
    stop: () => installed.stop(),
  };
};

/**
 * Opens the service on a free port, with its clock still on a Tuesday morning; that of the tests unless another is given. It is this
 * process that serves, or the executable that LOTOCAR_TEST_EXECUTABLE names.
 */
export const openTestSite = async <Service extends TestService>(
  open: (changes: { readonly publicUrl: string }) => Promise<Service> = openTestService as never,
): Promise<TestSite & { readonly service: Service }> => {
  // The port must be known before the links are made: it is taken, freed, and taken again.
  const port = await new Promise<number>((resolve) => {
    const probe = serve({ fetch: () => new Response(), port: 0, hostname: '127.0.0.1' }, (info) =>
      probe.close(() => resolve(info.port)),
    );
  });
  const url = `http://127.0.0.1:${port}`;
  const prepared = await open({ publicUrl: url });
  const executable = process.env['LOTOCAR_TEST_EXECUTABLE'] === undefined ? undefined : findExecutable();
  const serving =
    executable === undefined ? serveHere(prepared, port) : await serveInstalled(executable, prepared, port);
  const service: Service = { ...prepared, setNow: (now) => serving.setNow(now) };
  const browser = await sharedBrowser();
  return {
    service,
    browser,
    url,
    async visitor({ scripts = true, width = 1100, cookie } = {}) {
      const context = await browser.newContext({
        javaScriptEnabled: scripts,
        viewport: { width, height: 800 },
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
      });
      const [name, value] = cookie?.split('=') ?? [];
      if (name !== undefined && value !== undefined) await context.addCookies([{ name, value, url }]);
      return context;
    },
    async close() {
      await closeTabs(browser);
      await serving.stop();
      await service.close();
    },
  };
};
