import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Hono } from 'hono';
import { writeArchive } from '#src/moving/write-archive.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

export const TAKE_ALL_PATH = '/equipe/reglages/tout-emporter';

/** It reads the whole territory: a few in a row are a mistake. */
const TAKES: Limit = { burst: 4, refillSeconds: 300 };

/** Everything that is kept of the territory, for the coordination: it belongs to them. */
export const takeAllPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${TAKE_ALL_PATH}`, requires('manage-territory'), (c) => takeAllPage(c));
  app.post(`/:territoire${TAKE_ALL_PATH}`, requires('manage-territory'), takeAll);
};

const takeAllPage = (c: Ctx, wait = false): Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <DeskPage at={at} title="Tout emporter" current="/equipe/reglages">
      {wait && (
        <p class="notice" role="alert">
          Plusieurs fichiers viennent d’être préparés. Attendez quelques minutes avant le suivant.
        </p>
      )}
      <p>
        Ce qui est gardé ici est à vous. Un seul fichier (.zip) contient tout : des tableaux qui s’ouvrent dans un
        tableur (trajets, demandes, lieux, personnes), et de quoi ouvrir ce même territoire dans un autre Lotocar, avec
        tout.
      </p>
      <p>
        <strong>Il contient des noms, des numéros et des adresses.</strong> Gardez-le comme les autres dossiers de votre
        structure, ne l’envoyez à personne, effacez-le quand il ne sert plus. Ce téléchargement est noté au journal.
      </p>
      <p>
        Les mots de passe n’y sont pas. Ce fichier n’est pas une sauvegarde de tous les jours : il sert à partir, ou à
        regarder.
      </p>
      <DeskForm at={at} action={at.url(TAKE_ALL_PATH)}>
        <p class="actions">
          <button type="submit">Télécharger tout</button>
          <a href={at.url('/equipe/reglages')}>Retour aux réglages</a>
        </p>
      </DeskForm>
    </DeskPage>,
    wait ? 429 : 200,
  );
};

const takeAll = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  const { storage, newId, moves } = c.get('service');
  if (mustWait(c, 'take-all', TAKES) !== undefined) return takeAllPage(c, true);
  await storage.atomically(territory.id, ({ journal }) =>
    journal.add({
      id: newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberIdOf(c) },
      action: 'territory-exported',
      subject: { kind: 'territory', id: territory.id },
      details: {},
    }),
  );
  const out = new PassThrough();
  // Written while it is sent. Whoever reads it learns of a failure by a download that does not end well.
  writeArchive({ moves, now: at.now }, territory, (bytes) => pipeline(bytes, out)).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : undefined);
  });
  c.header('Content-Type', 'application/zip');
  c.header('Content-Disposition', `attachment; filename="${territory.slug}-${at.today}.zip"`);
  c.header('Cache-Control', 'no-store');
  return c.body(Readable.toWeb(out) as ReadableStream);
};
