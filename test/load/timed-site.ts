import { performance } from 'node:perf_hooks';

/** What came back, and how long it took until its last byte. */
export interface Answer {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
}

/** What was measured of one page, or of one gesture. */
export interface Measured {
  readonly milliseconds: number[];
  bytes: number;
}

/** What went wrong: a status nobody should see, or no answer. */
export interface Failure {
  readonly page: string;
  readonly what: string;
}

/** The service as several members ask for its pages: every answer is timed under the name of its page. */
export interface TimedSite {
  readonly pages: ReadonlyMap<string, Measured>;
  readonly failures: readonly Failure[];
  /** Times so far are forgotten: what comes first in a process is compiled, read and filled. */
  warmedUp(): void;
  get(page: string, path: string, cookie?: string): Promise<Answer>;
  post(page: string, path: string, cookie: string, fields: URLSearchParams): Promise<Answer>;
}

/** Statuses that are answers of the service to people, not errors. */
const ANSWERS = new Set([200, 303, 409, 422]);

export const timedSite = (origin: string): TimedSite => {
  const pages = new Map<string, Measured>();
  const failures: Failure[] = [];
  const ask = async (page: string, path: string, init: RequestInit): Promise<Answer> => {
    const measured = pages.get(page) ?? { milliseconds: [], bytes: 0 };
    pages.set(page, measured);
    const started = performance.now();
    try {
      const response = await fetch(new URL(path, origin), {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
      });
      const html = await response.text();
      measured.milliseconds.push(performance.now() - started);
      measured.bytes = html.length;
      if (!ANSWERS.has(response.status)) failures.push({ page, what: `${response.status} ${path}` });
      return { status: response.status, html, location: response.headers.get('Location') };
    } catch (error) {
      failures.push({ page, what: `${error instanceof Error ? error.message : 'no answer'} ${path}` });
      return { status: 0, html: '', location: null };
    }
  };
  const headers = (cookie: string): Record<string, string> => ({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' });
  return {
    pages,
    failures,
    warmedUp: () => pages.clear(),
    get: (page, path, cookie = '') => ask(page, path, { headers: headers(cookie) }),
    post: (page, path, cookie, fields) => ask(page, path, { method: 'POST', body: fields, headers: headers(cookie) }),
  };
};
