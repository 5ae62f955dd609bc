import type { PropsWithChildren } from 'hono/jsx';
import type { Ctx } from '#src/web/context.ts';
import { InstancePage } from '#src/web/layout/instance-page.tsx';

/** A page of the set-up: of the instance, and of no use to robots. */
export const SetupPage = ({ c, title, children }: PropsWithChildren<{ c: Ctx; title: string }>) => (
  <InstancePage title={title} noindex nonce={c.get('nonce')} root={(path) => c.get('urlFor')(null, path)}>
    {children}
  </InstancePage>
);
