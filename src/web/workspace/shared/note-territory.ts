import type { JournalLine } from '#src/journal/journal-store.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Writes in the journal what the member at the keyboard did to the territory. */
export const noteTerritory = (c: Ctx, action: string, details: JournalLine['details'] = {}): Promise<void> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  return service.storage.atomically(at.territory.id, ({ journal }) =>
    journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberIdOf(c) },
      action,
      subject: { kind: 'territory', id: at.territory.id },
      details,
    }),
  );
};
