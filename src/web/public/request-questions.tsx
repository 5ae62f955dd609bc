import type { At } from '#src/web/context.ts';
import { fieldOf, type FormErrors, TextField, type Typed } from '#src/web/layout/fields.tsx';
import { EveryWeek, SeveralDates } from '#src/web/layout/day-fields.tsx';
import { Question, Radio } from '#src/web/public/question.tsx';

interface QuestionsProps {
  readonly at: At;
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** "Quand ?" */
export const Days = ({ at, values, errors }: QuestionsProps) => (
  <Question name="quand" label="Quand ?" error={errors['quand']}>
    <Radio name="quand" value="date" label="Un jour précis" values={values} />
    <div class="sub">
      <TextField
        label="Quel jour ?"
        {...fieldOf({ values, errors }, 'date')}
        type="date"
        short

        min={at.today}
      />
    </div>
    <Radio name="quand" value="dates" label="Plusieurs jours" values={values} />
    <SeveralDates values={values} errors={errors} around="sub" row="days" />
    <Radio name="quand" value="semaine" label="Un jour ou l’autre, dans les 7 jours" values={values} />
    <Radio name="quand" value="regulier" label="Chaque semaine" values={values} />
    <EveryWeek values={values} errors={errors} label="Quels jours ?" around="sub" />
  </Question>
);

/** "À quelle heure ?": an appointment and a departure are two things. */
export const Hours = ({ values, errors }: QuestionsProps) => (
  <Question name="horaire" label="À quelle heure ?" error={errors['horaire']}>
    <Radio name="horaire" value="rendez-vous" label="Je dois être arrivé à" values={values} />
    <Radio name="horaire" value="depart" label="Je pars à" values={values} />
    <div class="hour">
      <TextField label="Heure" {...fieldOf({ values, errors }, 'heure')} type="time" short />
    </div>
    <Radio name="horaire" value="matin" label="Le matin" values={values} vague />
    <Radio name="horaire" value="apres-midi" label="L’après-midi" values={values} vague />
    <Radio name="horaire" value="libre" label="Peu importe" values={values} vague />
  </Question>
);

/** The return, always asked. */
export const Return = ({ values, errors }: QuestionsProps) => (
  <Question name="retour" label="Avez-vous besoin du retour ?" error={errors['retour']}>
    <Radio name="retour" value="oui" label="Oui" values={values} />
    <div class="sub">
      <fieldset id="champ-retour_horaire" class="choices reveal">
        <legend>Pour rentrer</legend>
        {errors['retour_horaire'] && <p class="error">{errors['retour_horaire']}</p>}
        <Radio name="retour_horaire" value="depart" label="Je repars à" values={values} />
        <div class="hour">
          <TextField label="Heure du retour" {...fieldOf({ values, errors }, 'retour_heure')} type="time" short />
        </div>
        <Radio name="retour_horaire" value="matin" label="Le matin" values={values} vague />
        <Radio name="retour_horaire" value="apres-midi" label="L’après-midi" values={values} vague />
        <Radio name="retour_horaire" value="libre" label="Je ne sais pas encore" values={values} vague />
      </fieldset>
      <TextField
        label="Si c’est un autre jour, lequel ?"
        optional
        {...fieldOf({ values, errors }, 'retour_date')}
        type="date"
        short
      />
    </div>
    <Radio name="retour" value="non" label="Non, l’aller seulement" values={values} />
  </Question>
);
