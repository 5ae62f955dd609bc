import { ask } from '#src/web/browser/ask.ts';
import { serialise } from '#src/web/browser/serialise.ts';

/**
 * While a form is filled, asks `data-live` what it comes to and shows the answer in the element named by `data-into`. One
 * question at a time: what was typed meanwhile is asked as soon as the answer is there, so that a thin line is never filled
 * with questions nobody waits for any more.
 */
export const live = (element: HTMLElement): void => {
  const form = element as HTMLFormElement;
  const [address, into] = [form.dataset['live'] ?? '', document.getElementById(form.dataset['into'] ?? '')];
  if (!into) return;
  let asked = '';
  let waiting = false;

  const look = (): void => {
    const body = serialise(form);
    if (waiting || body === asked) return;
    asked = body;
    waiting = true;
    ask(address, body, ({ status, text }) => {
      waiting = false;
      if (status === 200) into.innerHTML = text;
      // The network is back with the next key.
      else asked = '';
      if (status === 200) look();
    });
  };

  form.addEventListener('input', look);
  form.addEventListener('change', look);
};
