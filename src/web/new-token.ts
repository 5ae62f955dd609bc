const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 26 letters and digits of 5 bits: 130 bits. */
const TOKEN_LENGTH = 26;

/** The secret of a personal link: readable on paper, where capitals do not count. */
export const newLinkToken = (): string =>
  [...crypto.getRandomValues(new Uint8Array(TOKEN_LENGTH))].map((byte) => ALPHABET[byte % 32]).join('');

/** Four digits to answer "OUI 4721" with: they open nothing by themselves, and count only from the number asked. */
export const newAnswerCode = (): string => newSpokenCode().slice(0, 4);

/** Six digits to say on the phone, each as likely as another. */
export const newSpokenCode = (): string => {
  // The largest multiple of a million under 2^32: above, a digit would come more often.
  const limit = 4_294_000_000;
  for (;;) {
    const [number = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (number < limit) return String(number % 1_000_000).padStart(6, '0');
  }
};
