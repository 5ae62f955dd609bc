import { raw } from 'hono/html';
import type { Ctx } from '#src/web/context.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';

/** The very words of the README and of the founding decision (docs/decisions/001). */
const IN_THESE_WORDS = "un outil d'expérimentation à moindre coût du covoiturage, pas un opérateur de covoiturage";

/** Where some territory here shows them: what to read on the page of a search. */
const CoachesAndTrains = () => (
  <>
    <h3>Et le car, le train ?</h3>
    <p>
      À côté des conductrices et conducteurs, la page montre ce qui va là-bas : cars, trains, transport à la demande. Ce
      qui est à votre heure et permet de revenir est en premier. Lisez le <strong>dernier retour</strong> avant de
      partir. Les horaires sont ceux du réseau, et valent pour les dates écrites dessous. Le transport à la demande se
      réserve par téléphone, souvent la veille.
    </p>
  </>
);

/** `GET /aide`: what people ask, in plain French, on one page that prints. */
export const helpPage = async (c: Ctx): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const territories = await c.get('service').storage.instance.territories.list();
  const root = (path: string): string => urlFor(null, path);
  return page(
    c,
    <InstancePage title="Aide" nonce={c.get('nonce')} root={root}>
      <p class="notice">
        <strong>
          Ce n’est pas un service d’urgence : <a href="tel:15">15</a> ou <a href="tel:112">112</a>.
        </strong>
      </p>
      <ul class="plain">
        <li>
          <a href="#passager">Je cherche un trajet</a>
        </li>
        <li>
          <a href="#conduire">Je peux conduire</a>
        </li>
        <li>
          <a href="#equipe">Je suis de l’équipe</a>
        </li>
        <li>
          <a href={root(GUIDE_PATH)}>J’ouvre ou je tiens un Lotocar sur mon territoire</a>
        </li>
        <li>
          <a href="#limites">Ce que Lotocar ne fait pas</a>
        </li>
      </ul>

      <h2 id="passager">Je cherche un trajet</h2>
      <h3>Par téléphone</h3>
      <p>
        Appelez le numéro de votre territoire, aux heures indiquées. Dites d’où vous partez, où vous allez, quel jour et
        à quelle heure. Pensez au retour. L’équipe cherche quelqu’un et vous rappelle, que la réponse soit oui ou non.
      </p>
      <h3>Sur le site</h3>
      <ol>
        <li>Écrivez votre départ et votre arrivée. Le jour et l’heure aident, mais ne sont pas obligatoires.</li>
        <li>Regardez les trajets : les premiers demandent le moins de détour.</li>
        <li>
          Choisissez « Joindre » pour voir un numéro de téléphone, si la personne l’a accepté. Sinon, laissez une
          demande : l’équipe appelle pour vous.
        </li>
      </ol>
      {territories.some(({ switches }) => switches.timetables) && <CoachesAndTrains />}
      <h3>Combien cela coûte-t-il ?</h3>
      <p>
        Il y a deux sortes de trajets. « Ponctuel et gratuit, pour rendre service » : vous ne payez rien. « Régulier,
        partage des frais à voir ensemble » : vous en parlez avec la personne qui conduit. Lotocar ne fixe pas de prix
        et ne prend rien.
      </p>
      <h3>Et si je ne peux plus venir ?</h3>
      <p>
        Prévenez dès que possible la personne qui conduit, ou l’équipe. Ce n’est pas grave, mais elle ne doit pas
        attendre.
      </p>
      <h3>Je demande pour quelqu’un d’autre</h3>
      <p>
        C’est possible : pour un parent, une voisine, un patient. Dites à la personne que vous donnez son nom. Avant 18
        ans, il faut l’accord d’un parent.
      </p>

      <h2 id="conduire">Je peux conduire</h2>
      <p>
        Vous faites un trajet chaque semaine, ou une seule fois ? Inscrivez-le sur le site ou par téléphone. Il ne faut
        ni compte, ni adresse électronique, ni application.
      </p>
      <ul>
        <li>L’équipe vous appelle une première fois pour faire connaissance. Votre trajet est montré ensuite.</li>
        <li>On lit votre prénom, l’initiale de votre nom, les communes et les heures. Jamais votre adresse.</li>
        <li>Votre numéro n’est donné que si vous l’avez accepté. Ne rien répondre, c’est refuser.</li>
        <li>Vous pouvez dire non à chaque fois, sans raison.</li>
        <li>
          Avec votre lien personnel, ou par téléphone, vous changez, mettez en pause ou arrêtez un trajet. Vous pouvez
          aussi faire effacer tout ce qui vous concerne.
        </li>
        <li>Votre assurance auto couvre d’ordinaire les personnes transportées. Vérifiez auprès d’elle.</li>
      </ul>

      <h2 id="equipe">Je suis de l’équipe</h2>
      <ul>
        <li>
          Quand le téléphone sonne : « Noter un appel ». Le départ et l’arrivée suffisent pour voir qui peut conduire.
        </li>
        <li>Chaque appel à une conductrice ou un conducteur se note : oui, non, pas joint, à rappeler.</li>
        <li>L’aller et le retour se règlent chacun à leur tour, parfois avec deux personnes.</li>
        <li>La liste « À faire » dit qui rappeler aujourd’hui, les retards d’abord.</li>
        <li>Un mot de passe perdu ? La coordination du territoire vous en donne un autre.</li>
      </ul>

      <h2 id="limites">Ce que Lotocar ne fait pas</h2>
      <p>Lotocar est {raw(IN_THESE_WORDS)}.</p>
      <ul>
        <li>Pas de messagerie : on se parle au téléphone.</li>
        <li>Pas de paiement en ligne, et aucun prix calculé.</li>
        <li>Pas de preuve de trajet.</li>
        <li>Pas d’application à installer.</li>
        <li>Pas de publicité, et aucun suivi de votre visite.</li>
      </ul>
    </InstancePage>,
  );
};
