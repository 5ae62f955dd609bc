import { awaitedRides, createErasePerson } from '#src/privacy/erase-person.ts';
import type { Ctx } from '#src/web/context.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { findByLink } from '#src/web/public/driver-link.tsx';

/** `GET /{slug}/lien/{token}/effacer`: what will go, and what it means for others. */
export const erasePageByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const at = c.get('at');
  const rides = await awaitedRides(storesOf(c), holder.driver.person.id, at.today);
  return page(
    c,
    <PublicPage at={at} title="Effacer tout ce qui me concerne" noindex>
      <p>
        Votre nom, vos numéros, vos trajets, vos réponses et vos demandes seront effacés tout de suite, pour de bon. Il
        ne restera que des nombres, comme « tant de trajets en novembre ».
      </p>
      {rides.length > 0 && (
        <p class="notice">
          <strong>Quelqu’un compte sur vous</strong> pour{' '}
          {rides.length === 1 ? 'un trajet à venir' : `${rides.length} trajets à venir`}. Si vous le pouvez, appelez
          d’abord l’équipe. Si vous effacez maintenant, elle cherchera une autre personne.
        </p>
      )}
      <p>Vous voulez seulement ne plus conduire ? Mettez vos trajets en pause, ou arrêtez-les.</p>
      {holder.form(
        at.url(`${holder.base}/effacer`),
        <p class="actions">
          <button type="submit" class="danger">
            Tout effacer
          </button>
          <a href={at.url(holder.base)}>Revenir à mes trajets</a>
        </p>,
      )}
    </PublicPage>,
  );
};

/** `POST /{slug}/lien/{token}/effacer`. The link is gone with the rest: the answer is the page itself. */
export const eraseByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const at = c.get('at');
  await createErasePerson(driverTools(c))(at.territory, holder.driver.person.id, holder.by);
  return page(
    c,
    <PublicPage at={at} title="C’est effacé" noindex>
      <p>Il ne reste rien sur vous, que des nombres sans nom. Merci pour les trajets que vous avez proposés.</p>
      <p class="actions">
        <a class="button" href={at.url('')}>
          Revenir à l’accueil
        </a>
      </p>
    </PublicPage>,
  );
};
