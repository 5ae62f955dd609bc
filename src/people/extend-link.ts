import type { DriverTools, Where } from '#src/people/driver-tools.ts';
import { manageLinkEnds } from '#src/people/link-token.ts';

/** Whoever uses their link keeps it: thirteen months again from today. */
export const createExtendLink =
  ({ atomically, now }: DriverTools) =>
  (where: Where, tokenHash: string): Promise<void> =>
    atomically(where.id, ({ links }) => links.extend(tokenHash, manageLinkEnds(now())));
