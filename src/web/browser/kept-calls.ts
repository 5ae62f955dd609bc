/** Calls typed while the network was lost, in this browser only: `lotocar-appel <member> <call>` → the form as posted. */
const PREFIX = 'lotocar-appel ';

/** A browser may refuse its storage (private windows of Safari 10): nothing is kept then, and the page says so. */
const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
  try {
    return work(window.localStorage);
  } catch {
    return undefined;
  }
};

export const keepCall = (member: string, call: string, body: string): boolean =>
  attempt((storage) => {
    storage.setItem(`${PREFIX}${member} ${call}`, body);
    return true;
  }) === true;

export const forgetCall = (member: string, call: string): void => {
  attempt((storage) => storage.removeItem(`${PREFIX}${member} ${call}`));
};

/** Those of this member: [id, form as posted]. */
export const callsOf = (member: string): readonly (readonly [string, string])[] =>
  attempt((storage) => {
    const start = `${PREFIX}${member} `;
    return Object.keys(storage)
      .filter((key) => key.indexOf(start) === 0)
      .map((key): readonly [string, string] => [key.slice(start.length), storage.getItem(key) ?? '']);
  }) ?? [];

/** Signing out takes everything of this browser with it. */
export const forgetAllCalls = (element: HTMLElement): void => {
  element.addEventListener('submit', () => {
    attempt((storage) => {
      for (const key of Object.keys(storage)) if (key.indexOf(PREFIX) === 0) storage.removeItem(key);
    });
  });
};
