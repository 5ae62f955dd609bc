import { createHmac, timingSafeEqual } from 'node:crypto';

/** A person needs at least this long to fill a form; a robot does not. */
const LEAST_SECONDS = 2;
/** A page left open overnight still posts; older than that, it is shown again. */
const MOST_SECONDS = 36 * 3600;

const sign = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** The time stamp of a public form, signed: `<epoch seconds in base 36>.<HMAC>`. */
export const sealForm = (secret: Uint8Array, now: Temporal.Instant): string => {
  const stamp = Math.floor(now.epochMilliseconds / 1000).toString(36);
  return `${stamp}.${sign(secret, `form ${stamp}`)}`;
};

export type SealCheck = 'ok' | 'robot' | 'too-fast' | 'stale';

/**
 * Whether a public form comes from a page of ours, filled by someone. 'robot' when the trap is filled or the signature is
 * wrong; 'too-fast' and 'stale' deserve the form again with a sentence, and all that was typed.
 */
export const checkSeal = (
  secret: Uint8Array,
  form: { sceau?: unknown; site_web?: unknown },
  now: Temporal.Instant,
): SealCheck => {
  if (typeof form.site_web === 'string' && form.site_web !== '') return 'robot';
  if (typeof form.sceau !== 'string') return 'robot';
  const [stamp = '', signature = ''] = form.sceau.split('.');
  const expected = Buffer.from(sign(secret, `form ${stamp}`));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'robot';
  const age = now.epochMilliseconds / 1000 - Number.parseInt(stamp, 36);
  if (age < LEAST_SECONDS) return 'too-fast';
  return age > MOST_SECONDS ? 'stale' : 'ok';
};
