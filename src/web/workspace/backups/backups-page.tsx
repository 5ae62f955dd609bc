import type { Rehearsal } from '#src/backups/backups.ts';
import type { Ctx } from '#src/web/context.ts';
import { isSiteHolder } from '#src/web/guards/site-holder.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { KeptOnes, LastOne, Phrase, PutBack } from '#src/web/workspace/backups/backup-sections.tsx';
import { BACKUPS_PATH, restoreWords } from '#src/web/workspace/backups/backup-words.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { TAKE_ALL_PATH } from '#src/web/workspace/backups/take-all-page.tsx';

interface State {
  readonly said?: string;
  readonly typed?: Typed;
  readonly errors?: FormErrors;
  readonly status?: 200 | 422 | 429;
}

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
          <KeptOnes at={at} files={files} folder={backups.folder} canPutBack={restoring !== null} />
          <Phrase at={at} form={form} hasPhrase={hasPhrase} />
          <PutBack at={at} form={form} byPage={restoring !== null} />
        </>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};
