import type { Placeholder } from '#src/outbox/placeholders.ts';
import type { Purpose } from '#src/outbox/purposes.ts';

/** One message as it is proposed to a territory, which may reword it. */
export interface MessageText {
  /** For the list of texts: what it is. */
  readonly label: string;
  /** When it leaves. */
  readonly when: string;
  readonly may: readonly Placeholder[];
  /** Without it the message is of no use: the territory's wording has to keep it. */
  readonly must: readonly Placeholder[];
  readonly sms: string;
  readonly subject: string;
  readonly email: string;
}

const OURS = ['prénom', 'service', 'téléphone du service'] as const;
const RIDE = [...OURS, 'autre', 'jour', 'heure', 'départ', 'arrivée'] as const;

const SIGNED = '\n\n{service}, {téléphone du service}';

/** The texts of the messages, in the order of their page. */
export const MESSAGE_TEXTS: Readonly<Record<Purpose, MessageText>> = {
  'driver-asked': {
    label: 'Demander à quelqu’un de conduire',
    when: 'Quand l’équipe demande à une conductrice ou un conducteur, seul ou avec d’autres.',
    may: [...RIDE, 'besoins', 'code', 'lien'],
    must: ['lien', 'jour'],
    sms: '{service} : pouvez-vous emmener {autre} de {départ} à {arrivée}, {jour}, {heure} ?\nBesoins : {besoins}\nRépondez OUI {code} ou NON {code}, ou ici : {lien}',
    subject: 'Pouvez-vous emmener {autre}, {jour} ?',
    email: `Bonjour {prénom},

Pouvez-vous emmener {autre} de {départ} à {arrivée}, {jour}, {heure} ?

Besoins : {besoins}

Pour répondre, une page suffit, sans compte :
{lien}

Si ce n’est pas possible, dites-le aussi : nous cherchons alors quelqu’un d’autre.${SIGNED}`,
  },
  'driver-not-needed': {
    label: 'Dire que ce n’est plus la peine',
    when: 'Aux autres, quand l’équipe a trouvé qui conduit.',
    may: RIDE,
    must: [],
    sms: '{service} : pour {autre}, {jour}, nous avons trouvé. Merci !',
    subject: 'Pour {jour}, nous avons trouvé',
    email: `Bonjour {prénom},

Pour emmener {autre} de {départ} à {arrivée}, {jour}, nous avons trouvé quelqu’un. Merci d’avoir été là.${SIGNED}`,
  },
  'driver-need-over': {
    label: 'Dire que nous ne cherchons plus',
    when: 'À ceux qui étaient sollicités, quand la demande est close, ou réglée autrement.',
    may: RIDE,
    must: [],
    sms: '{service} : pour {autre}, {jour}, ce n’est plus la peine. Merci !',
    subject: 'Pour {jour}, ce n’est plus la peine',
    email: `Bonjour {prénom},

Pour emmener {autre} de {départ} à {arrivée}, {jour}, ce n’est plus la peine. Merci d’avoir été là.${SIGNED}`,
  },
  'driver-ask-changed': {
    label: 'Dire que la demande a changé',
    when: 'À ceux qui étaient sollicités, quand le jour, l’heure, un lieu ou ce qu’il faut prévoir change.',
    may: RIDE,
    must: [],
    sms: '{service} : pour {autre}, {jour}, la demande a changé. Ne prévoyez rien : nous vous demanderons à nouveau si besoin. Merci !',
    subject: 'Pour {jour}, la demande a changé',
    email: `Bonjour {prénom},

Pour emmener {autre} de {départ} à {arrivée}, {jour}, la demande a changé. Ne prévoyez rien : nous vous demanderons à nouveau si besoin. Merci d’avoir été là.${SIGNED}`,
  },
  'ride-agreed': {
    label: 'Dire le trajet convenu',
    when: 'Aux deux personnes, quand l’équipe a tout réglé.',
    may: [...RIDE, 'téléphone de l’autre', 'lien'],
    must: ['jour'],
    sms: '{service} : c’est convenu avec {autre}, {jour}, {heure}, de {départ} à {arrivée}.\nSon numéro : {téléphone de l’autre}\nUn souci ? {téléphone du service}',
    subject: 'C’est convenu pour {jour}',
    email: `Bonjour {prénom},

C’est convenu avec {autre} : {jour}, {heure}, de {départ} à {arrivée}.

Son numéro : {téléphone de l’autre}

Votre page : {lien}

Un souci, un changement ? Appelez-nous le plus tôt possible.${SIGNED}`,
  },
  'ride-changed': {
    label: 'Dire ce qui change dans un trajet convenu',
    when: 'Aux deux personnes, quand l’heure, un lieu ou ce qu’il faut prévoir change.',
    may: [...RIDE, 'changement', 'téléphone de l’autre'],
    must: ['jour', 'changement'],
    sms: '{service} : du nouveau pour le trajet avec {autre}, {jour} : {changement}. Le reste ne change pas. Un souci ? {téléphone du service}',
    subject: 'Du nouveau pour {jour}',
    email: `Bonjour {prénom},

Le trajet avec {autre}, {jour}, de {départ} à {arrivée}, a toujours lieu. Ce qui change : {changement}.

Le reste ne change pas. Si cela ne convient plus, appelez-nous le plus tôt possible.

Son numéro : {téléphone de l’autre}${SIGNED}`,
  },
  'ride-cancelled': {
    label: 'Dire qu’un trajet n’a plus lieu',
    when: 'À l’autre personne, quand l’une des deux annule.',
    may: RIDE,
    must: ['jour'],
    sms: '{service} : le trajet avec {autre}, {jour}, n’a plus lieu. Nous vous appelons. {téléphone du service}',
    subject: 'Le trajet de {jour} n’a plus lieu',
    email: `Bonjour {prénom},

Le trajet avec {autre}, {jour}, de {départ} à {arrivée}, n’a plus lieu. Nous vous appelons.${SIGNED}`,
  },
  'personal-link': {
    label: 'Donner son lien personnel',
    when: 'Après une inscription, ou quand l’équipe donne un nouveau lien.',
    may: [...OURS, 'lien'],
    must: ['lien'],
    sms: '{service} : merci {prénom}. Votre page, pour changer, faire une pause ou arrêter : {lien}',
    subject: 'Votre page personnelle',
    email: `Bonjour {prénom},

Merci de proposer vos trajets. Voici votre page : elle sert à les changer, à faire une pause ou à tout arrêter.
{lien}

Gardez cette adresse pour vous : qui l’a peut changer vos trajets.${SIGNED}`,
  },
  'still-agreed': {
    label: 'Demander « toujours d’accord ? »',
    when: 'Six mois après les dernières nouvelles d’une conductrice ou d’un conducteur.',
    may: [...OURS, 'lien'],
    must: ['lien'],
    sms: '{service} : toujours d’accord pour emmener quelqu’un sur vos trajets ? Un oui ou un non : {lien}',
    subject: 'Toujours d’accord pour emmener quelqu’un ?',
    email: `Bonjour {prénom},

Êtes-vous toujours d’accord pour emmener quelqu’un sur vos trajets ? Un oui ou un non suffit :
{lien}

Sans réponse, nous mettrons vos trajets en pause.${SIGNED}`,
  },
  'answer-noted': {
    label: 'Dire que la réponse est notée',
    when: 'Quand une réponse arrive par SMS et a été comprise.',
    may: RIDE,
    must: [],
    sms: '{service} : votre réponse est notée, merci. L’équipe confirme.',
    subject: 'Votre réponse est notée',
    email: `Bonjour {prénom},

Votre réponse est notée, merci. L’équipe confirme.${SIGNED}`,
  },
  'last-warning': {
    label: 'Prévenir avant d’effacer',
    when: 'Après dix-huit mois sans nouvelles, puis une seconde fois.',
    may: [...OURS, 'lien'],
    must: [],
    sms: '{service} : sans nouvelles de vous, nous effacerons vos informations. Pour rester : {téléphone du service}\nVotre page : {lien}',
    subject: 'Voulez-vous rester inscrit ?',
    email: `Bonjour {prénom},

Nous n’avons plus de nouvelles de vous depuis longtemps. Sans réponse, vos informations seront effacées, comme promis.
Pour rester, un appel suffit.

Ou votre page : {lien}${SIGNED}`,
  },
  test: {
    label: 'Essai d’envoi',
    when: 'Quand vous appuyez sur « M’envoyer un essai ».',
    may: ['service', 'téléphone du service'],
    must: [],
    sms: '{service} : ceci est un essai. Si vous le lisez, les SMS partent.',
    subject: 'Essai d’envoi',
    email: `Ceci est un essai. Si vous le lisez, les e-mails partent.${SIGNED}`,
  },
};
