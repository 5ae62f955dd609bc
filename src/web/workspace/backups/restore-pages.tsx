import { counted } from '#src/counted.ts';
import type { Hono } from 'hono';
import { type Inspected, type NotedSince, RECEIVED } from '#src/backups/backups.ts';
import { parseBackupName } from '#src/backups/backup-name.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { isSiteHolder } from '#src/web/guards/site-holder.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, TextField, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { BACKUPS_PATH } from '#src/web/workspace/backups/backup-words.ts';
import { backupsPage } from '#src/web/workspace/backups/backups-page.tsx';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { receiveFile } from '#src/web/workspace/shared/receive-file.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Each opens a copy of the whole instance. */
const OPENS: Limit = { burst: 10, refillSeconds: 60 };

/** A backup put in place by a page: what would be lost first, then one button. For who runs the instance. */
export const restorePages = (app: Hono<Env>): void => {
  const guard = requires('manage-territory');
  app.post(`/:territoire${BACKUPS_PATH}/fichier`, guard, receiveBackup);
  app.get(`/:territoire${BACKUPS_PATH}/:name/remettre`, guard, (c) => confirmPage(c, null));
  app.post(`/:territoire${BACKUPS_PATH}/:name/remettre`, guard, putInPlace);
};

const UNREADABLE: Readonly<Record<Exclude<Inspected['kind'], 'whole' | 'passphrase-needed'>, string>> = {
  'wrong-passphrase': 'Ce n’est pas la phrase secrète de cette sauvegarde.',
  damaged: 'Ce fichier n’est pas une sauvegarde de Lotocar, ou il est abîmé. Prenez celle de la nuit d’avant.',
  newer: 'Cette sauvegarde vient d’une version plus récente de Lotocar : mettez d’abord ce site à jour.',
};

/** What this page works with; null for who may not, or where it cannot be done. */
const toolsOf = async (
  c: Ctx,
): Promise<(Pick<Service, 'clock'> & { [Key in 'backups' | 'restoring']: NonNullable<Service[Key]> }) | null> => {
  const { backups, restoring, clock } = c.get('service');
  return backups && restoring && (await isSiteHolder(c)) ? { backups, restoring, clock } : null;
};

const nameWords = (at: At, name: string): string => {
  const parsed = parseBackupName(name);
  return parsed
    ? `la sauvegarde faite ${momentWords(formatInstant(parsed.madeAt), at.territory.zone, at.today)}`
    : 'le fichier envoyé';
};

const lostWords = (lost: NotedSince): readonly string[] =>
  [
    lost.requests > 0 ? counted(lost.requests, 'demande', 'demandes') : '',
    lost.rides > 0 ? counted(lost.rides, 'trajet convenu', 'trajets convenus') : '',
    lost.trips > 0 ? counted(lost.trips, 'trajet proposé', 'trajets proposés') : '',
    lost.people > 0 ? counted(lost.people, 'personne', 'personnes') : '',
    lost.calls > 0 ? counted(lost.calls, 'appel noté', 'appels notés') : '',
  ].filter((words) => words !== '');

const confirmPage = async (c: Ctx, phrase: string | null, errors: FormErrors = {}): Promise<Response> => {
  const tools = await toolsOf(c);
  const at = c.get('at');
  const name = c.req.param('name') ?? '';
  const path = await tools?.backups.find(name);
  if (!tools || path === undefined) return notFoundPage(c, 'Cette sauvegarde n’est plus gardée.');
  if (mustWait(c, 'backup-open', OPENS) !== undefined)
    return backupsPage(c, {
      said: 'Plusieurs sauvegardes viennent d’être ouvertes : attendez une minute.',
      status: 429,
    });
  const found = await tools.backups.inspect(path, phrase, tools.clock());
  const here = at.url(`${BACKUPS_PATH}/${name}/remettre`);
  if (found.kind === 'whole') {
    const lost = await tools.backups.notedSince(found.lastNotedAt);
    return page(c, <Confirm at={at} name={name} here={here} phrase={phrase} found={found} lost={lost} />);
  }
  const wantsPhrase = found.kind === 'passphrase-needed' || found.kind === 'wrong-passphrase';
  const problem = found.kind === 'passphrase-needed' ? undefined : UNREADABLE[found.kind];
  const shown: FormErrors = { ...errors, ...(wantsPhrase && phrase !== null && problem ? { phrase: problem } : {}) };
  return page(
    c,
    <DeskPage at={at} title="Remettre une sauvegarde en place" current="/equipe/reglages">
      <p>
        <a href={at.url(BACKUPS_PATH)}>Revenir aux sauvegardes</a>
      </p>
      <ErrorSummary errors={shown} />
      {wantsPhrase ? (
        <DeskForm at={at} action={here}>
          <p>
            Il s’agit de {nameWords(at, name)}. Elle est chiffrée
            {found.kind === 'wrong-passphrase' && phrase === null
              ? ' avec une autre phrase que celle d’aujourd’hui'
              : ''}{' '}
            : écrivez sa phrase secrète, celle qui est sur papier.
          </p>
          <TextField label="Phrase secrète" name="phrase" value="" error={shown['phrase']} autocomplete="off" />
          <p class="actions">
            <button type="submit">Continuer</button>
          </p>
        </DeskForm>
      ) : (
        <p class="errors" role="alert">
          {problem}
        </p>
      )}
    </DeskPage>,
    Object.keys(shown).length > 0 || !wantsPhrase ? 422 : 200,
  );
};

interface ConfirmProps {
  readonly at: At;
  readonly name: string;
  readonly here: string;
  readonly phrase: string | null;
  readonly found: Extract<Inspected, { kind: 'whole' }>;
  readonly lost: NotedSince;
}

const Confirm = ({ at, name, here, phrase, found, lost }: ConfirmProps) => {
  const words = lostWords(lost);
  return (
    <DeskPage at={at} title="Remettre cette sauvegarde en place ?" current="/equipe/reglages">
      <p>
        Il s’agit de {nameWords(at, name)} : {counted(found.territories, 'territoire', 'territoires')},{' '}
        {counted(found.people, 'personne', 'personnes')}, {counted(found.trips, 'trajet', 'trajets')},{' '}
        {counted(found.requests, 'demande', 'demandes')}.
      </p>
      <h2>Ce qui serait perdu</h2>
      {words.length === 0 ? (
        <p>Rien n’a été noté depuis. Ce qui a été changé ou effacé depuis redevient comme avant.</p>
      ) : (
        <>
          <p>Noté depuis sur ce site, tous territoires confondus, et qui n’y serait plus :</p>
          <ul>
            {words.map((one) => (
              <li>
                <strong>{one}</strong>
              </li>
            ))}
          </ul>
          <p>Ce qui a été changé depuis redevient comme avant. Imprimez d’abord « Tout imprimer pour demain ».</p>
        </>
      )}
      <h2>Ce qui se passe</h2>
      <ul>
        <li>
          Tout ce qui est là aujourd’hui est d’abord sauvegardé : vous pourrez revenir en arrière de la même façon.
        </li>
        <li>Le site est fermé une minute, pour tout le monde, et se rouvre tout seul.</li>
        <li>
          <strong>Chaque membre se connecte de nouveau, vous aussi</strong>, avec son mot de passe de ce jour-là. Une
          personne retirée de l’équipe depuis y est de nouveau : retirez-la.
        </li>
        <li>Les liens des conductrices et conducteurs marchent toujours. Qui a été effacé depuis le reste.</li>
        <li>Un message qui attendait ce jour-là est marqué « envoi incertain » : rien ne part deux fois.</li>
      </ul>
      <DeskForm at={at} action={here}>
        <input type="hidden" name="sur" value="1" />
        {phrase !== null && <input type="hidden" name="phrase" value={phrase} />}
        <p class="actions">
          <button type="submit" class="danger">
            Remettre cette sauvegarde en place
          </button>
          <a href={at.url(BACKUPS_PATH)}>Ne rien changer</a>
        </p>
      </DeskForm>
    </DeskPage>
  );
};

const putInPlace = async (c: Ctx): Promise<Response> => {
  const tools = await toolsOf(c);
  const at = c.get('at');
  const name = c.req.param('name') ?? '';
  const path = await tools?.backups.find(name);
  if (!tools || path === undefined) return notFoundPage(c, 'Cette sauvegarde n’est plus gardée.');
  const form = await readForm(c);
  const written = typed(form, 'phrase').trim();
  const phrase = written === '' ? null : written;
  if (typed(form, 'sur') !== '1')
    return confirmPage(c, phrase, phrase === null ? { phrase: 'Écrivez la phrase secrète.' } : {});
  const begun = await tools.restoring.begin({
    path,
    name,
    passphrase: phrase ?? (await tools.backups.passphrase()),
    memberId: memberIdOf(c),
    territoryId: at.territory.id,
  });
  // What can no longer be read says so on the page that was just seen.
  if (begun.kind !== 'begun' && begun.kind !== 'busy') return confirmPage(c, phrase);
  return c.redirect(at.url(BACKUPS_PATH), 303);
};

const receiveBackup = async (c: Ctx): Promise<Response> => {
  const tools = await toolsOf(c);
  if (!tools) return notFoundPage(c);
  const refuse = (sentence: string): Promise<Response> =>
    backupsPage(c, { errors: { fichier: sentence }, status: 422 });
  return receiveFile(c, {
    async take({ bytes }) {
      try {
        await tools.backups.receive(bytes);
      } catch (error) {
        if (error instanceof SaidToPeople) return refuse(error.message);
        throw error;
      }
      return c.redirect(c.get('at').url(`${BACKUPS_PATH}/${RECEIVED}/remettre`), 303);
    },
    refuse,
  });
};
