import { dateAndHour } from '#src/web/instant-words.ts';
import { createIssueLink } from '#src/drivers/issue-link.ts';
import { formatCode, hashToken } from '#src/people/link-token.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Ctx } from '#src/web/context.ts';
import { sendLink } from '#src/web/drivers/send-link.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { newLinkToken, newSpokenCode } from '#src/web/new-token.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { GONE } from '#src/web/workspace/drivers/driver-sheet-page.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/**
 * `POST .../lien`: a new personal link and its code, shown in this very answer and never again. Asked twice, the second
 * replaces the first.
 */
export const issueLink = async (c: Ctx): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const id = c.req.param('id') ?? '';
  const [token, code] = [newLinkToken(), newSpokenCode()];
  const by = { kind: 'member', id: memberIdOf(c) } as const;
  const issued = await createIssueLink(driverTools(c), service.secret)(at.territory, id, { token, code }, by);
  const person = await storesOf(c).people.find(id);
  if (issued.kind === 'not-found' || !person) return notFoundPage(c, GONE);
  const sent = await sendLink(c, id, token, () => `personal-link ${hashToken(token)}`);
  return page(
    c,
    <DeskPage at={at} title={`Lien personnel de ${fullName(person)}`} current={DRIVERS}>
      <p class="notice no-print">
        Cette page ne se montre qu’une fois. Dites le code, ou imprimez la page. L’ancien lien n’ouvre plus.
        {sent && ' Le nouveau part aussi par message.'}
      </p>
      <section class="card no-print">
        <h2>À dire au téléphone</h2>
        <p class="script">
          « Allez sur {at.absoluteUrl('/code')}. Tapez votre numéro de téléphone, puis le code :{' '}
          <strong class="number-shown">{formatCode(code)}</strong> »
        </p>
        {issued.codeExpiresAt !== null && (
          <p>
            Le code sert une fois, jusqu’au {dateAndHour(at, issued.codeExpiresAt)}. Après cinq erreurs, il ne sert
            plus.
          </p>
        )}
      </section>
      <section class="card">
        <h2>À donner sur papier</h2>
        <p>
          {fullName(person)}, voici votre adresse personnelle. Elle ouvre vos trajets : pour changer, faire une pause ou
          tout arrêter. Ne la donnez à personne.
        </p>
        <p>
          <strong>{at.absoluteUrl(`/lien/${token}`)}</strong>
        </p>
        <p>
          Perdue ? Appelez-nous : {formatPhone(at.territory.phone)}, {at.territory.phoneHours}.
        </p>
      </section>
      <p class="no-print">
        <a href={at.url(`${DRIVERS}/${id}`)}>Revenir à la fiche</a>
      </p>
    </DeskPage>,
  );
};
