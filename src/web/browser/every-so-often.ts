/** How often an open page asks what is new, in milliseconds. */
const PERIOD = 15_000;

/** Does it again and again while the page is looked at: a tab behind asks for nothing, and asks at once when it comes back. */
export const everySoOften = (work: () => void): void => {
  let last = Date.now();
  const now = (): void => {
    if (document.hidden || Date.now() - last < PERIOD - 500) return;
    last = Date.now();
    work();
  };
  window.setInterval(now, PERIOD);
  document.addEventListener('visibilitychange', now);
};
