import { createChangePerson } from '#src/people/change-person.ts';
import type { Ctx } from '#src/web/context.ts';
import { EmailField, PersonFields } from '#src/web/drivers/driver-fields.tsx';
import type { Holder } from '#src/web/drivers/holder.ts';
import { readPersonForm, valuesOfPerson } from '#src/web/drivers/read-driver-form.ts';
import { driverTools } from '#src/web/tools.ts';
import { ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { backToLink, findByLink } from '#src/web/public/driver-link.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';

const identityPage = (
  c: Ctx,
  holder: Holder,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
) => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Vos coordonnées" noindex>
      <ErrorSummary errors={errors} />
      {holder.form(
        at.url(`${holder.base}/coordonnees`),
        <>
          <input type="hidden" name="version" value={typed(values, 'version')} />
          <PersonFields values={values} errors={errors} />
          <EmailField values={values} errors={errors} asked={at.territory.switches.email} />
          <p class="actions">
            <button type="submit">Enregistrer</button>
            <a href={at.url(holder.base)}>Revenir sans rien changer</a>
          </p>
        </>,
      )}
    </PublicPage>,
    status,
  );
};

/** `GET /{slug}/lien/{token}/coordonnees`. */
export const identityByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  return holder instanceof Response ? holder : identityPage(c, holder, valuesOfPerson(holder.driver.person));
};

/** `POST /{slug}/lien/{token}/coordonnees`. */
export const changeIdentityByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const form = await readForm(c);
  const read = readPersonForm(form);
  if (read.kind === 'refused') return identityPage(c, holder, form, read.errors, 422);
  const { person } = holder.driver;
  // The form shows the first number only: the others stay, and what is known of reading SMS with them.
  const [first] = read.person.phones;
  const known = person.phones.find((phone) => phone.number === first?.number);
  const phones = first
    ? [known ?? first, ...person.phones.slice(1).filter((phone) => phone.number !== first.number)]
    : [];
  const changed = await createChangePerson(driverTools(c))(
    c.get('at').territory,
    person.id,
    versionIn(form),
    { ...read.person, phones },
    holder.by,
  );
  if (changed.kind === 'stale') {
    const sentence = 'Vos coordonnées ont été changées entre-temps. Voici ce qui est noté : relisez, puis enregistrez.';
    return identityPage(c, holder, valuesOfPerson(changed.person), { nom: sentence }, 409);
  }
  return backToLink(c, holder, 'coordonnees');
};
