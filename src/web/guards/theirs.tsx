import { createMiddleware } from 'hono/factory';
import type { Ctx, Env } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';

const OWNER = 'C’est l’équipe qui s’occupe de cette fiche';

/** Where the buttons of a sheet would be, for a referent who may call and not change. */
export const NOT_THEIRS = `${OWNER}. Vous pouvez appeler cette personne pour une de vos demandes, et noter sa réponse sur la demande.`;

/** 403, with whom to ask. */
export const notTheirsPage = (c: Ctx): Response | Promise<Response> =>
  refusedPage(
    c,
    OWNER,
    'Cette personne n’est pas de vos communes. Vous pouvez l’appeler pour une de vos demandes, et noter sa réponse sur la demande. Pour changer sa fiche, demandez à la coordination.',
    403,
  );

/**
 * Before every page that changes someone: a referent changes those of their communes only. The stores refuse it as well
 * (`NotTheirs`): here, the form is not even shown.
 */
export const theirs = createMiddleware<Env>(async (c, next) => {
  const { people } = storesOf(c);
  const id = c.req.param('id') ?? '';
  if ((await people.find(id)) && !(await people.mayChange(id))) return notTheirsPage(c);
  return next();
});
