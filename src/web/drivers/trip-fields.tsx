import type { HtmlEscapedString } from 'hono/utils/html';
import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { IsoDate } from '#src/time/units.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { CAR_TAKES } from '#src/trips/trip.ts';
import { hasMore, type PlaceChoices } from '#src/web/drivers/read-trip-form.ts';
import { type PlaceFieldName, shownVias } from '#src/web/drivers/trip-values.ts';
import {
  Choices,
  type FormErrors,
  MoreDetails,
  Select,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { meetingPointsOf } from '#src/web/places/meeting-points.ts';
import { PLACE_LIST } from '#src/web/places/place-list.tsx';
import { TAKES_LABELS } from '#src/web/drivers/driver-words.ts';

export interface TripFieldsProps {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: PlaceChoices;
  readonly places: TerritoryPlaces;
  /** From `placeList`, once a page. */
  readonly list: HtmlEscapedString;
  readonly today: IsoDate;
  /** A trip being changed: its way back has its own form. */
  readonly changing: boolean;
}

/** A field that names a place and, when several bear the name, the question which one. */
const PlaceQuestion = (props: TripFieldsProps & { name: PlaceFieldName; label: string; optional?: boolean }) => {
  const { name, label, values, errors } = props;
  const choices = props.choices[name] ?? [];
  return (
    <>
      <TextField
        label={label}
        name={name}
        value={typed(values, name)}
        error={errors[name]}
        list={PLACE_LIST}
        autocomplete="off"
        {...(props.optional ? { optional: true } : {})}
      />
      {choices.length > 0 && (
        <Choices
          label={`« ${typed(values, name)} » : lequel voulez-vous dire ?`}
          name={`${name}_choix`}
          type="radio"
          chosen={typed(values, `${name}_choix`)}
          options={choices.map(({ value, text }) => ({ value, label: text }))}
        />
      )}
    </>
  );
};

const Days = ({ values, errors, today, changing }: TripFieldsProps) => (
  <>
    <Choices
      label="Quels jours de la semaine ?"
      name="jours"
      type="checkbox"
      inline
      chosen={ticked(values, 'jours')}
      error={errors['jours']}
      options={WEEKDAY_NAMES.map((name, index) => ({ value: String(index + 1), label: name }))}
    />
    <div class="field-row">
      {/* A field of dates shows nothing of what it cannot read: what was typed stays in sight as text. */}
      <TextField
        label="Ou une seule fois : quelle date ?"
        {...fieldOf({ values, errors }, 'date')}
        type={errors['date'] ? 'text' : 'date'}
        short

        {...(changing ? {} : { min: today })}
      />
      <TextField
        label="Heure de départ"
        {...fieldOf({ values, errors }, 'heure')}
        type={errors['heure'] ? 'text' : 'time'}
        short
        hint="Laissez vide si l’heure change."
      />
    </div>
  </>
);

/** "Oui" opens its own fields; browsers that cannot hide them show them all. */
const Return = ({ values, errors }: TripFieldsProps) => (
  <fieldset
    id="champ-retour"
    class={`choices reveal${errors['retour'] ? ' invalid' : ''}`}
    {...(errors['retour'] ? { 'aria-describedby': 'champ-retour-erreur' } : {})}
  >
    <legend>Faites-vous aussi le retour ?</legend>
    {errors['retour'] && (
      <p class="error" id="champ-retour-erreur">
        {errors['retour']}
      </p>
    )}
    <Answer value="oui" label="Oui" values={values} />
    <div class="sub">
      <TextField
        label="À quelle heure repartez-vous ?"
        {...fieldOf({ values, errors }, 'retour_heure')}
        type={errors['retour_heure'] ? 'text' : 'time'}
        short
        hint="Laissez vide si l’heure change."
      />
      <TextField
        label="Pour une date : si vous revenez un autre jour, lequel ?"
        {...fieldOf({ values, errors }, 'retour_date')}
        type={errors['retour_date'] ? 'text' : 'date'}
        short
        optional
      />
    </div>
    <Answer value="non" label="Non, l’aller seulement" values={values} />
  </fieldset>
);

const Answer = ({ value, label, values }: { value: string; label: string; values: Typed }) => (
  <div class="choice">
    <input
      type="radio"
      id={`champ-retour-${value}`}
      name="retour"
      value={value}
      {...(typed(values, 'retour') === value ? { checked: true } : {})}
    />
    <label for={`champ-retour-${value}`}>{label}</label>
  </div>
);

const Meeting = ({ values, places }: TripFieldsProps) => {
  const points = [...meetingPointsOf(places)];
  return (
    <>
      {points.length > 0 && (
        <Select
          label="Point de rendez-vous"
          optional
          name="point"
          blank="Aucun de ceux-là"
          value={typed(values, 'point')}
          hint="Une mairie, une église, un arrêt : tout le monde peut le voir."
          options={points.map(([value, label]) => ({ value, label }))}
        />
      )}
      <TextField
        label={points.length > 0 ? 'Ou un autre lieu de rendez-vous' : 'Lieu de rendez-vous'}
        optional
        name="rendez_vous"
        value={typed(values, 'rendez_vous')}
        hint="L’équipe seule le lit, et la personne avec qui vous partez, une fois que vous êtes d’accord."
      />
    </>
  );
};

/** What few drivers say, folded. `children` come last inside. */
const More = (props: TripFieldsProps) => {
  const { values, errors } = props;
  return (
    <MoreDetails title="Plus de précisions sur le trajet (facultatif)" open={hasMore(values, errors)}>
      <fieldset>
        <legend>Communes par lesquelles vous passez</legend>
        {shownVias(values).map((name, index) => (
          <PlaceQuestion {...props} name={name} label={`Commune traversée, ${index + 1}`} optional />
        ))}
      </fieldset>
      <div class="field-row">
        <TextField
          label="Places dans la voiture"
          optional
          {...fieldOf({ values, errors }, 'places')}
          inputmode="numeric"
          short
        />
        <TextField
          label="Détour accepté, en minutes"
          optional
          {...fieldOf({ values, errors }, 'detour')}
          inputmode="numeric"
          short
        />
      </div>
      <TextField
        label="Vous pourriez partir plus tôt ou plus tard, de combien de minutes ?"
        optional
        {...fieldOf({ values, errors }, 'souplesse')}
        inputmode="numeric"
        short
      />
      <Meeting {...props} />
      <Choices
        label="La voiture peut prendre"
        optional
        name="prend"
        type="checkbox"
        chosen={ticked(values, 'prend')}
        options={CAR_TAKES.map((value) => ({ value, label: TAKES_LABELS[value] }))}
      />
      <fieldset>
        <legend>Si le trajet ne se fait pas toute l’année</legend>
        <div class="field-row">
          {(['du', 'au'] as const).map((name) => (
            <TextField
              label={name === 'du' ? 'Premier jour' : 'Dernier jour'}
              optional
              name={name}
              type={errors[name] ? 'text' : 'date'}
              short
              value={typed(values, name)}
              error={errors[name]}
            />
          ))}
        </div>
        <TextArea
          label="Jours où vous ne roulez pas"
          optional
          {...fieldOf({ values, errors }, 'sauf')}
          hint="Un par ligne : 24/12/2026, ou du 21/12/2026 au 03/01/2027."
        />
      </fieldset>
      <TextArea
        label="Remarques"
        optional
        name="remarques"
        maxlength={1000}
        hint="Par exemple : « je klaxonne en arrivant ». La personne qui vous appelle les lira."
        value={typed(values, 'remarques')}
      />
    </MoreDetails>
  );
};

/** Everything that is asked of one trip, for the public, a personal link and the desk. */
export const TripFields = (props: TripFieldsProps) => (
  <>
    <PlaceQuestion {...props} name="depart" label="D’où partez-vous ?" />
    <PlaceQuestion {...props} name="arrivee" label="Où allez-vous ?" />
    {props.list}
    <Days {...props} />
    {!props.changing && <Return {...props} />}
    <Choices
      label="Quelle aide proposez-vous ?"
      name="aide"
      type="radio"
      chosen={typed(props.values, 'aide') || 'gratuit'}
      options={[
        { value: 'gratuit', label: 'Ponctuel et gratuit, pour rendre service' },
        { value: 'partage', label: 'Régulier, partage des frais à voir ensemble' },
      ]}
    />
    <More {...props} />
  </>
);
