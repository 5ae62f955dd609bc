import type { Person } from '#src/people/person.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ReachedBy } from '#src/web/drivers/driver-fields.tsx';
import {
  Choices,
  type FormErrors,
  MoreDetails,
  TextField,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { spoken } from '#src/web/workspace/shared/desk-words.ts';

/** The information, in two sentences to be said. */
const SCRIPT =
  'Nous notons votre nom, votre numéro et vos trajets pour vous trouver quelqu’un qui conduit ; seule l’équipe les lit. ' +
  'Vous pouvez à tout moment nous demander de vous les lire, de les corriger ou de les effacer.';

/** Who travels, when nobody known was recognised. */
export const NewPerson = (props: { at: At; values: Typed; errors: FormErrors; focus: string }) => {
  const { at, values, errors, focus } = props;
  const reached = typed(values, 'joindre');
  return (
    <>
      <div class="field-row">
        <TextField
          label="Téléphone"
          {...fieldOf({ values, errors }, 'telephone')}
          type="tel"
          short
          autocomplete="off"
        />
        <TextField
          label="Prénom"
          optional
          {...fieldOf({ values, errors }, 'prenom')}
          autocomplete="off"
          autofocus={focus === 'prenom'}
        />
        <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} autocomplete="off" />
      </div>
      <MoreDetails
        title="La joindre autrement que par téléphone"
        open={
          (reached !== '' && reached !== 'voice') ||
          ['joindre', 'contact_nom', 'contact_telephone', 'adresse'].some((name) => name in errors)
        }
      >
        <ReachedBy values={values} errors={errors} sms={at.territory.switches.sms} />
        <div class="field-row when-contact">
          <TextField label="Par qui ? Son nom" {...fieldOf({ values, errors }, 'contact_nom')} autocomplete="off" />
          <TextField
            label="Son téléphone"
            {...fieldOf({ values, errors }, 'contact_telephone')}
            type="tel"
            short
            autocomplete="off"
          />
        </div>
        <div class="when-letter">
          <TextField
            label="Son adresse"
            {...fieldOf({ values, errors }, 'adresse')}
            maxlength={300}
            autocomplete="off"
          />
        </div>
      </MoreDetails>
    </>
  );
};

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
export const Promised = ({ values, errors }: { values: Typed; errors: FormErrors }) => {
  return (
    <>
      <p class="script">{spoken('On vous rappelle avant…, même si c’est non.')}</p>
      <div class="field-row">
        <TextField label="On vous rappelle avant" {...fieldOf({ values, errors }, 'promesse_jour')} type="date" short />
        <TextField label="Heure" {...fieldOf({ values, errors }, 'promesse_heure')} type="time" short />
      </div>
    </>
  );
};
