import type { Hono } from 'hono';
import { answeringMachineText } from '#src/territory/answering-machine.ts';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { CLOSURES_PATH } from '#src/web/workspace/hours/closures-pages.tsx';

export const ANSWERING_PATH = '/equipe/repondeur';

/** The text to read on the answering machine, as it stands today. */
export const answeringPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${ANSWERING_PATH}`, requires('write-people'), (c) => {
    const at = c.get('at');
    return page(
      c,
      <DeskPage at={at} title="Le message du répondeur">
        <p>
          Lisez ce texte lentement au répondeur. Il change avec vos heures et vos absences : revenez ici quand elles
          changent.
        </p>
        <blockquote class="to-read">
          {answeringMachineText(at.territory, { date: at.today, time: at.time }).map((sentence) => (
            <p>{sentence}</p>
          ))}
        </blockquote>
        {at.can('manage-territory') && (
          <p class="no-print">
            <a href={at.url(CLOSURES_PATH)}>Noter une absence de l’équipe</a>
          </p>
        )}
      </DeskPage>,
    );
  });
};
