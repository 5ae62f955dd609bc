import type { Hono } from 'hono';
import { raw } from 'hono/html';
import MarkdownIt from 'markdown-it';
import { counted } from '#src/counted.ts';
import { findLaterReleases } from '#src/updates/later-releases.ts';
import { changesOf, readChangelog, type Release, titleOf } from '#src/updates/changelog.ts';
import { readInstalledChangelog } from '#src/updates/installed-changelog.ts';
import { version } from '#src/version.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';

/** Of what a version brought, how many are shown at once. */
const CHANGES_SHOWN = 8;

export const NEWS_PATH = '/equipe/reglages/nouveautes';

// It may come from outside: words and lists, no HTML, no picture, nothing to follow.
const markdown = new MarkdownIt({ html: false }).disable(['image', 'link', 'autolink', 'html_block', 'heading']);

/** What the next version brings, and what this one brought. */
export const newsPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${NEWS_PATH}`, requires('manage-territory'), showNews);
};

const showNews = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const later = await findLaterReleases(c.get('service').storage.instance, version);
  const installed = readChangelog(readInstalledChangelog());
  const ours = installed.filter((release) => release.version === version || release.version === null);
  return page(
    c,
    <DeskPage at={at} title="Les nouveautés" current="/equipe/reglages">
      {later[0] && (
        <p class="notice">
          <strong>La version {later[0].version} existe.</strong> Ce site est à la version {version}. Comment y passer,
          et comment revenir : <a href={at.root(`${GUIDE_PATH}/mettre-a-jour`)}>Mettre à jour</a>.
        </p>
      )}
      {later.map((release) => (
        <Changes release={release} title={`Ce que change la version ${release.version}`} />
      ))}
      {later.length === 0 && (
        <p>
          Ce site est à la version {version} de Lotocar.{' '}
          <a href={at.root(`${GUIDE_PATH}/mettre-a-jour`)}>Mettre à jour</a>
        </p>
      )}
      {ours.map((release) => (
        <Changes
          release={release}
          title={
            release.version === null ? 'Ce qui est déjà là, avant la prochaine version' : `Version ${release.title}`
          }
        />
      ))}
    </DeskPage>,
  );
};

const Change = ({ text }: { text: string }) => {
  const title = titleOf(text);
  return (
    <li>
      {title === null ? (
        raw(markdown.renderInline(text))
      ) : (
        <details>
          <summary>{raw(markdown.renderInline(title))}</summary>
          {raw(markdown.render(text))}
        </details>
      )}
    </li>
  );
};

/** What a version brought: titles at a glance, each opening on what it is; of many, the latest. */
const Changes = ({ release, title }: { release: Release; title: string }) => {
  const changes = changesOf(release);
  const rest = changes.slice(CHANGES_SHOWN);
  return (
    <section>
      <h2>{title}</h2>
      <ul class="news">
        {changes.slice(0, CHANGES_SHOWN).map((text) => (
          <Change text={text} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details class="more">
          <summary>Et {counted(rest.length, 'autre changement', 'autres changements')}</summary>
          <ul class="news">
            {rest.map((text) => (
              <Change text={text} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
