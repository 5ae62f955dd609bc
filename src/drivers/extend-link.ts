import type { DriverTools } from '#src/drivers/driver-tools.ts';
import type { Where } from '#src/people/person-tools.ts';
import { manageLinkEnds } from '#src/people/link-token.ts';

/** Whoever uses their link keeps it: thirteen months again from today. */
export const createExtendLink =
  ({ atomically, now }: DriverTools) =>
  (where: Where, tokenHash: string): Promise<void> =>
    atomically(where.id, ({ links }) => links.extend(tokenHash, manageLinkEnds(now())));
