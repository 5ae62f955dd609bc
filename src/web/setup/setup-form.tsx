import type { PropsWithChildren } from 'hono/jsx';
import type { SetupDraft } from '#src/setup/setup-draft.ts';
import type { Ctx } from '#src/web/context.ts';
import { SETUP_PATH } from '#src/web/paths.ts';
import { setupToken } from '#src/web/setup/setup-access.ts';

/** Where a question is asked. */
export const questionPath = (question: string): string => `${SETUP_PATH}/questions/${question}`;

/** A form of the set-up: it carries the proof that it was drawn here. */
export const SetupForm = ({
  c,
  draft,
  question,
  children,
  ...rest
}: PropsWithChildren<{ c: Ctx; draft: SetupDraft; question: string; class?: string }>) => (
  <form method="post" action={c.get('urlFor')(null, questionPath(question))} novalidate {...rest}>
    <input type="hidden" name="_csrf" value={setupToken(c, draft)} />
    {children}
  </form>
);
