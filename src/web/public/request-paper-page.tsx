import { formatPhone } from '#src/people/phone.ts';
import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { RequestPaper } from '#src/web/public/request-paper.tsx';

/** `GET /{slug}/demande/papier`: the request form for the counter of a mairie or a pharmacy, on one A4 page. */
export const requestPaperPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  return page(
    c,
    <PublicPage at={at} title="Demande de trajet" current="/demande">
      <p class="no-print">
        Imprimez cette page avec votre navigateur : elle tient sur une feuille A4. Une fois remplie, donnez-la à la
        personne qui vous l’a proposée, ou lisez-la à l’équipe au téléphone.
      </p>
      <p class="print-only">
        Remplissez cette feuille et donnez-la à l’accueil, ou appelez-nous : nous la remplirons avec vous.
      </p>
      <RequestPaper />
      <p class="small">
        Ces informations servent à l’équipe de {territory.name} pour trouver un trajet, et à rien d’autre. Vous pouvez
        les lire, les corriger ou les faire effacer en appelant le {formatPhone(territory.phone)}. Elles sont gardées
        par : {territory.controller}. Avant 18 ans, l’accord d’un parent est nécessaire. Rien ne se paie ici.
      </p>
    </PublicPage>,
  );
};
