import { type Answer, ask } from '#src/web/browser/ask.ts';
import { everySoOften } from '#src/web/browser/every-so-often.ts';

/** Whether something is being typed in it: it is then left alone. */
const isBeingWritten = (element: HTMLElement): boolean => {
  const fields = element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[type=text],input[type=search],textarea',
  );
  for (let n = 0; n < fields.length; n += 1) {
    const field = fields[n];
    if (field && (field === document.activeElement || field.value !== field.defaultValue)) return true;
  }
  return false;
};

/** The same link or button in the new list, by its address or its name. */
const sameIn = (element: HTMLElement, before: Element): HTMLElement | null => {
  const candidates = element.querySelectorAll<HTMLElement>(before.tagName);
  for (let n = 0; n < candidates.length; n += 1) {
    const one = candidates[n];
    if (
      one &&
      one.getAttribute('href') === before.getAttribute('href') &&
      one.getAttribute('name') === before.getAttribute('name') &&
      one.textContent === before.textContent
    )
      return one;
  }
  return null;
};

/** What was unfolded in it, by its id. */
const openIn = (element: HTMLElement): readonly string[] => {
  const found = element.querySelectorAll<HTMLElement>('details[open][id]');
  const ids: string[] = [];
  for (let n = 0; n < found.length; n += 1) ids.push(found[n]?.id ?? '');
  return ids;
};

/**
 * Keeps a list up to date: the page is asked again, and the part of the same id takes the place of this one when it
 * changed. What is being typed, what was unfolded, and where the keyboard stands, are not lost.
 */
export const refreshList = (element: HTMLElement): void => {
  let shown = element.innerHTML;
  let known = element.getAttribute('data-mark') ?? '';
  everySoOften(() => {
    const look = ({ status, text, mark }: Answer): void => {
      // 304: nothing changed, and nothing was drawn.
      if (status !== 200 || isBeingWritten(element)) return;
      known = mark;
      const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(element.id);
      if (!fresh || fresh.innerHTML === shown) return;
      const focused = document.activeElement;
      const inside = focused !== null && element.contains(focused) ? focused : null;
      const unfolded = openIn(element);
      shown = fresh.innerHTML;
      element.innerHTML = shown;
      for (let n = 0; n < unfolded.length; n += 1) document.getElementById(unfolded[n] ?? '')?.setAttribute('open', '');
      if (inside) sameIn(element, inside)?.focus();
    };
    ask(window.location.href, null, look, known);
  });
};
