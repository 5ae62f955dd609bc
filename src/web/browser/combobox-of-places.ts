import { ask } from '#src/web/browser/ask.ts';

interface Suggestion {
  /** What is written in the field when it is chosen. */
  readonly label: string;
}

/** Long enough to skip the letters of someone who types fast, short enough not to be felt. */
const PAUSE = 60;

/**
 * Completes the name of a place while it is typed (the ARIA pattern "combobox with a list"): arrows choose, Enter or a tap
 * takes, Escape closes, and what is typed by hand is as good. Without it, the page's own short list is suggested by the
 * browser. The address that suggests stands in `data-places`.
 */
export const comboboxOfPlaces = (element: HTMLElement): void => {
  const input = element as HTMLInputElement;
  const address = input.dataset['places'] ?? '';
  const list = document.createElement('ul');
  list.id = `${input.id}-liste`;
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Lieux proposés');
  input.parentNode?.insertBefore(list, input.nextSibling);
  input.removeAttribute('list');
  input.setAttribute('autocomplete', 'off');
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
  ] as const)
    input.setAttribute(name, value);

  let chosen = -1;
  let timer = 0;
  let stop = (): void => undefined;

  const point = (index: number): void => {
    chosen = index;
    for (let n = 0; n < list.children.length; n += 1)
      list.children[n]?.setAttribute('aria-selected', n === index ? 'true' : 'false');
    const option = list.children[index];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };

  const close = (): void => {
    stop();
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    point(-1);
  };

  const take = (index: number): void => {
    const option = list.children[index];
    if (!option) return;
    input.value = option.textContent;
    close();
    const said = document.createEvent('Event');
    said.initEvent('change', true, false);
    input.dispatchEvent(said);
  };

  const show = (suggestions: readonly Suggestion[]): void => {
    list.textContent = '';
    for (const [index, { label }] of suggestions.entries()) {
      const option = document.createElement('li');
      option.id = `${list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.textContent = label;
      // Before the field loses the focus, which would close the list under the finger.
      option.addEventListener('mousedown', (event) => event.preventDefault());
      option.addEventListener('click', () => take(index));
      list.appendChild(option);
    }
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', list.hidden ? 'false' : 'true');
    point(-1);
  };

  const suggest = (): void => {
    stop();
    const text = input.value.trim();
    if (text === '') return close();
    stop = ask(`${address}?q=${encodeURIComponent(text)}`, null, ({ status, text: body }) => {
      if (status === 200 && document.activeElement === input) show(JSON.parse(body) as Suggestion[]);
    });
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(suggest, PAUSE);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    const count = list.hidden ? 0 : list.children.length;
    if (key === 'Escape' && count > 0) close();
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && count > 0)
      point(key === 'ArrowDown' ? (chosen + 1) % count : (chosen <= 0 ? count : chosen) - 1);
    else if (key === 'ArrowDown') suggest();
    else if (key === 'Enter' && chosen >= 0) take(chosen);
    else return;
    event.preventDefault();
  });
};
