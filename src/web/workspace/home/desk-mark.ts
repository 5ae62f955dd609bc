import { createHash } from 'node:crypto';
import { version } from '#src/version.ts';
import type { Ctx } from '#src/web/context.ts';

/** Lateness comes with the clock, and a name with the team: at worst, a page left open says so that much later. */
const MINUTES_UNSEEN = 5;

/**
 * What the first page of the desk is made of now, in a few letters: as long as it is the same, the page need not be drawn
 * again. Costs one read.
 */
export const deskMark = async (c: Ctx): Promise<string> => {
  const { territory, now } = c.get('at');
  const stores = c.get('service').storage.in(territory.id);
  const slice = Math.floor(now.epochMilliseconds / (MINUTES_UNSEEN * 60_000));
  const text = [version, c.get('signedIn')?.member.id, slice, await stores.deskMark.read()].join(' ');
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
};
