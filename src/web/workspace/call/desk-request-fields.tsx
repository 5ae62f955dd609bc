import type { HtmlEscapedString } from 'hono/utils/html';
import { MOTIVES, type Need } from '#src/requests/request.ts';
import type { At } from '#src/web/context.ts';
import {
  Choices,
  type FormErrors,
  Select,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { EveryWeek, SeveralDates } from '#src/web/layout/day-fields.tsx';
import { PLACE_LIST } from '#src/web/places/place-list.tsx';
import { spoken } from '#src/web/workspace/shared/desk-words.ts';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { PLACE_SUGGESTIONS } from '#src/web/workspace/places/paths.ts';
import { MOTIVE_WORDS } from '#src/web/public/request-form.tsx';

export interface DeskFieldsProps {
  readonly at: At;
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: Readonly<
    Record<'depart' | 'arrivee', readonly { readonly value: string; readonly text: string }[]>
  >;
  /** Names suggested while typing. */
  readonly list: HtmlEscapedString;
  /** Name of the field where the conversation goes on. */
  readonly focus?: string;
}

/** The most asked for come first: each is a key further. */
const NEED_ORDER = [
  'cane',
  'walker',
  'wheelchair',
  'companion',
  'bags',
  'child-seat',
  'dog',
] as const satisfies readonly Need[];

const Places = ({ at, values, errors, choices, list, focus }: DeskFieldsProps) => (
  <div class="field-row">
    {(['depart', 'arrivee'] as const).map((name) => (
      <div>
        <TextField
          label={name === 'depart' ? 'D’où ?' : 'Où devez-vous être ?'}
          name={name}
          value={typed(values, name)}
          error={errors[name]}
          list={PLACE_LIST}
          places={at.url(PLACE_SUGGESTIONS)}
          autocomplete="off"
          autofocus={focus === name}
        />
        {choices[name].length > 0 && (
          <Choices
            label="Lequel ?"
            name={`${name}_choix`}
            type="radio"
            chosen={typed(values, `${name}_choix`)}
            options={choices[name].map(({ value, text }) => ({ value, label: text }))}
          />
        )}
      </div>
    ))}
    {list}
  </div>
);

const Days = ({ at, values, errors, focus }: DeskFieldsProps) => (
  <>
    <Choices
      label="Quand ?"
      name="quand"
      type="radio"
      inline
      chosen={typed(values, 'quand') || 'date'}
      error={errors['quand']}
      options={[
        { value: 'date', label: 'un jour' },
        { value: 'dates', label: 'plusieurs jours' },
        { value: 'semaine', label: 'dans les 7 jours' },
        { value: 'regulier', label: 'chaque semaine' },
      ]}
    />
    <div class="when-date">
      <TextField
        label="Quel jour ?"
        {...fieldOf({ values, errors }, 'date')}
        type="date"
        short
        autofocus={focus === 'date'}

        min={at.today}
      />
    </div>
    <SeveralDates values={values} errors={errors} around="when-dates" row="field-row" />
    <EveryWeek values={values} errors={errors} label="Quels jours de la semaine ?" around="when-weekly" />
  </>
);

const Hours = ({ values, errors, focus }: DeskFieldsProps) => (
  <>
    <Choices
      label="À quelle heure ?"
      name="horaire"
      type="radio"
      inline
      chosen={typed(values, 'horaire') || 'rendez-vous'}
      error={errors['horaire']}
      options={[
        { value: 'rendez-vous', label: 'rendez-vous à' },
        { value: 'depart', label: 'départ à' },
        { value: 'matin', label: 'le matin' },
        { value: 'apres-midi', label: 'l’après-midi' },
        { value: 'libre', label: 'peu importe' },
      ]}
    />
    <div class="when-hour">
      <TextField
        label="Heure"
        {...fieldOf({ values, errors }, 'heure')}
        short
        autofocus={focus === 'heure'}

        hint="8 h 30 ou 0830. Un rendez-vous est l’heure où il faut y être."
      />
    </div>
  </>
);

const Return = ({ values, errors }: DeskFieldsProps) => (
  <>
    <Choices
      label="Et pour rentrer ?"
      name="retour"
      type="radio"
      inline
      chosen={typed(values, 'retour')}
      error={errors['retour']}
      options={[
        { value: 'attend', label: 'qui conduit attend' },
        { value: 'revient', label: 'revient la chercher' },
        { value: 'autre', label: 'quelqu’un d’autre' },
        { value: 'regle', label: 'déjà réglé' },
        { value: 'inconnu', label: 'on ne sait pas encore' },
      ]}
    />
    <div class="when-return">
      <div class="field-row">
        <TextField label="Repart à" optional {...fieldOf({ values, errors }, 'retour_heure')} short />
        <Choices
          label="Ou plutôt"
          optional
          name="retour_horaire"
          type="radio"
          inline
          chosen={typed(values, 'retour_horaire')}
          error={errors['retour_horaire']}
          options={[
            { value: 'matin', label: 'le matin' },
            { value: 'apres-midi', label: 'l’après-midi' },
            { value: 'libre', label: 'peu importe' },
          ]}
        />
        <TextField label="Un autre jour" optional {...fieldOf({ values, errors }, 'retour_date')} type="date" short />
      </div>
    </div>
  </>
);

/** Where, when, the way back, what the car takes: in the order of the conversation. */
export const DeskRequestFields = (props: DeskFieldsProps) => {
  const { values } = props;
  return (
    <>
      <p class="script">{spoken('Où devez-vous être, quel jour, à quelle heure ?')}</p>
      <Places {...props} />
      <Days {...props} />
      <Hours {...props} />
      <Return {...props} />
      <div class="toggles">
        <Choices
          label="À prévoir dans la voiture"
          name="besoins"
          type="checkbox"
          inline
          optional
          chosen={ticked(values, 'besoins')}
          options={NEED_ORDER.map((value) => ({ value, label: NEED_SHORT[value] }))}
        />
      </div>
      <div class="field-row">
        <Select
          label="Personnes"
          name="personnes"
          value={typed(values, 'personnes')}
          options={['1', '2', '3', '4'].map((value) => ({ value, label: value }))}
        />
        <Select
          label="Pour quoi faire (facultatif)"
          name="motif"
          value={typed(values, 'motif')}
          blank="Pas demandé"
          options={MOTIVES.map((value) => ({ value, label: MOTIVE_WORDS[value] }))}
        />
      </div>
      <TextArea
        label="Note"
        optional
        name="precisions"
        rows={2}
        hint="La personne peut demander à lire cette note."
        value={typed(values, 'precisions')}
        error={props.errors['precisions']}
      />
    </>
  );
};
