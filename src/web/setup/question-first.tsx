import { Choices, fieldOf, TextField, typed } from '#src/web/layout/fields.tsx';
import {
  MemberFields,
  PasswordShown,
  passwordProblem,
  readMember,
  withPassword,
} from '#src/web/setup/future-member.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** Whoever answers these questions: of the coordination, from the first evening. */
export const firstQuestion: Question = {
  path: 'vous',
  title: 'Et vous, qui êtes-vous ?',
  label: 'Vous',
  isAnswered: ({ first }) => first !== null,
  typed: ({ first }) => ({
    nom: first?.name ?? '',
    identifiant: first?.login ?? '',
    mot_de_passe: first ? 'garde' : 'choisi',
  }),
  say: (_, { first }) => (first ? `${first.name}, identifiant « ${first.login} »` : ''),
  draw: ({ draft, values, errors }) => (
    <>
      <MemberFields values={values} errors={errors} whose="own" />
      <Choices
        label="Votre mot de passe"
        name="mot_de_passe"
        type="radio"
        chosen={typed(values, 'mot_de_passe')}
        error={errors['mot_de_passe']}
        options={[
          ...(draft.answers.first ? [{ value: 'garde', label: 'Garder celui que j’ai' }] : []),
          {
            value: 'choisi',
            label: 'Je le choisis',
            more: (
              <TextField
                label="Mot de passe choisi"
                {...fieldOf({ values: {}, errors }, 'choisi')}
                type="password"
                hint="Au moins 12 caractères. Une phrase convient bien."
                autocomplete="new-password"
              />
            ),
          },
          { value: 'donne', label: 'Lotocar m’en donne un', hint: 'Il sera montré une fois, à noter sur papier.' },
        ]}
      />
    </>
  ),
  async read(c, draft, form) {
    const { first, second } = draft.answers;
    const others = second === null || second === 'later' ? [] : [second.login];
    const { name, login, errors } = await readMember(c, form, others);
    const how = typed(form, 'mot_de_passe');
    const kept = how === 'garde' ? first : null;
    const chosen = typed(form, 'choisi');
    const problem = how === 'choisi' ? passwordProblem(chosen, login) : undefined;
    const wrong = {
      ...errors,
      ...(kept || how === 'choisi' || how === 'donne' ? {} : { mot_de_passe: 'Choisissez une des réponses.' }),
      ...(problem === undefined ? {} : { choisi: problem }),
    };
    if (Object.keys(wrong).length > 0) return { kind: 'refused', errors: wrong };
    if (kept) return { kind: 'kept', change: (answers) => ({ ...answers, first: { ...kept, name, login } }) };
    const { member, made } = await withPassword({ name, login }, how === 'choisi' ? chosen : null);
    return {
      kind: 'kept',
      change: (answers) => ({ ...answers, first: member }),
      ...(made === null ? {} : { shown: <PasswordShown title="Votre mot de passe" member={member} password={made} /> }),
    };
  },
};
