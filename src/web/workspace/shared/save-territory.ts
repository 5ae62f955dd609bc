import type { JournalLine } from '#src/journal/journal-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Keeps the settings of the territory, with a line of journal, unless someone else changed them meanwhile. */
export const saveTerritory = (
  c: Ctx,
  wanted: Territory,
  details: JournalLine['details'],
): Promise<'saved' | 'changed-meanwhile'> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  const now = formatInstant(at.now);
  return storage.atomically(at.territory.id, async ({ instance, journal }) => {
    const saved = await instance.territories.save(wanted, now);
    if (saved === 'saved')
      await journal.add({
        id: newId(),
        at: now,
        actor: { kind: 'member', id: memberIdOf(c) },
        action: 'settings-changed',
        subject: { kind: 'territory', id: at.territory.id },
        details,
      });
    return saved;
  });
};
