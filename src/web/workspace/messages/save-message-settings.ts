import type { MessageSettings } from '#src/outbox/message-settings.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import type { Typed } from '#src/web/layout/fields.tsx';
import { versionIn } from '#src/web/read-form.ts';
import { memberIdOf } from '#src/web/tools.ts';

/**
 * Writes one part of the settings of messages, with its line of journal.
 * @returns false, and keeps nothing, when someone else changed them since the form was drawn.
 */
export const saveMessageSettings = (
  c: Ctx,
  form: Typed,
  change: (settings: MessageSettings) => Partial<MessageSettings>,
  { action, details }: Pick<JournalLine, 'action' | 'details'>,
): Promise<boolean> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  const now = formatInstant(at.now);
  return storage.atomically(at.territory.id, async ({ messageSettings, journal }) => {
    const settings = await messageSettings.get();
    if (settings.version !== versionIn(form)) return false;
    if ((await messageSettings.save({ ...settings, ...change(settings) }, now)) !== 'saved') return false;
    await journal.add({
      id: newId(),
      at: now,
      actor: { kind: 'member', id: memberIdOf(c) },
      action,
      subject: { kind: 'territory', id: at.territory.id },
      details,
    });
    return true;
  });
};
