import type { HtmlEscapedString } from 'hono/utils/html';
import { MOTIVES, type Motive, NEEDS } from '#src/requests/request.ts';
import type { At } from '#src/web/context.ts';
import {
  Choices,
  type FormErrors,
  MoreDetails,
  PublicForm,
  Select,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { PLACE_LIST } from '#src/web/places/place-list.tsx';
import { Question, Radio } from '#src/web/public/question.tsx';
import { Days, Hours, Return } from '#src/web/public/request-questions.tsx';
import { NEED_WORDS } from '#src/web/trip-words.ts';

/** Coarse on purpose: enough for the team to understand what cannot wait. */
export const MOTIVE_WORDS: Readonly<Record<Motive, string>> = {
  health: 'Santé',
  shopping: 'Courses',
  administration: 'Démarches',
  work: 'Travail, formation',
  visit: 'Visite à quelqu’un',
  leisure: 'Loisirs',
  other: 'Autre',
};

export interface RequestFormProps {
  readonly at: At;
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: Readonly<
    Record<'depart' | 'arrivee', readonly { readonly value: string; readonly text: string }[]>
  >;
  readonly list: HtmlEscapedString;
  readonly seal: string;
  /** Shown above when a trip was chosen; its id goes with the form. */
  readonly trip: { readonly id: string; readonly neighbour: string | null } | null;
}

const Places = ({ values, errors, choices, list }: RequestFormProps) => (
  <>
    {(['depart', 'arrivee'] as const).map((name) => (
      <>
        <TextField
          label={name === 'depart' ? 'D’où partez-vous ?' : 'Où allez-vous ?'}
          name={name}
          value={typed(values, name)}
          error={errors[name]}
          list={PLACE_LIST}
          autocomplete="off"
        />
        {choices[name].length > 0 && (
          <Choices
            label={name === 'depart' ? 'Départ : lequel ?' : 'Arrivée : laquelle ?'}
            name={`${name}_choix`}
            type="radio"
            chosen={typed(values, `${name}_choix`)}
            options={choices[name].map(({ value, text }) => ({ value, label: text }))}
          />
        )}
      </>
    ))}
    {list}
  </>
);

const More = ({ values }: RequestFormProps) => {
  const touched = ['besoins', 'motif', 'precisions'].some((name) => ticked(values, name).some((value) => value !== ''));
  return (
    <MoreDetails title="Plus de précisions (facultatif)" open={touched || Number(typed(values, 'personnes')) > 1}>
      <Select
        label="Combien de personnes voyagent ?"
        name="personnes"
        value={typed(values, 'personnes')}
        options={['1', '2', '3', '4'].map((value) => ({ value, label: value }))}
      />
      <Choices
        label="La voiture doit prendre"
        name="besoins"
        type="checkbox"
        chosen={ticked(values, 'besoins')}
        options={NEEDS.map((value) => ({ value, label: NEED_WORDS[value] }))}
      />
      <Select
        label="Pour quoi faire ?"
        name="motif"
        value={typed(values, 'motif')}
        blank="Je préfère ne pas le dire"
        options={MOTIVES.map((value) => ({ value, label: MOTIVE_WORDS[value] }))}
      />
      <TextArea
        label="Ce que l’équipe doit savoir"
        name="precisions"
        value={typed(values, 'precisions')}
        hint="Par exemple : où vous attendre, à quelle heure vous joindre. L’équipe seule le lira."
      />
    </MoreDetails>
  );
};

const Who = ({ values, errors }: RequestFormProps) => (
  <Question name="pour" label="Qui voyage ?">
    <Radio name="pour" value="moi" label="Moi" values={values} />
    <Radio name="pour" value="autre" label="Je demande pour quelqu’un d’autre" values={values} />
    <div class="sub">
      <TextField label="Votre nom, à vous qui demandez" {...fieldOf({ values, errors }, 'demandeur_nom')} />
      <TextField
        label="Votre téléphone, à vous qui demandez"
        {...fieldOf({ values, errors }, 'demandeur_telephone')}
        type="tel"
        short
      />
      <Choices
        label="Qui devons-nous rappeler ?"
        name="rappeler"
        type="radio"
        chosen={typed(values, 'rappeler') || 'demandeur'}
        options={[
          { value: 'demandeur', label: 'Moi, qui demande' },
          { value: 'personne', label: 'La personne qui voyage' },
        ]}
      />
    </div>
    <h3>La personne qui voyage</h3>
    <div class="field-row">
      <TextField label="Prénom" optional {...fieldOf({ values, errors }, 'prenom')} autocomplete="given-name" />
      <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} autocomplete="family-name" />
    </div>
    <TextField
      label="Téléphone"
      {...fieldOf({ values, errors }, 'telephone')}
      type="tel"
      short
      autocomplete="tel"
      hint="Fixe ou mobile : l’équipe y rappelle avec la réponse."
    />
  </Question>
);

/** "Laisser une demande": all on one page, without script. */
export const RequestForm = (props: RequestFormProps) => {
  const { at, trip, values, errors } = props;
  return (
    <PublicForm action={at.url('/demande')} seal={props.seal}>
      {trip && <input type="hidden" name="trajet" value={trip.id} />}
      <Places {...props} />
      <Days {...props} />
      <Hours {...props} />
      <Return {...props} />
      <More {...props} />
      <Who {...props} />
      {trip?.neighbour && (
        <Choices
          label={`Ce trajet est celui de ${trip.neighbour}`}
          name="accord_voisin"
          type="checkbox"
          chosen={ticked(values, 'accord_voisin')}
          error={errors['accord_voisin']}
          options={[
            {
              value: 'oui',
              label: `J’accepte que l’équipe de ${trip.neighbour} reçoive ma demande et mon numéro, pour poser la question à la personne qui conduit.`,
            },
          ]}
        />
      )}
      <p class="hint">
        Ces informations servent à l’équipe pour vous trouver un trajet, et à rien d’autre.{' '}
        <a href={at.url('/vie-privee')}>Ce que nous gardons, et combien de temps</a>. Avant 18 ans, l’accord d’un parent
        est nécessaire : l’équipe le lui demandera.
      </p>
      <p class="actions">
        <button type="submit">Envoyer la demande</button>
      </p>
    </PublicForm>
  );
};
