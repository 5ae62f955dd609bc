import { PERIODS } from '#src/privacy/periods.ts';
import type { At } from '#src/web/context.ts';
import { dataKept, howLong, measuresTaken, Pairs, ToReview } from '#src/web/opening/processing-facts.tsx';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { Signatures, ToFill } from '#src/web/opening/words.tsx';

interface Risk {
  readonly name: string;
  readonly causes: string;
  readonly impacts: string;
  readonly measures: string;
  readonly severity: string;
  readonly likelihood: string;
}

/** The three feared events of the CNIL's method. Levels are proposed, in its own words; the controller decides. */
const RISKS: readonly Risk[] = [
  {
    name: 'Quelqu’un lit ce qu’il ne doit pas lire',
    causes:
      'un mot de passe prêté ou deviné, une feuille oubliée, un ordinateur volé, un membre trop curieux, une attaque',
    impacts:
      'démarchage, harcèlement, cambriolage (savoir qu’une maison est vide), gêne ou honte si un rendez-vous se sait dans le village',
    measures:
      'rôles, mots de passe, journal des lectures, un numéro à la fois, ni adresse ni nom complet en public, motif effacé tôt, sauvegardes chiffrées, feuilles déchirées',
    severity: 'importante',
    likelihood: 'limitée',
  },
  {
    name: 'Quelque chose est changé à tort',
    causes: 'une faute de frappe, deux fiches confondues, un lien personnel tombé dans d’autres mains, une attaque',
    impacts: 'une personne attend pour rien, ou ne peut pas rentrer chez elle',
    measures:
      'relecture à voix haute, conflit montré quand deux membres écrivent, journal des changements, liens à usage limité, « À prévenir » tant que la personne ne sait pas, trajets du jour imprimés',
    severity: 'limitée',
    likelihood: 'limitée',
  },
  {
    name: 'Tout disparaît',
    causes: 'un disque qui casse, une fausse manœuvre, un hébergeur qui s’arrête, un départ sans passation',
    impacts: 'des trajets convenus ne sont plus connus, des personnes sans solution le jour même',
    measures:
      'sauvegarde chaque nuit, essai de restauration chaque semaine, feuille du lendemain imprimée, export de tout le territoire, page « Passer la main », deux personnes à la coordination',
    severity: 'limitée',
    likelihood: 'limitée',
  },
];

const Context = ({ at }: { at: At }) => (
  <section>
    <h2>1. Le contexte</h2>
    <h3>1.1 Vue d’ensemble</h3>
    <p>
      {at.territory.name} met en relation des personnes sans voiture et des personnes qui font la route, au téléphone
      d’abord. Beaucoup de passagères et passagers sont âgés, isolés ou fragiles. Responsable :{' '}
      {at.territory.controller}. Sous-traitant : <ToFill>hébergeur</ToFill>.
    </p>
    <p>
      <strong>Pourquoi une analyse d’impact.</strong> Deux critères du Comité européen de la protection des données sont
      réunis : des personnes vulnérables, des données qui peuvent toucher à la santé. L’accompagnement social des
      personnes figure sur la liste de la CNIL.
    </p>
    <p>
      <strong>Référentiels.</strong> RGPD ; référentiel de la CNIL sur l’accompagnement social (délibération 2021-028),
      pour les durées ; recommandation de la CNIL sur les mots de passe (21 juillet 2022).{' '}
      <ToFill>vos propres règles</ToFill>
    </p>
    <h3>1.2 Données, parcours et supports</h3>
    <Pairs pairs={dataKept(at)} />
    <p>
      <strong>Le parcours.</strong> Une personne appelle ou écrit sur le site. L’équipe note la demande et cherche qui
      peut conduire. Elle appelle, note la réponse, convient du trajet, prévient les deux personnes. Le lendemain, elle
      note s’il a eu lieu. Puis les détails s’effacent, et il reste des nombres.
    </p>
    <p>
      <strong>Les supports.</strong> Une base de données et ses sauvegardes <ToFill>où</ToFill> ; les ordinateurs et
      téléphones de l’équipe <ToFill>lesquels, fermés comment</ToFill> ; les feuilles imprimées ; la ligne de téléphone
      et son répondeur <ToFill>qui efface les messages, quand</ToFill>.
    </p>
    <h3>Combien de temps</h3>
    <Pairs pairs={howLong(at)} />
  </section>
);

const Principles = ({ at }: { at: At }) => (
  <section>
    <h2>2. Les principes</h2>
    <h3>2.1 Nécessaire et proportionné</h3>
    <ul>
      <li>
        <strong>Finalités.</strong> Trouver un trajet, tenir les promesses, compter sans nom. Rien d’autre : ni
        publicité, ni vente, ni profil.
      </li>
      <li>
        <strong>Fondement.</strong> <ToFill>mission d’intérêt public, ou intérêt légitime</ToFill>. Accord pour la liste
        publique et pour le numéro : sans réponse, c’est non. Motif et besoins :{' '}
        <ToFill>condition de l’article 9</ToFill>.
      </li>
      <li>
        <strong>Le moins possible.</strong> Ni date de naissance, ni pièce d’identité, ni papier médical, ni compte, ni
        adresse électronique obligatoire. Le motif est facultatif, en sept familles. Aucun prix, aucun suivi du trajet,
        aucune note donnée aux gens.
      </li>
      <li>
        <strong>Exact.</strong> L’équipe parle à chaque personne qui conduit avant de la montrer, et redemande après six
        mois sans nouvelles d’un trajet régulier.
      </li>
      <li>
        <strong>Durées.</strong> Celles dites plus haut, appliquées d’office. La CNIL propose deux ans après le dernier
        contact : c’est {PERIODS.personMonths} mois ici.
      </li>
    </ul>
    <h3>2.2 Les droits des personnes</h3>
    <ul>
      <li>
        <strong>Information.</strong> La page <a href={at.url('/vie-privee')}>« Vie privée »</a>, deux phrases dites au
        téléphone (leur date est notée), le bas des feuilles à remplir.
      </li>
      <li>
        <strong>Accord.</strong> Recueilli par question, daté, retiré en un appel ou depuis le lien personnel.
      </li>
      <li>
        <strong>Lire, emporter, corriger, effacer.</strong> Par téléphone ; qui conduit peut aussi le faire depuis son
        lien personnel. Réponse en un mois.
      </li>
      <li>
        <strong>S’opposer.</strong> Pause ou arrêt d’un trajet, retrait d’un accord, ne plus être appelé : à tout
        moment, sans raison à donner.
      </li>
      <li>
        <strong>Sous-traitance.</strong> Convention avec l’hébergeur (article 28) : <ToFill>date</ToFill>
        {at.territory.switches.sms && (
          <>
            . Les SMS passent par <ToFill>l’opérateur de la ligne, la passerelle</ToFill>
          </>
        )}
        {at.territory.switches.email && (
          <>
            . Les e-mails passent par <ToFill>votre boîte d’envoi</ToFill>
          </>
        )}
        .
      </li>
      <li>
        <strong>Hors de l’Union européenne.</strong> Le logiciel n’envoie{' '}
        {at.journeysBy === null
          ? 'rien'
          : `rien, sinon à ${at.journeysBy} les lieux (à cent mètres près) et le jour d’une recherche de cars et de trains`}
        . <ToFill>l’hébergeur non plus ?</ToFill>
      </li>
    </ul>
  </section>
);

const Risks = ({ at }: { at: At }) => (
  <section>
    <h2>3. Les risques</h2>
    <h3>3.1 Ce qui est en place</h3>
    <Pairs pairs={measuresTaken(at)} />
    <p>
      <strong>À mettre en place par vous.</strong>{' '}
      <ToFill>
        bureau qui ferme à clé, écrans qui se verrouillent, charte signée par l’équipe, ordinateurs à jour
      </ToFill>
    </p>
    <h3>3.2 Ce qui pourrait arriver</h3>
    {RISKS.map(({ name, causes, impacts, measures, severity, likelihood }) => (
      <section class="risk">
        <h4>{name}</h4>
        <ul>
          <li>
            <strong>Comment.</strong> {causes}.
          </li>
          <li>
            <strong>Pour les personnes.</strong> {impacts}.
          </li>
          <li>
            <strong>Ce qui l’évite.</strong> {measures}.
          </li>
          <li>
            <strong>Gravité proposée</strong> : {severity}. <strong>Vraisemblance proposée</strong> : {likelihood}.{' '}
            <ToFill>votre avis</ToFill>
          </li>
        </ul>
      </section>
    ))}
  </section>
);

/** A draft of the impact assessment (RGPD, article 35), on the plan of the CNIL's templates. */
export const impact: OpeningPaper = {
  path: 'analyse-d-impact',
  title: 'L’analyse d’impact (AIPD)',
  what: 'sur le plan de la CNIL, avec ce que fait vraiment le logiciel',
  paper: 'document',
  draw: (at) => (
    <>
      <ToReview model="le plan des modèles de la CNIL (« PIA, les modèles », février 2018)" />
      <Context at={at} />
      <Principles at={at} />
      <Risks at={at} />
      <section>
        <h2>4. La validation</h2>
        <h3>Ce qui reste à faire</h3>
        <ul class="boxes to-do">
          <li>convention avec l’hébergeur signée</li>
          <li>site en https</li>
          <li>phrase secrète des sauvegardes choisie, au coffre</li>
          <li>charte lue et signée par l’équipe</li>
          <li>répondeur : qui efface, quand</li>
          <li>fiche au registre des traitements</li>
        </ul>
        <p>
          <strong>Avis du délégué à la protection des données.</strong> <ToFill>avis, date</ToFill>
        </p>
        <p>
          <strong>Avis des personnes concernées, ou de leurs représentants.</strong>{' '}
          <ToFill>qui a été interrogé, ce qui a été dit</ToFill>
        </p>
        <p>
          <strong>Décision.</strong> <ToFill>mise en œuvre acceptée, ou sous conditions ; à revoir le…</ToFill>
        </p>
        <Signatures names={['Pour le responsable du traitement', 'Le délégué à la protection des données']} />
      </section>
    </>
  ),
};
