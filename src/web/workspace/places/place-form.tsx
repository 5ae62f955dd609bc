import type { PlaceSuggestion } from '#src/places/search-places.ts';
import type { Ctx } from '#src/web/context.ts';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PLACE_KINDS } from '#src/web/workspace/places/place-kinds.ts';
import { PLACES } from '#src/web/workspace/places/paths.ts';

interface FormState {
  readonly errors?: FormErrors;
  readonly candidates?: readonly PlaceSuggestion[];
  readonly status?: 200 | 409 | 422;
}

/** The form of a place; of one that is not kept yet where there is no id. */
export const placeForm = (
  c: Ctx,
  id: string | null,
  values: Typed,
  state: FormState = {},
): Response | Promise<Response> => {
  const at = c.get('at');
  const errors = state.errors ?? {};
  const action = at.url(id === null ? `${PLACES}/nouveau` : `${PLACES}/${id}`);
  return page(
    c,
    <DeskPage at={at} title={id === null ? 'Ajouter un lieu' : 'Changer un lieu'} current={PLACES}>
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={action}>
        <input type="hidden" name="version" value={typed(values, 'version')} />
        <TextField
          label="Noms"
          name="names"
          value={typed(values, 'names').replaceAll(/\s*\n\s*/g, ', ')}
          maxlength={800}
          hint="Un ou plusieurs, séparés par des virgules. Le premier est celui qu’on affiche."
          error={errors['names']}
        />
        <Choices
          label="Sorte de lieu"
          name="kind"
          type="radio"
          options={PLACE_KINDS}
          chosen={typed(values, 'kind')}
          error={errors['kind']}
        />
        {state.candidates && state.candidates.length > 0 ? (
          <Candidates candidates={state.candidates} error={errors['where']} />
        ) : null}
        <TextField
          label="Où est-ce ?"
          {...fieldOf({ values, errors }, 'where')}

          hint="Une commune, un lieu déjà connu, ou une position copiée d’une carte : 44,4491 1,4366."
        />
        <p class="actions">
          <button type="submit">Enregistrer ce lieu</button>
          <a href={at.url(PLACES)}>Revenir à la liste</a>
        </p>
      </DeskForm>
      {id !== null && (
        <DeskForm at={at} action={at.url(`${PLACES}/${id}/supprimer`)}>
          <p class="hint">Les trajets et les demandes qui portent ce nom le gardent : ils ont leur propre copie.</p>
          <button type="submit" class="danger">
            Supprimer ce lieu
          </button>
        </DeskForm>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};

const Candidates = ({ candidates, error }: { candidates: readonly PlaceSuggestion[]; error: string | undefined }) => (
  <Choices
    label="Lequel voulez-vous dire ?"
    name="candidate"
    type="radio"
    options={candidates.map(({ value, text }) => ({ value, label: text }))}
    error={error}
  />
);
