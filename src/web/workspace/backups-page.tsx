import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import { type BackupFile, parseBackupName } from '#src/backups/backup-name.ts';
import { KEPT_BACKUPS, type Rehearsal } from '#src/backups/backups.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { isSiteHolder } from '#src/web/guards/site-holder.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import {
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { BACKUPS_PATH, restoreWords } from '#src/web/workspace/backup-words.ts';
import { momentWords } from '#src/web/workspace/desk-words.ts';
import { TAKE_ALL_PATH } from '#src/web/workspace/take-all-page.tsx';
import { memberIdOf } from '#src/web/workspace/tools.ts';

/** Each copies the whole instance. */
const MAKES: Limit = { burst: 3, refillSeconds: 600 };
/** Four words: short ones are guessed by who holds the file. */
const SHORTEST_PHRASE = 16;

/** What is kept safe, for the coordination; what touches the whole instance, for who runs it. */
export const backupsPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${BACKUPS_PATH}`, requires('manage-territory'), (c) => backupsPage(c));
  app.post(`/:territoire${BACKUPS_PATH}/maintenant`, requires('manage-territory'), makeNow);
  app.post(`/:territoire${BACKUPS_PATH}/phrase`, requires('manage-territory'), savePhrase);
  app.get(`/:territoire${BACKUPS_PATH}/:name`, requires('manage-territory'), download);
};

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

interface State {
  readonly said?: string;
  readonly typed?: Typed;
  readonly errors?: FormErrors;
  readonly status?: 200 | 422 | 429;
}

const LastOne = ({
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
          ? `Essai de restauration, ${moment(rehearsal.at)} : ${REHEARSED[rehearsal.outcome]}${rehearsal.outcome === 'whole' ? ` (${rehearsal.people} personnes, ${rehearsal.trips} trajets)` : ''}.`
          : 'Chaque semaine, la dernière sauvegarde est restaurée à part, pour vérifier qu’elle s’ouvre.'}
      </p>
    </>
  );
};

/** The page itself; `state` says what was just done, or what could not be. */
export const backupsPage = async (c: Ctx, state: State = {}): Promise<Response> => {
  const at = c.get('at');
  const { backups, restoring, storage } = c.get('service');
  const holds = await isSiteHolder(c);
  const ended = holds ? restoring?.last() : null;
  const files = (await backups?.list()) ?? [];
  const { settings } = storage.instance;
  const written = await settings.get('backup-rehearsal');
  const rehearsal = written === undefined ? null : (JSON.parse(written) as Rehearsal);
  const hasPhrase = (await settings.get('backup-passphrase')) !== undefined;
  const said = state.said ?? (c.req.query('fait') === '1' ? 'C’est fait.' : undefined);
  const form = { values: state.typed ?? {}, errors: state.errors ?? {} };
  return page(
    c,
    <DeskPage at={at} title="Les sauvegardes" current="/equipe/reglages">
      {said !== undefined && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      {ended && (
        <p class="notice" role="status">
          {restoreWords(ended)} <span class="soft">({momentWords(ended.at, at.territory.zone, at.today)})</span>
        </p>
      )}
      <ErrorSummary errors={form.errors} />
      {backups === null ? (
        <p>
          La base de données est chez un hébergeur (PostgreSQL) : c’est lui qui fait les sauvegardes, et qui en remet
          une en place (<code>pg_dump</code>, <code>pg_restore</code>).
        </p>
      ) : (
        <LastOne at={at} newest={files[0]} rehearsal={rehearsal} />
      )}
      {!holds && (
        <p>
          Les sauvegardes contiennent tout ce qui est sur ce site : elles sont entre les mains de la personne qui
          l’héberge. Pour partir avec vos données : <a href={at.url(TAKE_ALL_PATH)}>tout emporter</a>.
        </p>
      )}
      {holds && backups !== null && (
        <>
          <DeskForm at={at} action={at.url(`${BACKUPS_PATH}/maintenant`)}>
            <p class="actions">
              <button type="submit">Sauvegarder maintenant</button>
            </p>
          </DeskForm>
          <section aria-labelledby="gardees">
            <h2 id="gardees">Celles qui sont gardées</h2>
            <p>
              Les {KEPT_BACKUPS} dernières, dans le dossier <code>{backups.folder}</code>. Un disque qui casse les
              emporte : téléchargez-en une de temps en temps, et gardez-la ailleurs.
            </p>
            <ul>
              {files.map(({ name, madeAt, bytes, encrypted }) => (
                <li>
                  <a href={at.url(`${BACKUPS_PATH}/${name}`)} download={name}>
                    {momentWords(formatInstant(madeAt), at.territory.zone, at.today)}
                  </a>
                  , {size(bytes)}
                  {encrypted ? ', chiffrée' : ''}
                  {restoring && (
                    <>
                      {' – '}
                      <a href={at.url(`${BACKUPS_PATH}/${name}/remettre`)}>
                        remettre en place
                        <span class="visually-hidden"> celle-ci</span>
                      </a>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
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
          <section aria-labelledby="remettre">
            <h2 id="remettre">Remettre une sauvegarde en place</h2>
            {restoring ? (
              <>
                <p>
                  Choisissez-en une dans la liste, ou envoyez un fichier gardé ailleurs. Ce qui serait perdu est montré
                  avant, et ce qui est là est sauvegardé d’abord.
                </p>
                <form
                  method="post"
                  action={at.url(`${BACKUPS_PATH}/fichier`)}
                  enctype="multipart/form-data"
                  class="form"
                >
                  <div class="field">
                    <label for="champ-fichier">Fichier de sauvegarde</label>
                    {form.errors['fichier'] !== undefined && (
                      <p class="error" id="champ-fichier-erreur">
                        {form.errors['fichier']}
                      </p>
                    )}
                    <input
                      type="file"
                      id="champ-fichier"
                      name="fichier"
                      {...(form.errors['fichier'] === undefined
                        ? {}
                        : { 'aria-describedby': 'champ-fichier-erreur', 'aria-invalid': 'true' as const })}
                    />
                  </div>
                  <p class="actions">
                    <button type="submit" class="second">
                      Voir ce qu’il contient
                    </button>
                  </p>
                </form>
              </>
            ) : (
              <p>
                Service arrêté, sur la machine qui l’héberge : <code>lotocar restore FICHIER</code>. La base d’avant est
                gardée à côté, et les personnes effacées depuis le restent.
              </p>
            )}
          </section>
        </>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};

const journal = (c: Ctx, action: string, details: Readonly<Record<string, string>>): Promise<void> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  return storage.atomically(at.territory.id, (stores) =>
    stores.journal.add({
      id: newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberIdOf(c) },
      action,
      subject: { kind: 'territory', id: at.territory.id },
      details,
    }),
  );
};

const makeNow = async (c: Ctx): Promise<Response> => {
  const { backups, clock } = c.get('service');
  if (!backups || !(await isSiteHolder(c))) return notFoundPage(c);
  if (mustWait(c, 'backup', MAKES) !== undefined)
    return backupsPage(c, {
      said: 'Plusieurs sauvegardes viennent d’être faites : attendez quelques minutes.',
      status: 429,
    });
  const { name } = await backups.make(clock());
  await journal(c, 'backup-made', { name });
  return c.redirect(c.get('at').url(BACKUPS_PATH, { fait: '1' }), 303);
};

const savePhrase = async (c: Ctx): Promise<Response> => {
  const { backups, storage } = c.get('service');
  if (!backups || !(await isSiteHolder(c))) return notFoundPage(c);
  const form = await readForm(c);
  const phrase = typed(form, 'phrase').trim();
  if (phrase !== '' && phrase.length < SHORTEST_PHRASE)
    return backupsPage(c, {
      typed: form,
      errors: {
        phrase: `Cette phrase est trop courte : ${SHORTEST_PHRASE} lettres au moins, par exemple quatre mots.`,
      },
      status: 422,
    });
  await storage.atomicallyOnInstance(({ settings }) =>
    settings.set('backup-passphrase', phrase === '' ? null : phrase),
  );
  await journal(c, 'backup-passphrase-changed', { encrypted: phrase === '' ? 'no' : 'yes' });
  return c.redirect(c.get('at').url(BACKUPS_PATH, { fait: '1' }), 303);
};

const download = async (c: Ctx): Promise<Response> => {
  const { backups } = c.get('service');
  const name = c.req.param('name') ?? '';
  if (!backups || !parseBackupName(name) || !(await isSiteHolder(c))) return notFoundPage(c);
  const path = join(backups.folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found) return notFoundPage(c, 'Cette sauvegarde n’est plus gardée.');
  await journal(c, 'backup-downloaded', { name });
  c.header('Content-Type', 'application/octet-stream');
  c.header('Content-Length', String(found.size));
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
};
