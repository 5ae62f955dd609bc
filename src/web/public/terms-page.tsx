import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { WHAT_IT_IS } from '#src/web/layout/what-it-is.tsx';

/** `GET /{slug}/cgu`: the rules between people, in plain French. */
export const termsPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  return page(
    c,
    <PublicPage at={at} title="Conditions d’utilisation" description="Les règles, en clair.">
      <h2>Ce que fait le service</h2>
      <p>
        {territory.name} met en relation des personnes qui roulent et des personnes qui cherchent un trajet. C’est{' '}
        {WHAT_IT_IS}. Il est proposé par {territory.controller}. Son usage est gratuit.
      </p>
      <p>Il n’y a ni messagerie, ni paiement en ligne, ni preuve de trajet, ni application à installer.</p>

      <h2>Ce que le service ne promet pas</h2>
      <ul>
        <li>Une solution à chaque demande. L’équipe cherche, et vous répond dans tous les cas.</li>
        <li>Les urgences : en cas d’urgence médicale, appelez le 15 ou le 112.</li>
        <li>Le trajet lui-même : il se fait entre vous, sous votre responsabilité.</li>
      </ul>

      <h2>Si vous conduisez</h2>
      <ul>
        <li>Vous avez votre permis, une assurance en cours et une voiture en état.</li>
        <li>Vous faites un trajet que vous alliez faire, ou un détour pour rendre service.</li>
        <li>
          Vous ne gagnez pas d’argent. C’est gratuit, ou vous partagez les frais entre vous. Gagner de l’argent serait
          un autre métier, et votre assurance pourrait ne plus couvrir.
        </li>
        <li>Vous pouvez dire non à une demande, sans vous justifier.</li>
        <li>Si vous ne pouvez plus venir, prévenez le plus tôt possible : la personne, ou l’équipe.</li>
        <li>Vous gardez pour vous ce que vous apprenez des personnes que vous transportez.</li>
      </ul>

      <h2>Si vous êtes passagère ou passager</h2>
      <ul>
        <li>Vous êtes à l’heure au rendez-vous, et vous prévenez si vous ne venez pas.</li>
        <li>Un numéro qui vous a été donné sert à ce trajet. Vous ne le transmettez à personne.</li>
        <li>Avant 18 ans, il faut l’accord d’un parent. Un enfant voyage avec le siège qu’il lui faut.</li>
      </ul>

      <h2>Entre nous</h2>
      <ul>
        <li>Le respect est la règle. Les propos ou gestes déplacés mettent fin à l’usage du service.</li>
        <li>L’équipe parle à chaque personne qui conduit avant de montrer ses trajets.</li>
        <li>L’équipe peut refuser ou arrêter une inscription, et dit pourquoi à la personne.</li>
        <li>Les trajets et les durées affichés sont des indications. Un temps « estimé » peut être faux.</li>
      </ul>

      <h2>Vos informations</h2>
      <p>
        <a href={at.url('/vie-privee')}>Ce que nous gardons, qui le lit et combien de temps</a>.
      </p>

      <h2>Un problème ?</h2>
      <p>Appelez l’équipe : le numéro est en haut de la page. Ces règles suivent le droit français.</p>
    </PublicPage>,
  );
};
