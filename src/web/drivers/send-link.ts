import type { Reach } from '#src/outbox/channels.ts';
import { writeToPerson } from '#src/outbox/write-to-person.ts';
import type { Ctx } from '#src/web/context.ts';

/**
 * The personal link that was just shown, written as well to who can be written to. A form proves nothing of whose number it
 * holds: its key is one message a day for each number, whatever is filled in.
 */
export const sendLink = async (
  c: Ctx,
  personId: string,
  token: string,
  key: (reach: Reach) => string,
): Promise<boolean> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  const lien = at.absoluteUrl(`/lien/${token}`);
  const letter = { id: newId(), personId, purpose: 'personal-link', key, facts: { lien } } as const;
  const written = await storage.atomically(at.territory.id, (stores) =>
    writeToPerson(stores, at.territory, letter, at.now),
  );
  return written === 'added';
};
