import { counted } from '#src/counted.ts';
import { awaitedRides, createErasePerson } from '#src/privacy/erase-person.ts';
import type { Ctx } from '#src/web/context.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { Choices, DeskForm, ErrorSummary, type FormErrors, ticked } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { GONE } from '#src/web/workspace/drivers/driver-sheet-page.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

const show = async (c: Ctx, errors: FormErrors, status: 200 | 422) => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const stores = storesOf(c);
  const person = await stores.people.find(id);
  if (!person) return notFoundPage(c, GONE);
  const awaited = await awaitedRides(stores, id, at.today);
  const own = (await stores.requests.list({ passengerIds: [id], state: 'open' })).length;
  return page(
    c,
    <DeskPage at={at} title={`Effacer ${fullName(person)}`} current={DRIVERS}>
      <ErrorSummary errors={errors} />
      <p>
        Nom, numéros, note, trajets, demandes et réponses sont effacés tout de suite, pour de bon. Il reste des nombres
        sans nom.
      </p>
      {awaited.length > 0 && (
        <p class="notice">
          {counted(awaited.length, 'trajet convenu')} à venir avec cette personne. Les demandes concernées redeviennent
          ouvertes : il faudra trouver quelqu’un d’autre, et prévenir.
        </p>
      )}
      {own > 0 && (
        <p class="notice">
          {counted(own, 'demande ouverte', 'demandes ouvertes')} de cette personne seront effacées. Prévenez d’abord qui
          devait la conduire.
        </p>
      )}
      <DeskForm at={at} action={at.url(`${DRIVERS}/${id}/effacer`)}>
        <Choices
          label="Avant d’effacer"
          name="sur"
          type="checkbox"
          error={errors['sur']}
          options={[{ value: 'oui', label: `Oui, effacer ${fullName(person)} pour de bon` }]}
        />
        <p class="actions">
          <button type="submit" class="danger">
            Effacer
          </button>
          <a href={at.url(`${DRIVERS}/${id}`)}>Revenir à la fiche</a>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

/** `GET .../effacer`: what will go, and what it means for others. */
export const erasePage = (c: Ctx): Promise<Response> => Promise.resolve(show(c, {}, 200));

/** `POST .../effacer`. */
export const erase = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!ticked(await readForm(c), 'sur').includes('oui')) return show(c, { sur: 'Cochez la case pour effacer.' }, 422);
  const by = { kind: 'member', id: memberIdOf(c) } as const;
  const erased = await createErasePerson(driverTools(c))(at.territory, c.req.param('id') ?? '', by);
  if (erased.kind === 'not-found') return notFoundPage(c, GONE);
  return c.redirect(at.url(erased.reopened.length > 0 ? '/equipe' : DRIVERS), 303);
};
