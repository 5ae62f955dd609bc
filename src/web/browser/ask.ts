/** What the server answered; status 0 = the network is lost. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** What the answer is known by: given back, the server says 304 when nothing changed. */
  readonly mark: string;
}

/** Longest wait, in milliseconds: on a thin line, longer is lost. */
const LONGEST_WAIT = 20_000;

/**
 * Asks the server, with the session's cookie: a GET, or the POST of a form when there is a body. Old browsers have no fetch
 * that can be stopped, so XMLHttpRequest.
 * @param known the mark of what is shown already
 * @returns what stops it: `done` is then never called.
 */
export const ask = (url: string, body: string | null, done: (answer: Answer) => void, known = ''): (() => void) => {
  const request = new XMLHttpRequest();
  request.open(body === null ? 'GET' : 'POST', url);
  request.timeout = LONGEST_WAIT;
  if (body !== null) request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  // Tells the server that a script asks: it then answers 401 rather than the sign-in page.
  request.setRequestHeader('X-Requested-With', 'lotocar');
  if (known !== '') request.setRequestHeader('If-None-Match', known);
  let stopped = false;
  const answer = (status: number): void => {
    if (!stopped)
      done({
        status,
        text: status === 0 ? '' : request.responseText,
        mark: status === 0 ? '' : (request.getResponseHeader('ETag') ?? ''),
      });
    stopped = true;
  };
  request.addEventListener('load', () => answer(request.status));
  request.addEventListener('error', () => answer(0));
  request.addEventListener('timeout', () => answer(0));
  request.send(body);
  return () => {
    stopped = true;
    request.abort();
  };
};
