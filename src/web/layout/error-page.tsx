import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import type { Ctx } from '#src/web/context.ts';

/** Nothing at that address. Inside a territory its phone stays first. */
export const notFoundPage = (c: Ctx, sentence?: string): Response | Promise<Response> => {
  const at = c.get('at');
  const words = sentence ?? 'L’adresse est peut-être incomplète, ou la page n’existe plus.';
  if (at) {
    return page(
      c,
      <PublicPage at={at} title="Cette page n’existe pas" noindex>
        <p>{words}</p>
        <p>
          <a class="button" href={at.url('')}>
            Chercher un trajet
          </a>
        </p>
      </PublicPage>,
      404,
    );
  }
  const urlFor = c.get('urlFor');
  return page(
    c,
    <InstancePage title="Cette page n’existe pas" noindex nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
      <p>{words}</p>
      <p>
        <a href={urlFor(null, '')}>Revenir à l’accueil</a>
      </p>
    </InstancePage>,
    404,
  );
};

/** A bug of ours: a number to read to someone, and no blame. */
export const brokenPage = (c: Ctx, reference: string): Response | Promise<Response> => {
  const urlFor = c.get('urlFor');
  return page(
    c,
    <InstancePage
      title="Le service a eu un problème"
      noindex
      nonce={c.get('nonce') ?? ''}
      root={(path) => urlFor(null, path)}
    >
      <p>Ce n’est pas votre faute. Rien de ce qui était déjà enregistré n’est perdu. Réessayez dans un instant.</p>
      <p>
        Si cela recommence, appelez l’équipe de votre territoire et donnez-lui cette référence :{' '}
        <strong>{reference}</strong>.
      </p>
    </InstancePage>,
    500,
  );
};

/** Something was refused, with a sentence that says what to do. */
export const refusedPage = (
  c: Ctx,
  title: string,
  sentence: string,
  status: 400 | 403 | 409 | 413 | 429,
): Response | Promise<Response> => {
  const at = c.get('at');
  if (at) {
    return page(
      c,
      <PublicPage at={at} title={title} noindex>
        <p>{sentence}</p>
      </PublicPage>,
      status,
    );
  }
  const urlFor = c.get('urlFor');
  return page(
    c,
    <InstancePage title={title} noindex nonce={c.get('nonce') ?? ''} root={(path) => urlFor(null, path)}>
      <p>{sentence}</p>
    </InstancePage>,
    status,
  );
};
