/** Turns a password into what is kept of it, and back into a yes or a no. Slow on purpose. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

/** SHA-256 in hexadecimal: recognises a text without keeping it. */
export type HashText = (text: string) => string;

/** CNIL, recommendation of 21 July 2022: twelve characters where a lock-out completes them. */
export const LEAST_LENGTH = 12;
/** Longer ones only cost time. */
export const MOST_LENGTH = 200;

export type PasswordProblem = 'too-short' | 'too-long' | 'like-login' | 'too-plain';

/** Fewer different characters than that is a key held down ("aaaaaaaaaaaa", "121212121212"). */
const LEAST_DIFFERENT = 5;

/** What is wrong with a new password, or undefined. No rule on kinds of characters: they make sentences worse. */
export const checkPassword = (password: string, login: string): PasswordProblem | undefined => {
  if (password.length < LEAST_LENGTH) return 'too-short';
  if (password.length > MOST_LENGTH) return 'too-long';
  if (new Set(password).size < LEAST_DIFFERENT) return 'too-plain';
  return password.toLowerCase().includes(login.toLowerCase()) ? 'like-login' : undefined;
};

// Without letters that look or sound alike: it is read aloud on the phone.
const CONSONANTS = 'bdfgjklmnprstvz';
const VOWELS = 'aeiou';
/** Four groups of four letters: 75^8, about 50 bits, enough behind a lock-out. */
const SYLLABLES = 8;
/** Five groups: 75^10, about 62 bits. What is kept of it is a plain hash, and it opens for years. */
const RECOVERY_SYLLABLES = 10;

/**
 * A password to be spoken and changed later: "bapi-lumo-...".
 * @param bytes 32 random ones at least
 */
export const spokenPassword = (bytes: Uint8Array): string => spoken(bytes, SYLLABLES);

/**
 * A code of the recovery sheet, to be read on paper and typed: "bapi-lumo-...", five groups.
 * @param bytes 40 random ones at least
 */
export const recoveryCode = (bytes: Uint8Array): string => spoken(bytes, RECOVERY_SYLLABLES);

/** A spoken code as it is compared: capitals, spaces and hyphens do not count when it is copied from a screen or a paper. */
export const foldCode = (typed: string): string => typed.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const spoken = (bytes: Uint8Array, count: number): string => {
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const syllables = Array.from({ length: count }, (_, index) => {
    // 32 bits over 75 choices: the bias is below one in ten million.
    const pick = numbers.getUint32(index * 4) % (CONSONANTS.length * VOWELS.length);
    return `${CONSONANTS[Math.floor(pick / VOWELS.length)]}${VOWELS[pick % VOWELS.length]}`;
  });
  return syllables.join('').replaceAll(/.{4}(?=.)/g, '$&-');
};
