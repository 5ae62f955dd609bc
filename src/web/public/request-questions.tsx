import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import type { At } from '#src/web/context.ts';
import { Choices, type FormErrors, TextField, ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { Question, Radio } from '#src/web/public/question.tsx';

/** How many days a form takes one by one; a habit is said by its weekdays. */
const SEVERAL_DATES = 4;

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
        name="date"
        type="date"
        short
        value={typed(values, 'date')}
        error={errors['date']}
        min={at.today}
      />
    </div>
    <Radio name="quand" value="dates" label="Plusieurs jours" values={values} />
    <fieldset class="sub">
      <legend>Quels jours ?</legend>
      {errors['dates'] && <p class="error">{errors['dates']}</p>}
      <div class="days">
        {Array.from({ length: SEVERAL_DATES }, (_, index) => (
          <input
            type="date"
            name="dates[]"
            id={index === 0 ? 'champ-dates' : `champ-dates-${index + 1}`}
            class="short"
            aria-label={`Jour ${index + 1}`}
            value={ticked(values, 'dates')[index] ?? ''}
          />
        ))}
      </div>
    </fieldset>
    <Radio name="quand" value="semaine" label="Un jour ou l’autre, dans les 7 jours" values={values} />
    <Radio name="quand" value="regulier" label="Chaque semaine" values={values} />
    <div class="sub">
      <Choices
        label="Quels jours ?"
        name="jours"
        type="checkbox"
        inline
        chosen={ticked(values, 'jours')}
        error={errors['jours']}
        options={WEEKDAY_NAMES.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <div class="field-row">
        <TextField
          label="À partir du"
          optional
          name="du"
          type="date"
          short
          value={typed(values, 'du')}
          error={errors['du']}
        />
        <TextField
          label="Jusqu’au"
          optional
          name="au"
          type="date"
          short
          value={typed(values, 'au')}
          error={errors['au']}
        />
      </div>
    </div>
  </Question>
);

/** "À quelle heure ?": an appointment and a departure are two things. */
export const Hours = ({ values, errors }: QuestionsProps) => (
  <Question name="horaire" label="À quelle heure ?" error={errors['horaire']}>
    <Radio name="horaire" value="rendez-vous" label="Je dois être arrivé à" values={values} />
    <Radio name="horaire" value="depart" label="Je pars à" values={values} />
    <div class="hour">
      <TextField label="Heure" name="heure" type="time" short value={typed(values, 'heure')} error={errors['heure']} />
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
          <TextField
            label="Heure du retour"
            name="retour_heure"
            type="time"
            short
            value={typed(values, 'retour_heure')}
            error={errors['retour_heure']}
          />
        </div>
        <Radio name="retour_horaire" value="matin" label="Le matin" values={values} vague />
        <Radio name="retour_horaire" value="apres-midi" label="L’après-midi" values={values} vague />
        <Radio name="retour_horaire" value="libre" label="Je ne sais pas encore" values={values} vague />
      </fieldset>
      <TextField
        label="Si c’est un autre jour, lequel ?"
        optional
        name="retour_date"
        type="date"
        short
        value={typed(values, 'retour_date')}
        error={errors['retour_date']}
      />
    </div>
    <Radio name="retour" value="non" label="Non, l’aller seulement" values={values} />
  </Question>
);
