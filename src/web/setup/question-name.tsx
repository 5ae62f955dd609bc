import { fieldOf, TextField, typed } from '#src/web/layout/fields.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** What the service is called: on every page, on the posters, on the answering machine. */
export const nameQuestion: Question = {
  path: 'nom',
  title: 'Comment s’appelle votre service ?',
  label: 'Nom du service',
  isAnswered: ({ name }) => name !== null,
  typed: ({ name }) => ({ nom: name ?? '' }),
  say: (_, { name }) => name ?? '',
  draw: ({ values, errors }) => (
    <TextField
      label="Nom du service"
      {...fieldOf({ values, errors }, 'nom')}
      hint="Il est écrit sur le site et sur les affiches. Par exemple : Lotocar du Haut-Quercy."
      maxlength={80}
      autocomplete="off"
    />
  ),
  read(_, __, form) {
    const name = typed(form, 'nom').trim().replaceAll(/\s+/gu, ' ').slice(0, 80);
    if (name === '') return { kind: 'refused', errors: { nom: 'Écrivez le nom du service.' } };
    return { kind: 'kept', change: (answers) => ({ ...answers, name }) };
  },
};
