import { formatPhone } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { dataKept, howLong, measuresTaken, Pairs, ToReview } from '#src/web/opening/processing-facts.tsx';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { ToFill } from '#src/web/opening/words.tsx';

/** The entry of this service in the controller's register (RGPD, article 30), on the plan of the CNIL's model. */
export const register: OpeningPaper = {
  path: 'registre',
  title: 'La fiche du registre des traitements',
  what: 'pour le registre de votre structure (RGPD, article 30)',
  paper: 'document',
  draw: (at) => (
    <>
      <ToReview model="le modèle de registre de la CNIL" />
      <h2>Le traitement</h2>
      <ul>
        <li>
          <strong>Nom.</strong> {at.territory.name} : mise en relation de covoiturage solidaire.
        </li>
        <li>
          <strong>Fiche faite</strong> le {formatDate(at.today, at.today)} {at.today.slice(0, 4)}, à relire chaque
          année.
        </li>
        <li>
          <strong>Responsable.</strong> {at.territory.controller}, {formatPhone(at.territory.phone)}
          {at.territory.email !== null && `, ${at.territory.email}`}.
        </li>
        <li>
          <strong>Délégué à la protection des données.</strong> <ToFill>nom, adresse</ToFill>
        </li>
        <li>
          <strong>Responsable conjoint.</strong> <ToFill>aucun, ou son nom</ToFill>
        </li>
        <li>
          <strong>Logiciel.</strong> Lotocar, libre (licence MIT), hébergé par{' '}
          <ToFill>nom et pays de l’hébergeur</ToFill>.
        </li>
      </ul>
      <h2>Objectifs</h2>
      <ul>
        <li>Mettre en relation des personnes qui cherchent un trajet et des personnes qui le font.</li>
        <li>Tenir les promesses de rappel, et le déroulement des trajets convenus.</li>
        <li>Compter, sans nom, ce qui est demandé et ce qui a trouvé une solution.</li>
      </ul>
      <p>
        <strong>Fondement.</strong>{' '}
        <ToFill>mission d’intérêt public pour une collectivité ; intérêt légitime pour une association</ToFill>.
        L’accord de la personne pour être dans la liste publique et pour que son numéro soit donné.
      </p>
      <h2>Personnes et données</h2>
      <Pairs pairs={dataKept(at)} />
      <h2>Données sensibles</h2>
      <p>
        Le motif « santé » et les besoins (fauteuil, déambulateur) peuvent dire quelque chose de la santé. Ils sont
        facultatifs, jamais précis, lus par l’équipe seule, et effacés les premiers.{' '}
        <ToFill>condition de l’article 9 retenue avec votre délégué</ToFill>
      </p>
      <h2>Durées</h2>
      <Pairs pairs={howLong(at)} />
      <h2>Destinataires</h2>
      <ul>
        <li>L’équipe du service, chacun selon son rôle.</li>
        <li>La personne qui conduit, ou celle qui est conduite, pour ce trajet seulement.</li>
        {at.territory.neighbourIds.length > 0 && (
          <li>Les territoires voisins : les trajets des personnes qui l’ont accepté, sans leur numéro.</li>
        )}
        {at.journeysBy !== null && (
          <li>
            {at.journeysBy}, qui cherche les cars et les trains : les lieux de départ et d’arrivée, à cent mètres près,
            et le jour. Ni nom, ni numéro, ni adresse de connexion, ni motif. <ToFill>où se trouve ce serveur ?</ToFill>
          </li>
        )}
        <li>
          Sous-traitant : l’hébergeur, <ToFill>convention du…</ToFill>
        </li>
      </ul>
      <p>
        <strong>Hors de l’Union européenne.</strong> Le logiciel n’envoie{' '}
        {at.journeysBy === null ? 'rien' : 'rien d’autre que ce qui est dit ci-dessus'}.{' '}
        <ToFill>l’hébergeur non plus ?</ToFill>
      </p>
      <h2>Sécurité</h2>
      <Pairs pairs={measuresTaken(at)} />
    </>
  ),
};
