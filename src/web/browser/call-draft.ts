import { ask, type Answer } from '#src/web/browser/ask.ts';
import { callsOf, forgetCall, keepCall } from '#src/web/browser/kept-calls.ts';
import { serialise } from '#src/web/browser/serialise.ts';

/** What is typed is kept by the server at most this long after the key, in milliseconds. */
const EVERY = 2000;
/** How soon a save that failed is tried again. */
const AGAIN = 5000;

const SIGN_IN = 'Votre session est finie. Rien n’est perdu : connectez-vous dans un autre onglet, puis revenez ici. ';
const SENTENCES: Readonly<Record<number, string>> = {
  0: 'Le réseau ne répond plus. Ce que vous tapez est gardé sur cet ordinateur et partira dès son retour.',
  401: SIGN_IN,
  409: 'Quelqu’un d’autre s’est connecté sur cet ordinateur : cet appel n’est plus enregistré. Reconnectez-vous à votre nom.',
  410: 'Cet appel est déjà noté, ou effacé.',
  413: 'C’est trop long pour être gardé. Raccourcissez la note ; ce qui était gardé avant l’est toujours.',
};

/** "10 h 12". */
const hourWords = (now: Date): string => `${now.getHours()} h ${`0${now.getMinutes()}`.slice(-2)}`;

/**
 * Keeps a call while it is typed: on the server every two seconds, in this browser only while the network is lost or the
 * session over. What was left in the browser goes to the server as soon as a page like this one opens.
 */
export const callDraft = (element: HTMLElement): void => {
  const form = element as HTMLFormElement;
  const { calls = '', page = '', signIn = '' } = form.dataset;
  const field = (name: string): string => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
  const [call, member] = [field('brouillon'), field('membre')];
  const [state, list] = [form.querySelector('[data-state]'), document.getElementById('appels-en-cours')];
  let saved = serialise(form);
  let timer = 0;
  let saving = false;
  /** What the last save answered. */
  let last = 200;
  let over = false;

  const say = (status: number): void => {
    if (!state) return;
    const sentence = status === 200 ? `Gardé à ${hourWords(new Date())}.` : (SENTENCES[status] ?? 'Pas encore gardé.');
    // The same sentence is not read out again every five seconds.
    if (status !== 200 && status === last && state.textContent !== '') return;
    state.textContent = sentence;
    state.className = status === 200 ? 'soft' : 'notice';
    if (status !== 401) return;
    const link = document.createElement('a');
    link.href = signIn;
    link.target = '_blank';
    link.textContent = 'Se connecter';
    state.appendChild(link);
  };

  const heard = (body: string, { status, text }: Answer): void => {
    say(status);
    last = status;
    if (status === 200) {
      saved = body;
      forgetCall(member, call);
      if (list && list.innerHTML !== text) list.innerHTML = text;
    } else if (status === 410 || status === 409) over = true;
    // What does not reach the server waits here; what the server refuses (too long) does not.
    else if (status === 0 || status === 401) keepCall(member, call, body);
  };

  const save = (then?: () => void): void => {
    clearTimeout(timer);
    timer = 0;
    const body = serialise(form);
    if (over || saving || (body === saved && !then)) return;
    saving = true;
    ask(`${calls}/${call}`, body, (answer) => {
      saving = false;
      heard(body, answer);
      if (answer.status === 200 && then) then();
      else if (!over && serialise(form) !== saved) later(answer.status === 200 ? EVERY : AGAIN);
    });
  };
  const later = (delay: number): void => {
    if (timer === 0) timer = window.setTimeout(() => save(), delay);
  };

  form.addEventListener('input', () => later(EVERY));
  form.addEventListener('change', () => later(EVERY));
  window.addEventListener('online', () => save());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && last !== 200) save();
  });

  // While saving fails, sending the form would lose it: it is kept first, then sent.
  form.addEventListener('submit', (event) => {
    if (last === 200 || last === 410 || last === 413) {
      over = true;
      clearTimeout(timer);
      return;
    }
    event.preventDefault();
    save(() => form.submit());
  });

  window.addEventListener('pagehide', () => {
    const body = serialise(form);
    if (over || body === saved) return;
    const blob = new Blob([body], { type: 'application/x-www-form-urlencoded' });
    if (!('sendBeacon' in navigator) || !navigator.sendBeacon(`${calls}/${call}`, blob)) keepCall(member, call, body);
  });

  // Typed while the network was lost, on a page since closed.
  for (const [id, body] of callsOf(member))
    ask(`${calls}/${id}`, body.replace(/(^|&)brouillon=[^&]*/, `$1brouillon=${call}`), ({ status, text }) => {
      if (status !== 200 && status !== 410) return;
      forgetCall(member, id);
      if (id === call && status === 200) window.location.replace(`${page}?appel=${encodeURIComponent(id)}`);
      else if (list && status === 200) list.innerHTML = text;
    });
};
