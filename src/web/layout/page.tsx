/**
 * How a page is made (read this first when you write one):
 *
 *   export const linesPage = (c: Ctx) => {
 *     const at = c.get('at');                        // territory, links, today, who is signed in
 *     return page(c, <PublicPage at={at} title="Les lignes">...</PublicPage>);   // page(c, jsx, status?)
 *   };
 *
 * - One <h1> per page: `title` makes it, unless `heading={false}` and the page writes its own.
 * - Fields come from `layout/fields.tsx`: label, hint, error and what was typed; errors are listed first by <ErrorSummary>.
 * - A desk form is <DeskForm at={at} action={...}> (it carries the session's token); a public one is <PublicForm> (honeypot
 *   and signed time stamp; check it with `guards/form-seal.ts`).
 * - No style attribute and no inline script: the content policy refuses them. Classes stand in `web/assets/*.css`.
 * - `at.url('/trajets', { depart })` makes links; never write a path by hand. `at.root('/aide')` for the instance's pages.
 */
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Ctx } from '#src/web/context.ts';
import { withFrenchTypography } from '#src/web/layout/french-typography.ts';

/** Attributes that mean "yes" by being there: our JSX writes them with an empty value. Quotes in texts are escaped, so none is touched. */
const BOOLEAN_ATTRIBUTE =
  / (async|autofocus|checked|disabled|formnovalidate|hidden|multiple|novalidate|open|readonly|required|selected)=""/g;

/** What a form that came back is called in its tab, read first by a screen reader. */
const named = (html: string): string =>
  html.includes('id="erreurs"') ? html.replace('<title>', '<title>À revoir : ') : html;

/** Answers with a whole document. */
export const page = async (c: Ctx, document: Child, status: ContentfulStatusCode = 200): Promise<Response> => {
  const html = await Promise.resolve((<>{document}</>) as unknown as { toString(): string | Promise<string> }).then(
    (node) => node.toString(),
  );
  return c.html(`<!DOCTYPE html>${withFrenchTypography(named(html).replaceAll(BOOLEAN_ATTRIBUTE, ' $1'))}`, status);
};
