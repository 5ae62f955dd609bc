import type { AskRefusal } from '#src/follow-up/ask-drivers.ts';
import type { ConfirmRefusal } from '#src/follow-up/confirm-yes.ts';
import type { CallRefusal } from '#src/follow-up/record-call.ts';
import type { CancelRefusal } from '#src/follow-up/cancel-ride.ts';
import type { PromiseRefusal } from '#src/follow-up/make-promise.ts';
import type { ReviewRefusal } from '#src/follow-up/plan-review.ts';
import type { CloseRefusal } from '#src/requests/settlement.ts';
import type { SettleRefusal } from '#src/follow-up/settle-otherwise.ts';
import type { TransferRefusal } from '#src/follow-up/transfer-request.ts';

/** Why a gesture on the sheet of a request was not kept. */
export type SheetRefusal =
  | CallRefusal
  | CancelRefusal
  | SettleRefusal
  | CloseRefusal
  | 'promise-not-kept'
  | PromiseRefusal
  | ReviewRefusal
  | TransferRefusal
  | AskRefusal
  | ConfirmRefusal
  | 'nothing-to-tell'
  | 'already-asked'
  | 'not-closed'
  | 'unknown-introduction'
  /** Said by the sheet itself. */
  | 'no-answer'
  | 'no-reason'
  | 'no-day';

/** What to do about each. */
export const SENTENCES: Readonly<Record<SheetRefusal, string>> = {
  closed: 'Cette demande est close. Rouvrez-la d’abord.',
  'unknown-way': 'Cet aller ou ce retour n’existe plus. Rechargez la page.',
  'no-slot': 'Cochez au moins un jour.',
  'slot-not-asked': 'Ce jour n’est plus demandé. Rechargez la page.',
  'slot-taken': 'Quelqu’un conduit déjà ce jour-là. Annulez d’abord ce trajet.',
  'date-needed': 'Choisissez le jour convenu.',
  'date-outside': 'Ce jour n’est pas dans la période demandée.',
  'unknown-driver': 'Cette personne n’est plus gardée.',
  'driver-set-aside': 'Cette personne est mise à l’écart : elle ne peut pas conduire.',
  'not-on-call': 'Cette personne n’est plus bénévole pour conduire exprès. Rechargez la page.',
  'no-return': 'Il n’y a pas de retour à régler pour ces jours-là. Décochez « attend et ramène ».',
  'passenger-set-aside': 'La personne qui demande est mise à l’écart.',
  'own-driver': 'C’est la personne qui demande elle-même.',
  'parent-agreement-missing': 'Notez d’abord l’accord d’un parent.',
  'call-again-date-needed': 'Choisissez le jour où rappeler.',
  'unknown-ride': 'Ce trajet est déjà annulé.',
  'slot-has-ride': 'Quelqu’un conduit déjà ce jour-là. Annulez d’abord ce trajet.',
  'already-closed': 'Cette demande est déjà close.',
  'way-open': 'Un aller ou un retour n’est pas encore réglé. Réglez-le, ou choisissez une fin qui dit pourquoi.',
  'no-ride': 'Personne n’a conduit : choisissez une autre fin.',
  'not-recurrent': 'Seule une demande de chaque semaine se clôt ainsi.',
  'review-needed': 'Choisissez le jour où demander des nouvelles.',
  'promise-not-kept': 'Cette personne attend votre réponse : appelez-la, puis cochez « La personne est prévenue ».',
  past: 'Choisissez un moment à venir.',
  'agreement-needed': 'Demandez d’abord son accord à la personne, puis cochez la case.',
  'not-neighbour': 'Ce territoire n’est plus un voisin.',
  'nothing-to-send': 'Rien ne peut plus être transmis : les jours demandés sont passés.',
  'nothing-to-tell': 'C’est déjà noté.',
  'already-asked': 'Cette personne est déjà sollicitée : sa réponse est attendue.',
  'not-closed': 'Cette demande est déjà ouverte.',
  'unknown-introduction': 'Cette mise en relation n’existe plus. Rechargez la page.',
  'held-by-another':
    'Quelqu’un de l’équipe appelle cette personne en ce moment. Attendez sa réponse, ou appelez quelqu’un d’autre.',
  'no-seat-left': 'Il n’y a plus assez de places dans cette voiture ce jour-là.',
  'elsewhere-then':
    'Cette personne a déjà promis de conduire ailleurs à cette heure-là. Si elle vous a dit une autre heure, cochez « Quand même ».',
  'detour-too-long':
    'Avec les personnes déjà promises ce jour-là, le détour devient trop long. Si elle l’accepte, cochez « Quand même ».',
  'nobody-chosen': 'Cochez au moins une personne, douze au plus.',
  'chosen-twice':
    'Une personne est cochée deux fois : pour son trajet, et exprès. Gardez l’un des deux : elle reçoit une seule question.',
  'driver-rests': 'Une de ces personnes a demandé de ne pas être sollicitée maintenant. Décochez-la.',
  'no-message-for-driver': 'Une de ces personnes ne lit ni SMS ni e-mail : appelez-la.',
  'no-yes': 'Cette réponse a changé. Rechargez la page.',
  'no-answer': 'Choisissez la réponse.',
  'no-reason': 'Choisissez une fin.',
  'no-day': 'Choisissez un jour.',
};
