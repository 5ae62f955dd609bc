import type { Ctx } from '#src/web/context.ts';
import { receiveFile } from '#src/web/workspace/shared/receive-file.ts';
import { isCurrent } from '#src/web/workspace/sheet-imports/load-import.ts';
import { importPath } from '#src/web/workspace/sheet-imports/paths.ts';
import { startPage } from '#src/web/workspace/sheet-imports/start-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/** Drafts side by side: more are forgotten ones. */
const MOST_DRAFTS = 10;

/** Takes the file somebody sends: its rows are kept aside, the next page asks what they are. */
export const receiveSheet = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { storage, sheetImports } = c.get('service');
  const drafts = (await storage.in(at.territory.id).sheetImports.list()).filter(
    (one) => one.doneAt === null && isCurrent(one, at.now),
  );
  if (drafts.length >= MOST_DRAFTS)
    return startPage(
      c,
      { fichier: `${MOST_DRAFTS} tableurs sont déjà commencés. Terminez-les ou laissez-les, puis envoyez celui-ci.` },
      409,
    );
  return receiveFile(c, {
    async take({ name, bytes }) {
      const received = await sheetImports.receive(at.territory.id, memberIdOf(c), name, bytes);
      if (received.kind === 'too-large')
        return startPage(
          c,
          {
            fichier:
              'Ce fichier a plus de 5 Mo. Coupez-le en plusieurs fichiers, ou enregistrez la feuille seule en CSV.',
          },
          413,
        );
      if (received.kind === 'refused') return startPage(c, { fichier: received.reason }, 422);
      return c.redirect(at.url(importPath(received.id, 'colonnes')), 303);
    },
    refuse: (fichier) => startPage(c, { fichier }, 422),
  });
};
