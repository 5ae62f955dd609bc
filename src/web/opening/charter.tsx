import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { callWords, NoEmergency, Signatures } from '#src/web/opening/words.tsx';

/** What is read together at the first meeting, on one sheet. The rules of use say the same to everyone. */
export const charter: OpeningPaper = {
  path: 'charte',
  title: 'La charte des conductrices et conducteurs',
  what: 'une feuille, à lire ensemble lors de la première rencontre',
  paper: 'document',
  draw: (at) => (
    <>
      <p>
        Ce n’est pas un contrat. C’est ce que nous nous disons avant de commencer, {at.territory.name} et vous. Merci de
        donner de votre route.
      </p>
      <h2>Ce que vous faites</h2>
      <ul>
        <li>
          Vous avez votre permis, une assurance en cours et une voiture en état. Vous avez vérifié ce que couvre
          l’assurance.
        </li>
        <li>Vous dites oui ou non à chaque demande, sans raison à donner. Un oui est tenu.</li>
        <li>Si vous ne pouvez plus venir, vous prévenez le plus tôt possible : la personne, ou l’équipe.</li>
        <li>Vous êtes à l’heure. Vous attendez la personne quelques minutes : elle peut marcher lentement.</li>
        <li>
          Vous ne gagnez pas d’argent. C’est gratuit, ou vous partagez les frais entre vous, convenus avant de partir.
        </li>
        <li>Ceinture pour tous, siège adapté pour un enfant. Ni alcool, ni téléphone au volant.</li>
        <li>
          Vous gardez pour vous ce que vous apprenez des personnes que vous transportez : où elles vont, qui elles
          voient.
        </li>
        <li>Vous ne gardez pas leur numéro pour autre chose que ce trajet.</li>
      </ul>
      <h2>Ce que vous ne faites pas</h2>
      <ul>
        <li>Vous ne soignez pas, vous ne portez pas, vous n’entrez pas chez les gens si cela vous gêne.</li>
        <li>Si quelqu’un va mal : le 15 ou le 112 d’abord, l’équipe ensuite.</li>
      </ul>
      <h2>Ce que fait l’équipe</h2>
      <ul>
        <li>Elle vous parle avant de montrer vos trajets, et ne donne votre numéro qu’avec votre accord.</li>
        <li>Elle vous dit le jour, l’heure, les lieux et ce qu’il faut prévoir avant que vous disiez oui.</li>
        <li>
          Elle ne vous appelle pas trop souvent. Vous dites « pas cette semaine » ou « ne me demandez plus » : c’est
          respecté.
        </li>
        <li>Elle répond si quelque chose se passe mal : {callWords(at)}.</li>
        <li>Elle efface ce qui vous concerne quand vous le demandez.</li>
      </ul>
      <h2>Entre nous</h2>
      <p>
        Le respect est la règle, dans les deux sens. Vous pouvez refuser de conduire quelqu’un, quelqu’un peut refuser
        de monter avec vous : dites-le à l’équipe, elle le garde pour elle. L’équipe peut arrêter une inscription, et
        dit pourquoi.
      </p>
      <NoEmergency />
      <Signatures names={['La personne qui conduit', `Pour ${at.territory.name}`]} />
    </>
  ),
};
