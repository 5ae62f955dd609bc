import { sealSecret } from '#src/messages/seal-secret.ts';
import type { LiveAddress, TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { splitLogin } from '#src/timetables-import/split-login.ts';

/** Delays, alerts, and both again for another part of the network. */
export const MOST_LIVE_ADDRESSES = 4;

/** What seals the password of an address: it opens there alone. */
export const boundToLive = (feed: Pick<TimetableFeed, 'id' | 'territoryId'>, address: string): string =>
  `realtime of ${feed.territoryId} ${feed.id} ${address}`;

/**
 * The addresses typed, one a line. A password that was typed before and is no longer shown is kept with its address.
 * @returns a sentence when one is no address, or there are too many
 */
export const readLiveAddresses = (
  text: string,
  feed: TimetableFeed,
  secret: Uint8Array,
): readonly LiveAddress[] | string => {
  const lines = [...new Set(text.split(/\s+/u).filter((line) => line !== ''))];
  if (lines.length > MOST_LIVE_ADDRESSES) return `Il y a trop d’adresses : ${MOST_LIVE_ADDRESSES} au plus.`;
  const wrong = lines.find((line) => URL.parse(line)?.protocol.match(/^https?:$/u) == null);
  if (wrong !== undefined)
    return `« ${wrong.slice(0, 100)} » n’est pas une adresse complète : elle commence par https://.`;
  return lines.map((line) => {
    const { address, login } = splitLogin(line);
    const before = feed.live.find((live) => live.address === address)?.sealedLogin ?? null;
    return { address, sealedLogin: login === null ? before : sealSecret(secret, boundToLive(feed, address), login) };
  });
};
