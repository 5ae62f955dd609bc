import { callDraft } from '#src/web/browser/call-draft.ts';
import { sayCutPastes } from '#src/web/browser/cut-paste.ts';
import { presence } from '#src/web/browser/presence.ts';
import { refreshList } from '#src/web/browser/refresh-list.ts';
import { comboboxOfPlaces } from '#src/web/browser/combobox-of-places.ts';
import { forgetAllCalls } from '#src/web/browser/kept-calls.ts';
import { live } from '#src/web/browser/live.ts';
import { firstKeys, typeAhead } from '#src/web/browser/type-ahead.ts';

/**
 * The desk's script: comfort only, every page works without it. It runs each enhancement that the page names in
 * `data-script="name other-name"` on the element that carries it. To add one: a file that exports a function of the
 * element, and its line here. It is compiled for Safari 10 and Chrome 60: no fetch, use `ask` of `ask.ts`.
 */
const ENHANCEMENTS: Readonly<Record<string, (element: HTMLElement) => void>> = {
  places: comboboxOfPlaces,
  live,
  'call-draft': callDraft,
  'sign-out': forgetAllCalls,
  presence,
  'refresh-list': refreshList,
  'type-ahead': typeAhead,
};

const typedBefore = firstKeys();

const begin = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-script]'))
    for (const name of (element.dataset['script'] ?? '').split(' ')) ENHANCEMENTS[name]?.(element);
  sayCutPastes();
  typedBefore();
};

// It may come before the page is whole: it then hears the first keys.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();

// What only serves without script is put away.
document.documentElement.className += ' scripts';
