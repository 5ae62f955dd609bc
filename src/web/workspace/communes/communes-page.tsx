import type { Hono } from 'hono';
import { borderCommunes } from '#src/territory/border-communes.ts';
import { communesAfter, type CommunesChange } from '#src/territory/change-communes.ts';
import { communesToday } from '#src/territory/communes-today.ts';
import { parsePart } from '#src/territory/territory-part.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskForm, ErrorSummary, fieldOf, type FormErrors, TextField } from '#src/web/layout/fields.tsx';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { BorderChoices, MOST_PROPOSED } from '#src/web/territory-parts/border-choices.tsx';
import { PartChoices } from '#src/web/territory-parts/part-choices.tsx';
import { PartsMap } from '#src/web/territory-parts/parts-map.tsx';
import { communesWords } from '#src/web/territory-parts/parts-words.ts';
import { readCommunesChange } from '#src/web/workspace/communes/read-communes-change.ts';
import { whatItChanges } from '#src/web/workspace/communes/what-it-changes.tsx';
import { saveTerritory } from '#src/web/workspace/shared/save-territory.ts';

export const COMMUNES_PATH = '/equipe/reglages/communes';

/** Which communes the territory is made of, once it is open: a canton joins, an intercommunality is redrawn. */
export const communesPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${COMMUNES_PATH}`, requires('manage-territory'), (c) => draw(c, {}));
  app.post(`/:territoire${COMMUNES_PATH}`, requires('manage-territory'), save);
};

const NOTHING: CommunesChange = { added: [], removed: [] };

interface Drawn {
  readonly change?: CommunesChange;
  readonly values?: Typed;
  readonly errors?: FormErrors;
  readonly status?: 200 | 409 | 422;
}

/** What is asked: to add by name or next door, to remove by name. */
const Fields = ({
  c,
  codes,
  values,
  errors,
}: {
  c: Ctx;
  codes: readonly string[];
  values: Typed;
  errors: FormErrors;
}) => {
  const { communes: directory } = c.get('service');
  const nextDoor = borderCommunes(directory, codes, MOST_PROPOSED);
  const choices = ticked(values, 'propose').flatMap((text) => parsePart(directory, text) ?? []);
  return (
    <>
      <PartChoices directory={directory} choices={choices} chosen={[]} error={errors['choix']} />
      <TextField
        label="Ajouter"
        {...fieldOf({ values, errors }, 'ajouter')}
        optional
        hint="Un département, une intercommunalité, ou des communes séparées par des virgules."
        maxlength={6000}
        autocomplete="off"
      />
      {nextDoor.length > 0 && (
        <BorderChoices label="Juste à côté" nextDoor={nextDoor} chosen={ticked(values, 'voisines')} />
      )}
      <TextField
        label="Retirer"
        {...fieldOf({ values, errors }, 'retirer')}
        optional
        hint="De la même façon. Rien n’est effacé de ce qui y est noté."
        maxlength={6000}
        autocomplete="off"
      />
    </>
  );
};

const draw = async (c: Ctx, { change = NOTHING, values = {}, errors = {}, status = 200 }: Drawn): Promise<Response> => {
  const at = c.get('at');
  const { communes: directory } = c.get('service');
  const codes = communesAfter(at.territory.communeCodes, change);
  const isChanged = change.added.length + change.removed.length > 0;
  return page(
    c,
    <DeskPage at={at} title="Les communes du territoire" current="/equipe/reglages">
      <p>
        <a href={at.url('/equipe/reglages')}>Revenir aux réglages</a>
      </p>
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est enregistré : {communesWords(codes.length)}.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p class="lead">
        {isChanged ? 'Avec ce changement' : 'Aujourd’hui'}, votre territoire a{' '}
        <strong>{communesWords(codes.length)}</strong>.{' '}
        {!isChanged && 'Toute la France reste une destination : ce choix dit d’où sont vos habitants.'}
      </p>
      <PartsMap directory={directory} codes={codes} />
      <DeskForm at={at} action={at.url(COMMUNES_PATH)}>
        <input type="hidden" name="version" value={String(at.territory.version)} />
        <input type="hidden" name="ajoutees" value={change.added.join(',')} />
        <input type="hidden" name="retirees" value={change.removed.join(',')} />
        {isChanged && (
          <section class="card" aria-labelledby="change">
            <h2 id="change">Ce que cela change</h2>
            {await whatItChanges(c, change)}
            <p class="actions">
              <button type="submit" name="faire" value="enregistrer">
                Enregistrer ces communes
              </button>
              <a href={at.url(COMMUNES_PATH)}>Tout laisser comme avant</a>
            </p>
          </section>
        )}
        <h2>{isChanged ? 'Ajouter ou retirer encore' : 'Ajouter ou retirer'}</h2>
        <Fields c={c} codes={codes} values={values} errors={errors} />
        <p class="actions">
          <button type="submit" name="faire" value="voir" class={isChanged ? 'second' : undefined}>
            Voir ce que cela change
          </button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const save = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const { change, errors, left, isNew } = readCommunesChange(c, form);
  if (Object.keys(errors).length > 0) return draw(c, { change, values: left, errors, status: 422 });
  const { added, removed } = change;
  if (added.length + removed.length === 0 && typed(form, 'faire') !== 'enregistrer')
    return draw(c, {
      errors: { ajouter: 'Rien ne change : écrivez ce que vous ajoutez ou retirez.' },
      status: 422,
    });
  // What was just typed is shown before it is kept.
  if (typed(form, 'faire') !== 'enregistrer' || isNew) return draw(c, { change });
  const wanted = communesToday(
    (code) => c.get('service').communes.find(code),
    communesAfter(at.territory.communeCodes, change),
  );
  if (wanted.kind === 'refused')
    return draw(c, {
      change,
      errors: { retirer: 'Personne n’a publié la position de ces communes : gardez-en au moins une autre.' },
      status: 422,
    });
  const { communeCodes, centre } = wanted;
  const outcome = await saveTerritory(
    c,
    { ...at.territory, communeCodes, centre, version: versionIn(form) },
    { added: added.length, removed: removed.length },
  );
  if (outcome === 'changed-meanwhile')
    return draw(c, {
      change,
      errors: {
        ajouter:
          'Quelqu’un d’autre vient de changer les réglages. Relisez ce que cela change, puis enregistrez de nouveau.',
      },
      status: 409,
    });
  return c.redirect(at.url(COMMUNES_PATH, { fait: '1' }), 303);
};
