import { dateAndHour } from '#src/web/instant-words.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { At } from '#src/web/context.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  'driver-signed-up': 'inscription',
  'driver-welcomed': 'accueil au téléphone',
  'sheet-read': 'lecture de la fiche',
  'number-revealed': 'numéro donné à une personne qui cherche un trajet',
  'trip-added': 'ajout d’un trajet',
  'trip-changed': 'changement d’un trajet',
  'trip-paused': 'mise en pause d’un trajet',
  'trip-paused-by-silence': 'mise en pause d’un trajet, sans réponse',
  'trip-resumed': 'reprise d’un trajet',
  'trip-stopped': 'arrêt d’un trajet',
  'trip-ended': 'fin d’un trajet ponctuel',
  'trip-blurred': 'oubli des lieux exacts d’un trajet arrêté',
  'days-off-added': 'jours sans trajet',
  'days-off-removed': 'jours sans trajet retirés',
  'trips-confirmed': 'toujours d’accord',
  'trips-asked': 'question « toujours d’accord ? », sans réponse',
  'trips-not-asked': 'question « toujours d’accord ? », personne n’a pu être joint',
  'consent-answered': 'réponse sur ce qui est accepté',
  'on-call-set': 'ce qui est accepté de conduire exprès',
  'on-call-paused': 'conduire exprès : mise en pause',
  'on-call-resumed': 'conduire exprès : fin de la pause',
  'on-call-withdrawn': 'conduire exprès : arrêt',
  'person-changed': 'changement des coordonnées',
  'person-set-aside': 'mise à l’écart',
  'person-taken-back': 'fin de la mise à l’écart',
  'person-warned': 'prévenu avant effacement',
  'person-not-warned': 'pas joint pour prévenir avant effacement',
  'person-stays': 'veut rester inscrit',
  'persons-joined': 'deux fiches réunies',
  'link-issued': 'nouveau lien personnel',
  'code-used': 'ouverture par un code',
};

const actorOf = (line: JournalLine, names: ReadonlyMap<string, string>): string => {
  switch (line.actor.kind) {
    case 'member':
      return names.get(line.actor.id ?? '') ?? 'l’équipe';
    case 'driver':
      return 'la personne elle-même';
    case 'passenger':
      return 'une personne qui cherche un trajet';
    case 'system':
      return 'le service';
  }
};

interface Props {
  readonly at: At;
  readonly lines: readonly JournalLine[];
  /** Names of the members, for the team; nobody else reads them. */
  readonly names: ReadonlyMap<string, string>;
}

/** Who saw or changed what about someone. */
export const JournalList = ({ at, lines, names }: Props) =>
  lines.length === 0 ? (
    <p>Rien n’est noté depuis douze mois.</p>
  ) : (
    <ul>
      {lines.map((line) => (
        <li>
          {dateAndHour(at, line.at)} : {ACTIONS[line.action] ?? line.action}, par {actorOf(line, names)}
        </li>
      ))}
    </ul>
  );
