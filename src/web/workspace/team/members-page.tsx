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
import { rolesFor } from '#src/web/workspace/team/member-roles.ts';
import { MemberRow, MEMBERS_PATH } from '#src/web/workspace/team/member-row.tsx';
import { communeNames } from '#src/web/workspace/team/referent-communes.tsx';

const DONE: Readonly<Record<string, string>> = {
  role: 'Le rôle est changé.',
  disable: 'Cette personne ne peut plus se connecter.',
  enable: 'Cette personne peut de nouveau se connecter.',
  communes: 'Les communes sont notées.',
  leave: 'Cette personne n’est plus de votre équipe. Ce qu’elle a noté garde son nom.',
};

/** Shown once, in the answer to the post: nothing keeps it. */
export interface Given {
  readonly title: string;
  readonly text: string;
  readonly hint: string;
}

/** The members of the team, and the form that adds one. */
export const membersPage = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 = 200,
  given: Given | null = null,
): Promise<Response> => {
  const at = c.get('at');
  const team = await c.get('service').storage.instance.members.listOfTerritory(at.territory.id);
  const done = DONE[c.req.query('fait') ?? ''];
  return page(
    c,
    <DeskPage at={at} title="Les membres de l’équipe" current="/equipe/reglages">
      {done !== undefined && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      {given && (
        <div class="notice" role="status">
          <h2>{given.title}</h2>
          <p class="number-shown">{given.text}</p>
          <p>{given.hint}</p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      <ul class="rows">
        {team.map((one) => (
          <MemberRow at={at} one={one} communes={communeNames(c, one.membership)} />
        ))}
      </ul>
      <h2>Ajouter quelqu’un</h2>
      <DeskForm at={at} action={at.url(MEMBERS_PATH)}>
        <div class="field-row">
          <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} />
          <TextField
            label="Identifiant"
            {...fieldOf({ values, errors }, 'identifiant')}
            hint="Ce que cette personne tapera pour se connecter, par exemple : marie."
            autocomplete="off"
          />
        </div>
        <Choices
          label="Rôle"
          name="role"
          type="radio"
          options={rolesFor(at)}
          chosen={typed(values, 'role') || 'member'}
          error={errors['role']}
        />
        {at.territory.switches.referents && (
          <TextField
            label="Communes"
            {...fieldOf({ values, errors }, 'communes')}
            optional
            hint="Pour la référence de communes seulement : leurs noms, séparés par des virgules."
            maxlength={2000}
          />
        )}
        <p class="actions">
          <button type="submit">Ajouter</button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};
