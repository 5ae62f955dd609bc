import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { loadTrials } from '#src/web/trials/load-trials.ts';
import { HonestWords, TrialsTable } from '#src/web/trials/trials-table.tsx';

/** Where others read what a territory chose to publish of what it tried. */
export const PUBLIC_TRIALS = '/ce-que-nous-avons-essaye';

/** `GET /{slug}/ce-que-nous-avons-essaye`: the lines its coordination published; not there as long as there is none. */
export const publicTrialsPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const counted = (await loadTrials(c)).filter(({ trial }) => trial.published);
  if (counted.length === 0) return notFoundPage(c);
  return page(
    c,
    <PublicPage
      at={at}
      title="Ce que nous avons essayé"
      description={`${at.territory.name} : affiches, marchés, articles, ce que cela a coûté et ce qui a suivi.`}
    >
      <p class="lead">
        Pour les territoires qui commencent : ce que nous avons fait, ce que cela a coûté, ce qui a suivi.
      </p>
      <TrialsTable c={c} counted={counted} leaving />
      <HonestWords leaving />
    </PublicPage>,
  );
};
