import type { Hono } from 'hono';
import { raw } from 'hono/html';
import MarkdownIt from 'markdown-it';
import { findLaterReleases } from '#src/updates/later-releases.ts';
import { readChangelog, type Release } from '#src/updates/changelog.ts';
import { readInstalledChangelog } from '#src/updates/installed-changelog.ts';
import { version } from '#src/version.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';

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

const Changes = ({ release, title }: { release: Release; title: string }) => (
  <section>
    <h2>{title}</h2>
    {raw(markdown.render(release.body))}
  </section>
);
