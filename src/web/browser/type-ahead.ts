/** What was typed for the page that comes, in this tab only, until that page is there. */
const KEPT = 'lotocar-frappe';
/** A page that did not come by then will not, in milliseconds. */
const LONGEST_WAIT = 20_000;

/** A browser may refuse its storage: nothing is kept then. */
const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
  try {
    return work(window.sessionStorage);
  } catch {
    return undefined;
  }
};

/** Taken once; what was left by a page that never came is nothing. */
const takeKept = (): string =>
  attempt((storage) => {
    const kept = /^(\d+) (.*)$/.exec(storage.getItem(KEPT) ?? '');
    storage.removeItem(KEPT);
    return kept && Date.now() - Number(kept[1]) < LONGEST_WAIT ? kept[2] : '';
  }) ?? '';

/** A letter, a digit; not a command. */
const isText = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  // Safari 10.0 names no key.
  (key || '').length === 1 && !ctrlKey && !altKey && !metaKey;

const isField = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/**
 * A link to a page that begins with a field: whoever presses it types at once, the caller is already speaking. What is typed
 * before the page comes waits for it.
 */
export const typeAhead = (element: HTMLElement): void => {
  let typed = '';
  let since = 0;
  const isWaiting = (): boolean => since > 0 && Date.now() - since < LONGEST_WAIT;
  element.addEventListener('click', ({ ctrlKey, metaKey, shiftKey, altKey }) => {
    // Opened elsewhere: this page stays.
    if (ctrlKey || metaKey || shiftKey || altKey) return;
    if (!isWaiting()) typed = '';
    since = Date.now();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') since = 0;
    if (!isWaiting() || isField(document.activeElement)) return;
    if (isText(event)) typed += event.key;
    else if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key !== 'Enter' || typed === '') return;
    // The page does not scroll, and is not asked a second time.
    event.preventDefault();
    attempt((storage) => storage.setItem(KEPT, `${Date.now()} ${typed}`));
  });
  window.addEventListener('pagehide', () => {
    since = 0;
  });
};

/**
 * Gives the field on which the page begins what was typed before it was there: on the page before, or on this one while the
 * browser was still drawing it.
 * @returns to be called once the page is whole
 */
export const firstKeys = (): (() => void) => {
  let typed = takeKept();
  const hear = (event: KeyboardEvent): void => {
    if (!isText(event) || (document.activeElement ?? document.body) !== document.body) return;
    typed += event.key;
    event.preventDefault();
  };
  document.addEventListener('keydown', hear);
  return () => {
    document.removeEventListener('keydown', hear);
    const first = document.querySelector<HTMLElement>('[autofocus]');
    // An address that names a part of the page goes there.
    if (!first || window.location.hash !== '') return;
    first.focus();
    if (typed === '' || !isField(first) || first.defaultValue !== '') return;
    // The browser may have put the cursor there meanwhile: what is there came after.
    first.value = typed + first.value;
    const input = document.createEvent('Event');
    input.initEvent('input', true, false);
    first.dispatchEvent(input);
  };
};
