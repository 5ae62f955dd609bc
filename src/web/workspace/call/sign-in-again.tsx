import { createMiddleware } from 'hono/factory';
import type { Env } from '#src/web/context.ts';
import { typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { readForm } from '#src/web/read-form.ts';

/**
 * A session that ends while a call is being noted takes nothing with it: the form comes back in the page that says so, to be
 * sent again once signed in, in another tab.
 */
export const signInAgain = createMiddleware<Env>(async (c, next) => {
  const at = c.get('at');
  const form = await readForm(c);
  if (at.signedIn || typed(form, 'membre') === '') return next();
  const entries = Object.entries(form).flatMap(([name, value]) =>
    [value ?? []].flat().map((text): readonly [string, string] => [Array.isArray(value) ? `${name}[]` : name, text]),
  );
  return page(
    c,
    <PublicPage at={at} title="Votre session est finie" noindex>
      <p>
        Rien n’est perdu : ce que vous avez noté attend dans cette page. Ne la fermez pas.{' '}
        <a href={at.url('/equipe/connexion')} target="_blank">
          Connectez-vous dans un autre onglet
        </a>
        , puis revenez ici.
      </p>
      <form method="post">
        {entries.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="actions">
          <button type="submit">Envoyer de nouveau</button>
        </p>
      </form>
    </PublicPage>,
    401,
  );
});
