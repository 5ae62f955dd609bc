import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';

/** `GET /{slug}/conducteurs`: why someone would drive, and how it goes. */
export const driverIntroPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage
      at={at}
      title="Je peux conduire"
      current="/conducteurs"
      description="Vous roulez déjà. Quelqu’un du coin, sans voiture, va au même endroit."
    >
      <p class="lead">
        Vous roulez déjà. Près de chez vous, quelqu’un n’a pas de voiture et va au même endroit : chez le médecin, au
        marché, au travail.
      </p>
      <p class="actions">
        <a class="button" href={at.url('/conducteurs/inscription')}>
          Proposer un trajet
        </a>
      </p>
      <p>Trois minutes suffisent. Vous pouvez aussi nous appeler : l’équipe remplit tout avec vous.</p>

      <h2>Comment cela se passe</h2>
      <ol>
        <li>Vous dites où vous allez, quels jours et à quelle heure. Il n’y a pas de compte à créer.</li>
        <li>L’équipe vous appelle pour faire connaissance. Rien n’est montré avant cet appel.</li>
        <li>Quelqu’un a besoin de ce trajet : on vous le demande. Vous dites oui ou non, chaque fois.</li>
        <li>Vous gardez un lien personnel : pour changer, faire une pause ou tout arrêter quand vous voulez.</li>
      </ol>

      <h2>Ce qu’on nous demande souvent</h2>
      <h3>Est-ce que je m’engage ?</h3>
      <p>Non. Dire « cela ne va pas cette fois » est une bonne réponse.</p>
      <h3>Et l’argent ?</h3>
      <p>
        Le plus souvent, c’est gratuit : un trajet, un service rendu. Pour des trajets réguliers, vous pouvez partager
        les frais, et vous voyez cela entre vous. Le service ne fixe et ne garde aucun prix.
      </p>
      <h3>Et l’assurance ?</h3>
      <p>
        L’assurance obligatoire de votre voiture couvre les personnes que vous transportez. Si vous avez un doute,
        demandez à votre assureur.
      </p>
      <h3>Qui voit mes informations ?</h3>
      <p>
        La liste publique montre votre prénom, l’initiale de votre nom, les communes et les horaires, si vous
        l’acceptez. Votre numéro n’est donné qu’avec votre accord, à une personne à la fois.{' '}
        <a href={at.url('/vie-privee')}>Tout est expliqué ici</a>.
      </p>
      <p class="actions">
        <a class="button" href={at.url('/conducteurs/inscription')}>
          Proposer un trajet
        </a>
        <a href={at.url('/code')}>J’ai déjà un code de l’équipe</a>
      </p>
    </PublicPage>,
  );
};
