import type { Ctx } from '#src/web/context.ts';
import { ticked, type Typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { readForm } from '#src/web/read-form.ts';

/** What the page wrote in the form by itself, and what is never shown back. */
const NOT_TYPED =
  /^(?:_|version$|cle$|sceau$|site_web$|id$|personne$|trajet$|conducteur$|offre$)|passe|^present$|^nouveau$/;

const typedIn = (form: Typed): readonly (readonly [string, string])[] =>
  Object.keys(form)
    .filter((name) => !NOT_TYPED.test(name))
    .map((name) => [name.replaceAll('_', ' '), ticked(form, name).join(', ').trim()] as const)
    .filter(([, text]) => text !== '');

/**
 * Someone posted a form of the desk after their session was closed, or after they left the team: it says so, keeps nothing,
 * and gives back what they had written, to be copied or read to a colleague.
 */
export const lostPost = async (c: Ctx, why: 'session-over' | 'not-a-member'): Promise<Response> => {
  const at = c.get('at');
  // A file is as large as its sender likes: nobody reads it for a stranger.
  const isFile = /^multipart\//iu.test(c.req.header('Content-Type') ?? '');
  const written = isFile ? [] : typedIn(await readForm(c));
  return page(
    c,
    <PublicPage
      at={at}
      title={why === 'session-over' ? 'Votre session est finie' : 'Vous n’êtes plus de cette équipe'}
      noindex
    >
      <p>
        {why === 'session-over'
          ? 'Elle a été fermée pendant que vous écriviez : rien n’a été enregistré.'
          : 'La coordination vous a retiré de l’équipe pendant que vous écriviez : rien n’a été enregistré.'}
      </p>
      {written.length > 0 && (
        <>
          <h2>Ce que vous aviez écrit</h2>
          <dl class="facts">
            {written.map(([name, text]) => (
              <>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </>
            ))}
          </dl>
          <p>Copiez-le avant de quitter cette page, ou lisez-le à une personne de l’équipe.</p>
        </>
      )}
      {why === 'session-over' && (
        <p>
          <a class="button" href={at.url('/equipe/connexion')}>
            Me connecter de nouveau
          </a>
        </p>
      )}
    </PublicPage>,
    403,
  );
};
