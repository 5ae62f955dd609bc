import { type Consents, type ConsentPurpose, REACHED_BY } from '#src/people/person.ts';
import type { IsoDate } from '#src/time/units.ts';
import { CONSENT_FIELDS, CONSENT_QUESTIONS, REACHED_WORDS } from '#src/web/drivers/driver-words.ts';
import type { Switches } from '#src/territory/switches.ts';
import {
  Choices,
  type FormErrors,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';

interface FieldsProps {
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** A name and a number: all that is required of someone. */
export const PersonFields = ({ values, errors }: FieldsProps) => (
  <>
    <div class="field-row">
      <TextField label="Prénom" {...fieldOf({ values, errors }, 'prenom')} autocomplete="given-name" maxlength={80} />
      <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} autocomplete="family-name" maxlength={80} />
    </div>
    <TextField
      label="Téléphone"
      {...fieldOf({ values, errors }, 'telephone')}
      type="tel"
      autocomplete="tel"
      short
      hint="Fixe ou mobile. L’équipe vous y appelle."
    />
  </>
);

/** Asked where the territory writes e-mails; elsewhere only an address that is already known is shown. */
export const EmailField = ({ values, errors, asked }: FieldsProps & { readonly asked: boolean }) =>
  asked || typed(values, 'email') !== '' ? (
    <TextField
      label="Adresse e-mail"
      {...fieldOf({ values, errors }, 'email')}
      type="email"
      optional
      autocomplete="email"
    />
  ) : null;

const purposesAsked = (neighbours: boolean): readonly ConsentPurpose[] =>
  neighbours ? ['listed', 'numberShown', 'neighbours'] : ['listed', 'numberShown'];

interface ConsentProps {
  readonly values: Typed;
  /** Whether the territory shows its trips to others: else the question makes no sense. */
  readonly neighbours: boolean;
}

/** One question each, none answered beforehand. */
export const ConsentFields = ({ values, neighbours }: ConsentProps) => (
  <>
    {purposesAsked(neighbours).map((purpose) => (
      <Choices
        label={CONSENT_QUESTIONS[purpose].label}
        hint={CONSENT_QUESTIONS[purpose].hint}
        name={CONSENT_FIELDS[purpose]}
        type="radio"
        inline
        chosen={typed(values, CONSENT_FIELDS[purpose])}
        options={[
          { value: 'oui', label: 'Oui' },
          { value: 'non', label: 'Non' },
        ]}
      />
    ))}
  </>
);

/** What was said yes to; the rest is asked again, since silence and refusal are kept alike. */
export const valuesOfYes = (consents: Consents): Typed =>
  Object.fromEntries(
    (['listed', 'numberShown', 'neighbours'] as const).map((purpose) => [
      CONSENT_FIELDS[purpose],
      consents[purpose] ? 'oui' : '',
    ]),
  );

/** What was answered last, as the form shows it. */
export const valuesOfConsents = (consents: Consents): Typed =>
  Object.fromEntries(
    (['listed', 'numberShown', 'neighbours'] as const).map((purpose) => [
      CONSENT_FIELDS[purpose],
      consents[purpose] ? 'oui' : 'non',
    ]),
  );

const Sms = ({ values, name, label }: { values: Typed; name: string; label: string }) => (
  <Choices
    label={label}
    optional
    name={`${name}_sms`}
    type="radio"
    inline
    chosen={typed(values, `${name}_sms`)}
    options={[
      { value: 'oui', label: 'Oui' },
      { value: 'non', label: 'Non' },
    ]}
  />
);

/** The ways to reach someone that this territory has: SMS once it sends them. */
export const ReachedBy = ({ values, errors, sms }: FieldsProps & { readonly sms: boolean }) => (
  <Choices
    label="Comment la joindre ?"
    name="joindre"
    type="radio"
    inline
    chosen={typed(values, 'joindre') || 'voice'}
    error={errors['joindre']}
    options={REACHED_BY.filter((one) => one !== 'sms' || sms || typed(values, 'joindre') === 'sms').map((value) => ({
      value,
      label: REACHED_WORDS[value],
    }))}
  />
);

/** What only the team notes of someone. */
export const SheetFields = ({
  values,
  errors,
  today,
  switches: { sms, email },
}: FieldsProps & { readonly today: IsoDate; readonly switches: Switches }) => (
  <>
    <PersonFields values={values} errors={errors} />
    {sms ? (
      <Sms values={values} name="telephone" label="Lit les SMS à ce numéro" />
    ) : (
      // Known before SMS were turned off, or of a spreadsheet: it stays.
      <input type="hidden" name="telephone_sms" value={typed(values, 'telephone_sms')} />
    )}
    <TextField label="Autre téléphone" {...fieldOf({ values, errors }, 'telephone_2')} type="tel" optional short />
    <EmailField values={values} errors={errors} asked={email} />
    <TextField
      label="Adresse"
      {...fieldOf({ values, errors }, 'adresse')}
      optional
      maxlength={300}
      hint="L’équipe seule la lit."
    />
    <div class="field-row">
      <TextField
        label="Joindre par quelqu’un d’autre : son nom"
        {...fieldOf({ values, errors }, 'confiance_nom')}
        optional
      />
      <TextField label="Son téléphone" {...fieldOf({ values, errors }, 'confiance_telephone')} type="tel" optional />
    </div>
    <ReachedBy values={values} errors={errors} sms={sms} />
    <TextArea
      label="Note de l’équipe"
      {...fieldOf({ values, errors }, 'note')}
      optional
      hint="La personne peut demander à lire cette note."
    />
    <div class="field-row">
      <TextField
        label="Information donnée à l’oral le"
        {...fieldOf({ values, errors }, 'informe_le')}
        type={errors['informe_le'] ? 'text' : 'date'}
        optional
        short
        max={today}
      />
      <TextField
        label="Moins de 18 ans : accord d’un parent noté le"
        {...fieldOf({ values, errors }, 'accord_parent_le')}
        type={errors['accord_parent_le'] ? 'text' : 'date'}
        optional
        short
        max={today}
      />
    </div>
    <Choices
      label="Âge"
      optional
      name="mineur"
      type="checkbox"
      chosen={ticked(values, 'mineur')}
      options={[{ value: 'oui', label: 'Cette personne a moins de 18 ans' }]}
    />
  </>
);
