import type { Ctx } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { hasMessages, MESSAGES } from '#src/web/workspace/shared/messages-words.ts';

/** What the first page says of messages: nothing when they are off. */
export const loadMessagesNotice = async (c: Ctx): Promise<string | undefined> => {
  if (!hasMessages(c.get('at').territory)) return undefined;
  const { outbox, incomingSms } = storesOf(c);
  const [open, toRead, waiting] = await Promise.all([
    outbox.count({ states: ['failed', 'uncertain'] }),
    incomingSms.count(['to-read', 'new']),
    outbox.count({ states: ['waiting', 'sending'] }),
  ]);
  const parts = [
    ...(open === 0 ? [] : [open === 1 ? 'un message à reprendre' : `${open} messages à reprendre`]),
    ...(toRead === 0 ? [] : [toRead === 1 ? 'un SMS à lire' : `${toRead} SMS à lire`]),
    ...(waiting === 0 ? [] : [waiting === 1 ? 'un message en attente' : `${waiting} messages en attente`]),
  ];
  return parts.length === 0 ? 'tous les messages sont partis' : parts.join(', ');
};

/** One line of the first page. */
export const MessagesNotice = ({ c, notice }: { c: Ctx; notice: string | undefined }) =>
  notice === undefined ? null : (
    <p class="no-print">
      <a href={c.get('at').url(MESSAGES)}>Messages</a> : {notice}.
    </p>
  );
