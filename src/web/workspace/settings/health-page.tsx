import { capital } from '#src/capital.ts';
import type { Hono } from 'hono';
import { type Finding, NO_NETWORK, VERDICT_WORDS } from '#src/doctor/finding.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { BACKUPS_PATH } from '#src/web/workspace/backups/backup-words.ts';
import { NEWS_PATH } from '#src/web/workspace/settings/news-page.tsx';

export const HEALTH_PATH = '/equipe/reglages/sante';

/** Each asks servers outside. */
const ASKS: Limit = { burst: 4, refillSeconds: 60 };

/** How the service is, and what to do: the same as `lotocar doctor`, for the coordination. */
export const healthPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${HEALTH_PATH}`, requires('manage-territory'), showHealth);
};

const showHealth = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const wanted = c.req.query('reseau') === '1';
  const waits = wanted && mustWait(c, 'health', ASKS) !== undefined;
  const network = wanted && !waits;
  const findings = await c.get('service').examine({ network, quick: true, territoryId: at.territory.id });
  const toDo = findings.filter(({ verdict }) => verdict === 'mend' || verdict === 'look');
  return page(
    c,
    <DeskPage at={at} title="La santé du service" current="/equipe/reglages">
      <p class="lead">
        {toDo.length === 0
          ? 'Rien à faire.'
          : toDo.some(({ verdict }) => verdict === 'mend')
            ? 'Quelque chose est à réparer.'
            : 'Le service tourne ; quelques points sont à regarder.'}
      </p>
      {waits && (
        <p class="notice" role="status">
          Le réseau vient d’être interrogé plusieurs fois : attendez une minute.
        </p>
      )}
      <dl class="health">
        {findings.map((finding) => (
          <Line finding={finding} network={network} />
        ))}
      </dl>
      {!network && (
        <form method="get" action={at.url(HEALTH_PATH)}>
          <input type="hidden" name="reseau" value="1" />
          <p class="actions">
            <button type="submit" class="second">
              Regarder aussi le réseau
            </button>
          </p>
          <p class="soft">
            L’heure, l’envoi des messages, le nom de domaine, les retards des réseaux : quelques secondes. Rien de votre
            territoire n’est envoyé.
          </p>
        </form>
      )}
      <p>
        <a href={at.url(BACKUPS_PATH)}>Les sauvegardes</a>, <a href={at.url(NEWS_PATH)}>les nouveautés</a>. Sur la
        machine : <code>lotocar doctor</code>.
      </p>
    </DeskPage>,
  );
};

const Line = ({ finding: { about, verdict, sentence }, network }: { finding: Finding; network: boolean }) => (
  <>
    <dt>{capital(about)}</dt>
    <dd>
      {verdict === 'unchecked' ? (
        <span class="soft">
          {!network && sentence.endsWith(NO_NETWORK) ? 'pas encore regardé : c’est le bouton ci-dessous.' : sentence}
        </span>
      ) : (
        <>
          <strong class={verdict === 'mend' ? 'late' : ''}>{VERDICT_WORDS[verdict]}</strong> : {sentence}
        </>
      )}
    </dd>
  </>
);
