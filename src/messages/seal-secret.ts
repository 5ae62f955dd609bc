import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';

const keyOf = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, 'lotocar', 'secrets of messages', 32));

/**
 * Seals a password for the database, bound to where it is used: a sealed text copied to another territory or field does not
 * open there. It keeps passwords out of exports, logs and partial copies; whoever holds the whole instance holds its key.
 */
export const sealSecret = (secret: Uint8Array, boundTo: string, text: string): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString('base64url')}`;
};

/** Undefined when it was sealed elsewhere, or by an instance with another secret: the password is to be typed again. */
export const openSecret = (secret: Uint8Array, boundTo: string, sealed: string): string | undefined => {
  const [version, body] = sealed.split('.');
  if (version !== VERSION || body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < 28) return undefined;
  try {
    const decipher = createDecipheriv(ALGORITHM, keyOf(secret), bytes.subarray(0, 12)).setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
};
