import { createChangePerson } from '#src/people/change-person.ts';
import type { Ctx } from '#src/web/context.ts';
import { SheetFields } from '#src/web/drivers/driver-fields.tsx';
import { readSheetForm, valuesOfPerson } from '#src/web/drivers/read-driver-form.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { GONE } from '#src/web/workspace/drivers/driver-sheet-page.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { spoken } from '#src/web/workspace/shared/desk-words.ts';
import { memberIdOf } from '#src/web/tools.ts';

const show = (c: Ctx, values: Typed, errors: FormErrors = {}, status: 200 | 409 | 422 = 200) => {
  const at = c.get('at');
  const path = `${DRIVERS}/${c.req.param('id')}`;
  return page(
    c,
    <DeskPage at={at} title="Changer la fiche" current={DRIVERS}>
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={at.url(`${path}/fiche`)}>
        <input type="hidden" name="version" value={typed(values, 'version')} />
        <SheetFields values={values} errors={errors} today={at.today} switches={at.territory.switches} />
        <p class="actions">
          <button type="submit">Enregistrer la fiche</button>
          <a href={at.url(path)}>Revenir sans rien changer</a>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

/** `GET .../fiche`. */
export const personFormPage = async (c: Ctx): Promise<Response> => {
  const person = await storesOf(c).people.find(c.req.param('id') ?? '');
  return person ? show(c, valuesOfPerson(person)) : notFoundPage(c, GONE);
};

/** `POST .../fiche`: if someone else wrote meanwhile, what they wrote is shown and nothing is lost in silence. */
export const changePerson = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const form = await readForm(c);
  const read = readSheetForm(form, at.today);
  if (read.kind === 'refused') return show(c, form, read.errors, 422);
  const person = await storesOf(c).people.find(id);
  if (!person) return notFoundPage(c, GONE);
  // The form shows two numbers: a third one, from an import, stays.
  const phones = [...read.person.phones, ...person.phones.slice(2)];
  const by = { kind: 'member', id: memberIdOf(c) } as const;
  const version = versionIn(form);
  const changed = await createChangePerson(driverTools(c))(at.territory, id, version, { ...read.person, phones }, by);
  if (changed.kind === 'not-found') return notFoundPage(c, GONE);
  if (changed.kind === 'no-name') return show(c, form, { nom: 'Écrivez un nom.' }, 422);
  if (changed.kind === 'stale') {
    const { values, errors } = overTaken(form, valuesOfPerson(changed.person));
    return show(c, values, errors, 409);
  }
  return c.redirect(at.url(`${DRIVERS}/${id}`, { fait: 'coordonnees' }), 303);
};

/** What was typed, over what a colleague has noted meanwhile: said beside each field that differs, and nothing is lost. */
const overTaken = (form: Typed, noted: Typed): { readonly values: Typed; readonly errors: FormErrors } => {
  const differ = Object.keys(noted).filter((name) => name !== 'version' && typed(noted, name) !== typed(form, name));
  const said = (name: string): string =>
    `Quelqu’un d’autre a changé cette fiche. Ici est noté maintenant : ${spoken(typed(noted, name) || 'rien')}. Gardez l’un ou l’autre, puis enregistrez.`;
  const errors = Object.fromEntries(differ.map((name) => [name, said(name)]));
  return {
    values: { ...form, version: typed(noted, 'version') },
    errors: differ.length > 0 ? errors : { nom: 'Quelqu’un d’autre a noté la même chose. Enregistrez de nouveau.' },
  };
};
