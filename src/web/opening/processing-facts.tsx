import { PERIODS } from '#src/privacy/periods.ts';
import { IDLE_HOURS } from '#src/team/session.ts';
import { LEAST_LENGTH } from '#src/team/password.ts';
import type { At } from '#src/web/context.ts';

type Pair = readonly [name: string, words: string];

const hasMessages = ({ territory: { switches } }: At): boolean => switches.sms || switches.email;

/** What is kept about whom, and who reads it: what the pages really ask and show. */
export const dataKept = (at: At): readonly Pair[] => [
  [
    'Conductrices et conducteurs',
    `Nom, téléphone, trajets (communes, jours, heures), sorte d’aide, accords donnés et leur date, appels passés et réponses. S’ils le veulent : adresse électronique, adresse, remarques, lieu de rendez-vous.${at.territory.switches.onCall ? ' Qui conduit exprès : d’où il part, ses demi-journées, ses absences.' : ''} Lus par l’équipe. Public, avec l’accord de la personne et après un appel de l’équipe : prénom, initiale du nom, communes, jours, heures, sorte d’aide.`,
  ],
  [
    'Passagères et passagers',
    'Nom, téléphone, façon d’être joint, trajet (lieux, date, heure, retour), promesse de rappel. S’ils le disent : ce que la voiture doit prendre (fauteuil, canne, accompagnant…), le motif en sept familles, une personne de confiance, l’accord d’un parent avant 18 ans. Lus par l’équipe. Qui conduit apprend le prénom, le lieu et l’heure, et le numéro si la personne l’accepte.',
  ],
  [
    'Équipe',
    'Nom, identifiant, mot de passe sous une forme qui ne se relit pas (argon2id), dates de connexion. Lus par la coordination.',
  ],
  [
    'Journal',
    'Qui a lu une fiche, changé quelque chose ou donné un numéro, et quand : des identifiants, jamais un nom ni un numéro.',
  ],
  ...(hasMessages(at)
    ? [['Messages', 'Les messages écrits aux personnes et les SMS reçus. Jamais de motif ni d’adresse.'] as const]
    : []),
];

/** The very periods of the jobs that erase. */
export const howLong = (at: At): readonly Pair[] => [
  ['Personne', `${PERIODS.personMonths} mois après le dernier échange, après deux avertissements.`],
  ['Demande sans solution', `${PERIODS.unmetRequestMonths} mois après sa date ; ensuite des nombres sans nom.`],
  [
    'Lieux exacts, besoins, motif d’un trajet fait',
    `${PERIODS.rideDetailsWeeks} semaines après ; ensuite les communes seulement.`,
  ],
  ['Trajet arrêté', `${PERIODS.stoppedTripWeeks} semaines après, il n’en reste que les communes et l’horaire.`],
  ['Appel commencé, jamais noté', `${PERIODS.callDraftDays} jours.`],
  [
    'Lignes d’un tableur repris',
    `${PERIODS.sheetDraftHours} heures au plus, pour la coordination seule ; ce qui permet d’annuler, ${PERIODS.sheetUndoDays} jours, sans aucun nom.`,
  ],
  ['Numéros d’une feuille imprimée', `${PERIODS.paperSheetDays} jours ; le papier est déchiré le lendemain.`],
  ...(hasMessages(at)
    ? [
        [
          'Messages',
          `Leurs mots, ${PERIODS.messageTextWeeks} semaines ; qu’un message est parti, ${PERIODS.messageMonths} mois.`,
        ] as const,
      ]
    : []),
  ['Journal', `${PERIODS.journalMonths} mois.`],
  [
    'Sauvegardes',
    'Quatorze nuits ; si la base est un PostgreSQL, ce que garde l’hébergeur. Une personne effacée le reste quand une sauvegarde est remise en place.',
  ],
];

/** What the service does by itself to keep things safe. */
export const measuresTaken = (at: At): readonly Pair[] => [
  [
    'Accès',
    `Un mot de passe par membre, ${LEAST_LENGTH} caractères au moins ; une attente qui s’allonge après cinq erreurs ; session fermée après ${IDLE_HOURS} heures sans usage.`,
  ],
  [
    'Rôles',
    `Coordination, équipe, chiffres seulement (sans aucun nom)${at.territory.switches.referents ? ', référence de communes (les personnes de ces communes)' : ''}.`,
  ],
  ['Cloisonnement', 'Chaque territoire ne lit que ses données ; un essai automatique le vérifie page par page.'],
  [
    'Numéros',
    'Montrés au public un à la fois, avec l’accord de la personne, après un clic, en nombre limité, et chaque fois notés.',
  ],
  [
    'Chiffrement',
    `${at.absoluteUrl('').startsWith('https:') ? 'Les échanges avec le site sont chiffrés (https).' : 'ATTENTION : ce site n’est pas en https ; à mettre en place avant d’ouvrir au public.'} Les sauvegardes le sont si une phrase secrète a été choisie (page « Les sauvegardes »).`,
  ],
  ['Liens personnels', '128 bits tirés au hasard, gardés sous une forme qui ne se relit pas, masqués dans les traces.'],
  ['Traces techniques', 'Ni nom, ni numéro, ni ce qui est cherché. Aucune mesure d’audience.'],
  [
    'Sauvegardes',
    'Chaque nuit, et la dernière est restaurée à part chaque semaine pour vérifier ; si la base est un PostgreSQL, c’est l’hébergeur qui sauvegarde.',
  ],
  ['Effacement', 'D’office, chaque jour, aux durées dites plus haut.'],
  ['Rien d’ailleurs', 'Aucune page n’appelle un autre site : ni carte, ni police, ni programme.'],
];

/** Names and their words, as these documents write them. */
export const Pairs = ({ pairs }: { pairs: readonly Pair[] }) => (
  <ul>
    {pairs.map(([name, words]) => (
      <li>
        <strong>{name}.</strong> {words}
      </li>
    ))}
  </ul>
);

/** On top of both drafts: a tool does not decide for who answers for the data. */
export const ToReview = ({ model }: { model: string }) => (
  <p class="notice">
    <strong>Projet, à relire par votre délégué à la protection des données.</strong> Il suit {model}. Ce que fait le
    logiciel y est écrit ; ce qui dépend de vous est entre crochets.
  </p>
);
