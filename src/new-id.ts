import type { NewId } from '#src/time/units.ts';

/** 120 random bits in 24 characters that are safe in a URL and in an element's id. */
export const newId: NewId = () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  let bits = 0n;
  for (const byte of crypto.getRandomValues(new Uint8Array(15))) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let position = 0; position < 24; position++) {
    text += alphabet[Number(bits & 31n)];
    bits >>= 5n;
  }
  return text;
};
