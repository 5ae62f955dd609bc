import { Choices, typed } from '#src/web/layout/fields.tsx';
import { MemberFields, PasswordShown, readMember, withPassword } from '#src/web/setup/future-member.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** A second person of the coordination: a lost password or a holiday then closes nothing. */
export const secondQuestion: Question = {
  path: 'deuxieme',
  title: 'Qui est la deuxième personne ?',
  label: 'Deuxième personne',
  isAnswered: ({ second }) => second !== null,
  typed: ({ second }) => ({
    avec: second === null ? '' : second === 'later' ? 'plus-tard' : 'maintenant',
    nom: second === null || second === 'later' ? '' : second.name,
    identifiant: second === null || second === 'later' ? '' : second.login,
  }),
  say: (_, { second }) =>
    second === null ? '' : second === 'later' ? 'Plus tard' : `${second.name}, identifiant « ${second.login} »`,
  draw: ({ values, errors }) => (
    <>
      <p>
        À deux, une absence ou un mot de passe perdu n’arrête rien : l’une redonne l’accès à l’autre. Vous pourrez en
        ajouter d’autres.
      </p>
      <Choices
        label="Une deuxième personne"
        name="avec"
        type="radio"
        chosen={typed(values, 'avec')}
        error={errors['avec']}
        options={[
          {
            value: 'maintenant',
            label: 'La voici',
            more: <MemberFields values={values} errors={errors} whose="other" />,
          },
          { value: 'plus-tard', label: 'Plus tard', hint: 'Dans les réglages, « Les membres de l’équipe ».' },
        ]}
      />
    </>
  ),
  async read(c, draft, form) {
    const avec = typed(form, 'avec');
    if (avec === 'plus-tard') return { kind: 'kept', change: (answers) => ({ ...answers, second: 'later' }) };
    if (avec !== 'maintenant') return { kind: 'refused', errors: { avec: 'Choisissez une des deux réponses.' } };
    const { name, login, errors } = await readMember(c, form, draft.answers.first ? [draft.answers.first.login] : []);
    if (Object.keys(errors).length > 0) return { kind: 'refused', errors };
    const { member, made } = await withPassword({ name, login }, null);
    return {
      kind: 'kept',
      change: (answers) => ({ ...answers, second: member }),
      shown: <PasswordShown title={`Mot de passe de ${member.name}`} member={member} password={made ?? ''} />,
    };
  },
};
