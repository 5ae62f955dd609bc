import type { HtmlEscapedString } from 'hono/utils/html';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { CAR_TAKES } from '#src/trips/trip.ts';
import { TAKES_LABELS } from '#src/web/drivers/driver-words.ts';
import { FREE_SENTENCE } from '#src/web/drivers/on-call-words.ts';
import { type HomeChoices, ON_CALL_FIELDS as F, RADII } from '#src/web/drivers/read-on-call-form.ts';
import {
  Choices,
  fieldOf,
  type FormErrors,
  Select,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { PLACE_LIST } from '#src/web/places/place-list.tsx';
import { duration } from '#src/web/trip-words.ts';

interface Props {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: HomeChoices;
  /** From `placeList`, when no other field of the page brings it. */
  readonly list: HtmlEscapedString | null;
}

const DAYS = WEEKDAY_NAMES.map((name, index) => ({ value: String(index + 1), label: name }));

const radiusOptions = (value: string) =>
  [...new Set([...RADII, ...(Number(value) > 0 ? [Number(value)] : [])])]
    .toSorted((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: `${duration(minutes)} de route` }));

/** When, from where, how far and how often someone accepts to drive on purpose. */
export const OnCallFields = ({ values, errors, choices, list }: Props) => (
  <>
    <p class="hint">
      Vous vous déplacez pour quelqu’un qui n’a personne : {FREE_SENTENCE[0]?.toLowerCase()}
      {FREE_SENTENCE.slice(1)} L’équipe vous appelle, et vous dites oui ou non à chaque fois.
    </p>
    <TextField
      label="D’où partez-vous ?"
      {...fieldOf({ values, errors }, F.home)}
      list={PLACE_LIST}
      autocomplete="off"
      hint="Votre commune, ou votre lieu-dit. L’équipe seule le lit."
    />
    {choices.length > 0 && (
      <Choices
        label={`« ${typed(values, F.home)} » : lequel voulez-vous dire ?`}
        name={`${F.home}_choix`}
        type="radio"
        chosen={typed(values, `${F.home}_choix`)}
        options={choices.map(({ value, text }) => ({ value, label: text }))}
      />
    )}
    {list}
    <Choices
      label="Libre le matin (jusqu’à 12 h 30)"
      name={F.mornings}
      type="checkbox"
      inline
      chosen={ticked(values, F.mornings)}
      error={errors[F.mornings]}
      options={DAYS}
    />
    <Choices
      label="Libre l’après-midi (dès 12 h)"
      name={F.afternoons}
      type="checkbox"
      inline
      chosen={ticked(values, F.afternoons)}
      options={DAYS}
    />
    <Select
      label="Jusqu’où, depuis chez vous ?"
      {...fieldOf({ values, errors }, F.radius)}
      options={radiusOptions(typed(values, F.radius))}
    />
    <Choices
      label="La voiture peut prendre"
      optional
      name={F.takes}
      type="checkbox"
      chosen={ticked(values, F.takes)}
      options={CAR_TAKES.map((value) => ({ value, label: TAKES_LABELS[value] }))}
    />
    <TextField
      label="Combien de demandes par mois, au plus ?"
      {...fieldOf({ values, errors }, F.most)}
      type={errors[F.most] ? 'text' : 'number'}
      inputmode="numeric"
      min="1"
      optional
      short
      hint="Au-delà, personne ne vous demande plus rien ce mois-là."
    />
    <TextArea
      label="Absences"
      {...fieldOf({ values, errors }, F.absences)}
      optional
      rows={2}
      hint="Une par ligne, par exemple : du 21/12/2026 au 03/01/2027. Elles sont oubliées une fois passées."
    />
  </>
);
