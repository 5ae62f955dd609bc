import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import { parseBackupName } from '#src/backups/backup-name.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { isSiteHolder } from '#src/web/guards/site-holder.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { BACKUPS_PATH, SHORTEST_PHRASE } from '#src/web/workspace/backups/backup-words.ts';
import { backupsPage } from '#src/web/workspace/backups/backups-page.tsx';
import { noteTerritory } from '#src/web/workspace/shared/note-territory.ts';

/** Each copies the whole instance. */
const MAKES: Limit = { burst: 3, refillSeconds: 600 };

/** What is kept safe, for the coordination; what touches the whole instance, for who runs it. */
export const backupsPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${BACKUPS_PATH}`, requires('manage-territory'), (c) => backupsPage(c));
  app.post(`/:territoire${BACKUPS_PATH}/maintenant`, requires('manage-territory'), makeNow);
  app.post(`/:territoire${BACKUPS_PATH}/phrase`, requires('manage-territory'), savePhrase);
  app.get(`/:territoire${BACKUPS_PATH}/:name`, requires('manage-territory'), download);
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
  await noteTerritory(c, 'backup-made', { name });
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
  await noteTerritory(c, 'backup-passphrase-changed', { encrypted: phrase === '' ? 'no' : 'yes' });
  return c.redirect(c.get('at').url(BACKUPS_PATH, { fait: '1' }), 303);
};

const download = async (c: Ctx): Promise<Response> => {
  const { backups } = c.get('service');
  const name = c.req.param('name') ?? '';
  if (!backups || !parseBackupName(name) || !(await isSiteHolder(c))) return notFoundPage(c);
  const path = join(backups.folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found) return notFoundPage(c, 'Cette sauvegarde n’est plus gardée.');
  await noteTerritory(c, 'backup-downloaded', { name });
  c.header('Content-Type', 'application/octet-stream');
  c.header('Content-Length', String(found.size));
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
};
