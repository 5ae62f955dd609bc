import type { Person } from '#src/people/person.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { Choices, type FormErrors, TextField, type Typed, typed, fieldOf } from '#src/web/layout/fields.tsx';
import { spoken } from '#src/web/workspace/desk-words.ts';
import { proposedAnswer } from '#src/web/workspace/proposed-answer.ts';

/** The information, in two sentences to be said. */
const SCRIPT =
  'Nous notons votre nom, votre numéro et vos trajets pour vous trouver quelqu’un qui conduit ; seule l’équipe les lit. ' +
  'Vous pouvez à tout moment nous demander de vous les lire, de les corriger ou de les effacer.';

/** Who travels, when nobody known was recognised. */
export const NewPerson = ({ values, errors }: { values: Typed; errors: FormErrors }) => (
  <>
    <div class="field-row">
      <TextField label="Téléphone" {...fieldOf({ values, errors }, 'telephone')} type="tel" short autocomplete="off" />
      <TextField label="Prénom" optional {...fieldOf({ values, errors }, 'prenom')} autocomplete="off" />
      <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} autocomplete="off" />
    </div>
  </>
);

/** Someone may ask for another person, and be the one to call back. */
export const AskedFor = ({ values, errors }: { values: Typed; errors: FormErrors }) => (
  <>
    <Choices
      label="Qui est au téléphone ?"
      name="pour"
      type="radio"
      inline
      chosen={typed(values, 'pour') || 'moi'}
      options={[
        { value: 'moi', label: 'la personne qui voyage' },
        { value: 'autre', label: 'quelqu’un demande pour elle' },
      ]}
    />
    <div class="field-row when-other">
      <TextField label="Nom de qui demande" {...fieldOf({ values, errors }, 'demandeur_nom')} autocomplete="off" />
      <TextField
        label="Son téléphone"
        {...fieldOf({ values, errors }, 'demandeur_telephone')}
        type="tel"
        short
        autocomplete="off"
      />
      <Choices
        label="Qui rappeler ?"
        name="rappeler"
        type="radio"
        inline
        chosen={typed(values, 'rappeler') || 'demandeur'}
        options={[
          { value: 'demandeur', label: 'qui demande' },
          { value: 'personne', label: 'la personne qui voyage' },
        ]}
      />
    </div>
  </>
);

/** The two sentences of the information said aloud, whether they were, and the age. */
export const Said = ({ c, person, values }: { c: Ctx; person: Person | null; values: Typed }) => {
  const at = c.get('at');
  return (
    <>
      {person?.informedOn ? (
        <p class="soft">Information donnée à l’oral le {formatDate(person.informedOn, at.today)}.</p>
      ) : (
        <>
          <p class="script">{spoken(SCRIPT)}</p>
          <Choices
            label="Information"
            name="information"
            type="checkbox"
            chosen={typed(values, 'information')}
            options={[{ value: 'oui', label: `Ces deux phrases ont été dites, le ${formatDate(at.today, at.today)}` }]}
          />
        </>
      )}
      <Choices
        label="Moins de 18 ans"
        name="mineur"
        type="checkbox"
        chosen={typed(values, 'mineur') || (person?.minor ? 'oui' : '')}
        options={[{ value: 'oui', label: 'La personne qui voyage a moins de 18 ans' }]}
      />
      <div class="when-minor">
        {person?.parentAgreedOn ? (
          <p class="soft">Accord d’un parent noté le {formatDate(person.parentAgreedOn, at.today)}.</p>
        ) : (
          <Choices
            label="Accord d’un parent"
            name="accord_parent"
            type="checkbox"
            chosen={typed(values, 'accord_parent')}
            options={[{ value: 'oui', label: `Accord d’un parent noté le ${formatDate(at.today, at.today)}` }]}
          />
        )}
      </div>
    </>
  );
};

/** What is promised aloud before hanging up. */
export const Promised = ({ c, values, errors }: { c: Ctx; values: Typed; errors: FormErrors }) => {
  const proposed = 'promesse_jour' in values ? null : proposedAnswer(c.get('at'));
  return (
    <>
      <p class="script">{spoken('On vous rappelle avant…, même si c’est non.')}</p>
      <div class="field-row">
        <TextField
          label="On vous rappelle avant"
          name="promesse_jour"
          type="date"
          short
          value={proposed ? proposed.date : typed(values, 'promesse_jour')}
          error={errors['promesse_jour']}
        />
        <TextField
          label="Heure"
          name="promesse_heure"
          type="time"
          short
          value={proposed ? formatHourInput(proposed.time) : typed(values, 'promesse_heure')}
          error={errors['promesse_heure']}
        />
      </div>
    </>
  );
};
