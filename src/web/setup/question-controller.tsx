import { fieldOf, TextArea, typed } from '#src/web/layout/fields.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** Who answers for the data: written on the privacy page and on the papers of the opening. */
export const controllerQuestion: Question = {
  path: 'donnees',
  title: 'Qui répond des données ?',
  label: 'Qui répond des données',
  isAnswered: ({ controller }) => controller !== null,
  typed: ({ controller }) => ({ responsable: controller ?? '' }),
  say: (_, { controller }) => controller ?? '',
  draw: ({ values, errors }) => (
    <TextArea
      label="Nom et adresse"
      {...fieldOf({ values, errors }, 'responsable')}
      hint="La mairie, la communauté de communes ou l’association qui tient le service : la loi demande de le dire. Par exemple : Communauté de communes des Trois Vallées, 1 place de la Mairie, 46000 Exemple."
      rows={3}
      maxlength={400}
    />
  ),
  read(_, __, form) {
    const controller = typed(form, 'responsable').trim().replaceAll(/\s+/gu, ' ').slice(0, 400);
    if (controller === '')
      return { kind: 'refused', errors: { responsable: 'Écrivez qui répond des données : la loi le demande.' } };
    return { kind: 'kept', change: (answers) => ({ ...answers, controller }) };
  },
};
