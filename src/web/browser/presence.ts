import { ask } from '#src/web/browser/ask.ts';
import { everySoOften } from '#src/web/browser/every-so-often.ts';

interface Present {
  readonly others: string;
  readonly version: number | null;
}

/** Says who else is on this request, and when a colleague changed it. Nothing of the page moves. */
export const presence = (element: HTMLElement): void => {
  const { presence: address, csrf, version } = element.dataset;
  const others = element.querySelector<HTMLElement>('[data-others]');
  const changed = element.querySelector<HTMLElement>('[data-changed]');
  if (address === undefined || csrf === undefined || !others || !changed) return;
  everySoOften(() => {
    ask(address, `_csrf=${encodeURIComponent(csrf)}`, ({ status, text }) => {
      if (status !== 200) return;
      const present = JSON.parse(text) as Present;
      if (others.textContent !== present.others) others.textContent = present.others;
      if (present.version !== null && String(present.version) !== version) changed.hidden = false;
    });
  });
};
