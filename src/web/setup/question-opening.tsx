import { describePlan } from '#src/territory/describe-opening.ts';
import type { SetupAnswers } from '#src/setup/setup-draft.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { Choices, fieldOf, TextField, type Typed, typed } from '#src/web/layout/fields.tsx';
import type { Question } from '#src/web/setup/question.ts';
import { readOpening } from '#src/web/workspace/opening/read-opening.ts';

/** A territory that does not exist yet has no zone: the one it will have unless it changes it. */
const today = (c: Ctx): string => localMoment(c.get('service').clock(), 'Europe/Paris').date;

/** What each answer is in the settings, where it can be changed every day. */
const CHOICES: Readonly<Record<string, Typed>> = {
  main: { etape: 'drivers-first', quand: 'main' },
  date: { etape: 'drivers-first', quand: 'date' },
  lignes: { etape: 'drivers-first', quand: 'lignes' },
  tous: { etape: 'open', quand: 'main' },
  personne: { etape: 'unpublished', quand: 'main' },
};

const choiceOf = ({ opening }: SetupAnswers): string => {
  if (opening === null) return 'main';
  if (opening.stage === 'open') return 'tous';
  if (opening.stage === 'unpublished') return 'personne';
  return opening.plan.kind === 'date' ? 'date' : opening.plan.kind === 'lines' ? 'lignes' : 'main';
};

/** Who sees the service from tonight on: drivers first, then everyone. */
export const openingQuestion: Question = {
  path: 'ouverture',
  title: 'Qui voit le service, dès ce soir ?',
  label: 'Ouverture',
  isAnswered: ({ opening }) => opening !== null,
  typed: (answers) => ({
    ouverture: choiceOf(answers),
    jour: answers.opening?.plan.kind === 'date' ? answers.opening.plan.date : '',
    lignes: answers.opening?.plan.kind === 'lines' ? String(answers.opening.plan.floor) : '',
  }),
  say(c, { opening }) {
    if (opening === null) return '';
    if (opening.stage === 'open') return 'Tout le monde, tout de suite';
    if (opening.stage === 'unpublished') return 'Personne encore';
    return `Conducteurs d’abord ; la recherche ouvre ${describePlan(opening.plan, today(c))}`;
  },
  draw: ({ draft, values, errors }) => (
    <>
      {draft.kind === 'space' && (
        <p>
          Tant que l’hébergeur n’a pas accepté votre espace, l’équipe seule le voit : ce choix commence à son accord.
        </p>
      )}
      <Choices
        label="Ouverture"
        name="ouverture"
        type="radio"
        hint="Conducteurs d’abord : chacun lit votre numéro et peut proposer de conduire ; la recherche attend. Une première réponse « il n’y a personne » ne se rattrape pas."
        chosen={typed(values, 'ouverture')}
        error={errors['ouverture']}
        options={[
          {
            value: 'main',
            label: 'Conducteurs d’abord, jusqu’à ce que nous le disions',
            hint: 'Le site dit « bientôt ».',
          },
          {
            value: 'date',
            label: 'Conducteurs d’abord, jusqu’à un jour précis',
            hint: 'Il est dit sur le site et sur les affiches.',
            more: <TextField label="Jour de l’ouverture" {...fieldOf({ values, errors }, 'jour')} type="date" short />,
          },
          {
            value: 'lignes',
            label: 'Conducteurs d’abord, jusqu’à un nombre de lignes',
            hint: 'Une ligne va d’une commune à une autre. Le site compte.',
            more: (
              <TextField
                label="Nombre de lignes"
                {...fieldOf({ values, errors }, 'lignes')}
                inputmode="numeric"
                short
                maxlength={3}
              />
            ),
          },
          { value: 'tous', label: 'Tout le monde, tout de suite' },
          { value: 'personne', label: 'Personne encore', hint: 'L’équipe prépare ; elle ouvrira dans les réglages.' },
        ]}
      />
    </>
  ),
  read(c, _, form) {
    const read = readOpening({ ...form, ...CHOICES[typed(form, 'ouverture')] }, today(c));
    if (read.kind === 'refused') {
      const { etape, ...errors } = read.errors;
      return { kind: 'refused', errors: { ...errors, ...(etape === undefined ? {} : { ouverture: etape }) } };
    }
    const opening = { stage: read.stage, plan: read.plan };
    return { kind: 'kept', change: (answers) => ({ ...answers, opening }) };
  },
};
