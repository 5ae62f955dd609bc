import { getConnInfo } from '@hono/node-server/conninfo';
import type { Ctx } from '#src/web/context.ts';

/**
 * The address a limit is counted on: IPv4 whole, IPv6 cut to its /64 (one home). X-Forwarded-For is believed only when
 * the peer is a trusted proxy, and then only its last address that is not one.
 */
export const clientAddress = (c: Ctx): string => {
  let address = 'inconnue';
  try {
    address = getConnInfo(c).remote.address ?? address;
  } catch {
    // Called without a socket (tests by app.request): every caller shares one address.
  }
  address = address.replace(/^::ffff:/, '');
  const trusted = c.get('service').config.trustedProxies;
  if (trusted.includes(address)) {
    const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
    address = forwarded.findLast((part) => part !== '' && !trusted.includes(part)) ?? address;
  }
  return prefixOf(address);
};

/** IPv4 as it is, IPv6 as its first four groups. */
export const prefixOf = (address: string): string => {
  if (!address.includes(':')) return address.slice(0, 45);
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  const middle =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right].slice(0, 4).join(':').toLowerCase();
};
