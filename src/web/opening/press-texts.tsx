import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { callWords, communesWords, NoEmergency, OpeningDay, siteWords, TextToCopy } from '#src/web/opening/words.tsx';

/** Three lengths: what a page of a bulletin leaves free is never known before. */
export const bulletin: OpeningPaper = {
  path: 'bulletin',
  title: 'Pour le bulletin municipal',
  what: 'trois textes, du plus court au plus long, à envoyer à chaque mairie',
  paper: 'document',
  draw: (at) => (
    <>
      <p>Sélectionnez un texte et copiez-le. Ce qui est entre crochets est à écrire par vous.</p>
      <TextToCopy title="En trois lignes">
        <p>
          Pas de voiture ? {at.territory.name} cherche avec vous quelqu’un qui fait la route. Vous conduisez ? Proposez
          un trajet. {callWords(at)}. Ce n’est pas un service d’urgence : 15 ou 112.
        </p>
      </TextToCopy>
      <TextToCopy title="Nous cherchons des conductrices et des conducteurs (à publier d’abord)">
        <p>
          <strong>Vous faites la route ? Quelqu’un va au même endroit.</strong>
        </p>
        <p>
          {at.territory.name} ouvre le <OpeningDay at={at} /> {communesWords(at)}. Avant cette date, nous cherchons des
          habitantes et des habitants qui roulent : chaque semaine pour le travail, le jeudi pour le marché, une fois
          par mois pour voir un proche.
        </p>
        <p>
          Ce que l’on vous demande : dire d’où vous partez, où vous allez, quels jours. Quand une personne a besoin de
          ce trajet, l’équipe vous appelle. Vous dites oui ou non, chaque fois, sans raison à donner. C’est gratuit pour
          rendre service, ou l’on partage les frais entre soi. Votre numéro n’est donné qu’avec votre accord.
        </p>
        <p>
          Trois minutes au téléphone suffisent : {callWords(at)}.{siteWords(at, ' Ou sur ', '.')}
        </p>
      </TextToCopy>
      <TextToCopy title="Le service ouvre">
        <p>
          <strong>Un rendez-vous, un marché, une visite : appelez {at.territory.name}.</strong>
        </p>
        <p>
          Dans nos villages, beaucoup de voitures passent avec une seule personne à bord. Et d’autres renoncent à
          sortir, faute de voiture. {at.territory.name} les met en relation, {communesWords(at)}, à partir du{' '}
          <OpeningDay at={at} />.
        </p>
        <p>
          Il suffit d’un téléphone. Dites où vous devez être, quel jour, à quelle heure, et si vous revenez. L’équipe
          cherche quelqu’un qui fait déjà la route, et vous rappelle dans tous les cas, même si c’est non. Il n’y a rien
          à installer, ni compte à créer.
        </p>
        <p>
          Le service est proposé par {at.territory.controller}. Il ne promet pas une solution à chaque fois : plus il y
          a de conductrices et de conducteurs, plus il y en a. Vous roulez ? Appelez aussi.
        </p>
        <p>
          {callWords(at)}.{siteWords(at, ' ')}
        </p>
        <NoEmergency />
      </TextToCopy>
    </>
  ),
};

/** What is read in half a minute, and what one answers to a journalist. */
export const radio: OpeningPaper = {
  path: 'radio',
  title: 'Pour la radio locale',
  what: 'deux annonces d’une demi-minute, et quoi répondre si l’on vous interroge',
  paper: 'document',
  draw: (at) => (
    <>
      <p>Lisez lentement. Le numéro se dit deux fois.</p>
      <TextToCopy title="L’annonce, pour qui cherche un trajet">
        <p>
          Pas de voiture, ou plus envie de conduire ? Chez nous, des gens font la route chaque jour. {at.territory.name}{' '}
          cherche avec vous quelqu’un qui va au même endroit. Il suffit d’un téléphone : {callWords(at)}. Vous dites où
          et quand, on vous rappelle, que ce soit oui ou non. Je répète : {callWords(at)}. Ce n’est pas un service
          d’urgence : pour une urgence, faites le 15 ou le 112.
        </p>
      </TextToCopy>
      <TextToCopy title="L’annonce, pour qui conduit">
        <p>
          Vous prenez la voiture demain ? Près de chez vous, quelqu’un va peut-être au même endroit et n’a pas de
          voiture. {at.territory.name} cherche des conductrices et des conducteurs. Un trajet par semaine, ou un seul.
          Vous dites oui ou non à chaque fois. Appelez le {callWords(at)}. Je répète : {callWords(at)}.
        </p>
      </TextToCopy>
      <section>
        <h2>Si l’on vous interroge</h2>
        <h3>Combien cela coûte-t-il ?</h3>
        <p>
          Rien pour un trajet rendu en service. Pour des trajets réguliers, les deux personnes partagent les frais si
          elles le veulent. Le service ne prend rien et ne fixe aucun prix.
        </p>
        <h3>Est-ce sûr ?</h3>
        <p>
          L’équipe parle à chaque conductrice et à chaque conducteur avant de montrer ses trajets. Votre nom complet,
          votre adresse et votre numéro ne sont jamais sur le site.
        </p>
        <h3>Et si personne ne fait ce trajet ?</h3>
        <p>
          On vous le dit, à l’heure promise. La demande reste cherchée jusqu’au jour dit, et nous savons ainsi où il
          manque quelqu’un.
        </p>
        <h3>Et pour une urgence ?</h3>
        <p>
          <strong>Ce n’est pas un service d’urgence : 15 ou 112.</strong>
        </p>
        <h3>Qui le propose ?</h3>
        <p>{at.territory.controller}.</p>
      </section>
    </>
  ),
};
