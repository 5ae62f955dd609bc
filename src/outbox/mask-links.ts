const TOKEN = /(\/lien\/)[\w-]{12,}/gu;
const MASKED = '/lien/…';

/**
 * A text without the secret of its personal links: they are kept hashed everywhere else, and once a message has left nobody
 * needs them here.
 */
export const maskLinks = (text: string): string => text.replaceAll(TOKEN, '$1…');

/** Whether sending this text again would send a link that opens nothing. */
export const isMasked = (text: string): boolean => text.includes(MASKED);
