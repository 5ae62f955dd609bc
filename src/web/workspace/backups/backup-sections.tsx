import { counted } from '#src/counted.ts';
import type { BackupFile } from '#src/backups/backup-name.ts';
import { KEPT_BACKUPS, type Rehearsal } from '#src/backups/backups.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm, fieldOf, type FormErrors, TextField, type Typed } from '#src/web/layout/fields.tsx';
import { FileField } from '#src/web/layout/file-field.tsx';
import { BACKUPS_PATH, SHORTEST_PHRASE } from '#src/web/workspace/backups/backup-words.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

const REHEARSED: Readonly<Record<Rehearsal['outcome'], string>> = {
  whole: 'elle s’ouvre et tout y est',
  newer: 'elle vient d’une version plus récente de Lotocar',
  damaged: 'elle est abîmée',
  'passphrase-needed': 'elle est chiffrée et la phrase secrète manque',
  'wrong-passphrase': 'elle est chiffrée avec une autre phrase secrète',
};

const size = (bytes: number): string =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} ko`
    : `${(bytes / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`;

/** When the last backup was made, and whether it opens. */
export const LastOne = ({
  at,
  newest,
  rehearsal,
}: {
  at: At;
  newest: BackupFile | undefined;
  rehearsal: Rehearsal | null;
}) => {
  const moment = (instant: string): string => momentWords(instant, at.territory.zone, at.today);
  return (
    <>
      <p>
        {newest ? (
          <>
            Dernière sauvegarde : <strong>{moment(formatInstant(newest.madeAt))}</strong>
            {newest.encrypted ? ', chiffrée' : ''}.
          </>
        ) : (
          'Aucune sauvegarde encore : la première se fait dans l’heure qui suit l’ouverture du service.'
        )}
      </p>
      <p class={rehearsal && rehearsal.outcome !== 'whole' ? 'late' : ''}>
        {rehearsal
          ? `Essai de restauration, ${moment(rehearsal.at)} : ${REHEARSED[rehearsal.outcome]}${rehearsal.outcome === 'whole' ? ` (${counted(rehearsal.people, 'personne', 'personnes')}, ${counted(rehearsal.trips, 'trajet', 'trajets')})` : ''}.`
          : 'Chaque semaine, la dernière sauvegarde est restaurée à part, pour vérifier qu’elle s’ouvre.'}
      </p>
    </>
  );
};

/** The files, to be downloaded, and put back where this site can. */
export const KeptOnes = (props: { at: At; files: readonly BackupFile[]; folder: string; canPutBack: boolean }) => {
  const { at, files } = props;
  return (
    <section aria-labelledby="gardees">
      <h2 id="gardees">Celles qui sont gardées</h2>
      <p>
        Les {KEPT_BACKUPS} dernières, dans le dossier <code>{props.folder}</code>. Un disque qui casse les emporte :
        téléchargez-en une de temps en temps, et gardez-la ailleurs.
      </p>
      <ul class="rows">
        {files.map(({ name, madeAt, bytes, encrypted }) => {
          const moment = momentWords(formatInstant(madeAt), at.territory.zone, at.today);
          return (
            <li>
              <p>
                <strong>{moment}</strong>, {size(bytes)}
                {encrypted ? ', chiffrée' : ''}
              </p>
              <p class="actions">
                <a href={at.url(`${BACKUPS_PATH}/${name}`)} download={name}>
                  Télécharger<span class="visually-hidden">, {moment}</span>
                </a>
                {props.canPutBack && (
                  <a href={at.url(`${BACKUPS_PATH}/${name}/remettre`)}>
                    Remettre en place<span class="visually-hidden">, {moment}</span>
                  </a>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

interface Filled {
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** What the next backups are encrypted with. */
export const Phrase = ({ at, form, hasPhrase }: { at: At; form: Filled; hasPhrase: boolean }) => (
  <section aria-labelledby="phrase">
    <h2 id="phrase">La phrase secrète</h2>
    <p>
      {hasPhrase
        ? 'Les sauvegardes sont chiffrées. Une nouvelle phrase vaut pour les prochaines ; les anciennes gardent la leur.'
        : 'Les sauvegardes ne sont pas chiffrées : qui prend le fichier lit tout. Choisissez une phrase, par exemple quatre mots sans rapport.'}{' '}
      <strong>Écrivez-la sur papier, dans le coffre de la mairie : sans elle, plus rien ne se relit.</strong>
    </p>
    <DeskForm at={at} action={at.url(`${BACKUPS_PATH}/phrase`)}>
      <TextField
        label="Phrase secrète"
        {...fieldOf(form, 'phrase')}
        hint={`${SHORTEST_PHRASE} lettres au moins.${hasPhrase ? ' Vide : les prochaines ne seront plus chiffrées.' : ''}`}
        autocomplete="off"
      />
      <p class="actions">
        <button type="submit">Enregistrer</button>
      </p>
    </DeskForm>
  </section>
);

/** From the list, from a file kept elsewhere, or at the command line. */
export const PutBack = ({ at, form, byPage }: { at: At; form: Filled; byPage: boolean }) => (
  <section aria-labelledby="remettre">
    <h2 id="remettre">Remettre une sauvegarde en place</h2>
    {byPage ? (
      <>
        <p>
          Choisissez-en une dans la liste, ou envoyez un fichier gardé ailleurs. Ce qui serait perdu est montré avant,
          et ce qui est là est sauvegardé d’abord.
        </p>
        <form method="post" action={at.url(`${BACKUPS_PATH}/fichier`)} enctype="multipart/form-data" class="form">
          <FileField label="Fichier de sauvegarde" name="fichier" error={form.errors['fichier']} />
          <p class="actions">
            <button type="submit" class="second">
              Voir ce qu’il contient
            </button>
          </p>
        </form>
      </>
    ) : (
      <p>
        Service arrêté, sur la machine qui l’héberge : <code>lotocar restore FICHIER</code>. La base d’avant est gardée
        à côté, et les personnes effacées depuis le restent.
      </p>
    )}
  </section>
);
