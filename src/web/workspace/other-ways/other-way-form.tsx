import { MOTIVES, NEEDS } from '#src/requests/request.ts';
import type { At } from '#src/web/context.ts';
import {
  Choices,
  DeskForm,
  fieldOf,
  type FormErrors,
  MoreDetails,
  TextArea,
  TextField,
  ticked,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { MOTIVE_WORDS } from '#src/web/public/request-form.tsx';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { KIND_CHOICES, NOTICE_CHOICES, REACH_CHOICES } from '#src/web/workspace/other-ways/other-way-words.ts';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';
import { WeekHours } from '#src/web/workspace/hours/week-hours.tsx';

interface Props {
  readonly at: At;
  readonly action: string;
  readonly values: Typed;
  readonly errors: FormErrors;
}

type Field = (name: string) => ReturnType<typeof fieldOf>;

const Where = ({ field, values, errors }: { field: Field; values: Typed; errors: FormErrors }) => (
  <>
    <h2>Où</h2>
    <TextArea
      label="Communes"
      {...field('communes')}
      optional
      rows={3}
      maxlength={8000}
      hint="Séparées par des virgules. Vide : toutes celles du territoire."
    />
    <Choices
      label="D’où à où ?"
      name="portee"
      type="radio"
      chosen={typed(values, 'portee')}
      error={errors['portee']}
      options={REACH_CHOICES.map((choice) =>
        choice.value === 'places'
          ? {
              ...choice,
              more: (
                <TextArea
                  label="Ces lieux, un par ligne"
                  {...field('lieux')}
                  rows={3}
                  maxlength={2000}
                  hint="Une commune, ou un de vos lieux : Gare de Cahors. L’aller et le retour sont proposés."
                />
              ),
            }
          : choice,
      )}
    />
  </>
);

const When = ({ values, errors }: { values: Typed; errors: FormErrors }) => (
  <>
    <h2>Quand</h2>
    <Choices
      label="Jours et heures"
      name="quand"
      type="radio"
      chosen={typed(values, 'quand')}
      options={[
        {
          value: 'heures',
          label: 'Certains jours, à certaines heures',
          more: (
            <>
              <p class="soft">Par exemple « 8 h - 12 h, 14 h - 18 h ». Vide : pas ce jour-là.</p>
              <WeekHours values={values} errors={errors} />
              <Choices
                label="Jours fériés"
                name="feries"
                type="checkbox"
                chosen={ticked(values, 'feries')}
                options={[{ value: 'oui', label: 'Aussi les jours fériés' }]}
              />
            </>
          ),
        },
        { value: 'toujours', label: 'Toujours' },
      ]}
    />
  </>
);

const Asking = ({ field, values, errors }: { field: Field; values: Typed; errors: FormErrors }) => (
  <>
    <h2>Réserver</h2>
    <Choices
      label="Quand réserve-t-on ?"
      name="reservation"
      type="radio"
      chosen={typed(values, 'reservation')}
      error={errors['reservation']}
      options={NOTICE_CHOICES.map((choice) => {
        if (choice.value === 'same-day')
          return {
            ...choice,
            more: (
              <TextField label="Combien de minutes avant ?" {...field('minutes_avant')} inputmode="numeric" short />
            ),
          };
        if (choice.value !== 'days-before') return choice;
        return {
          ...choice,
          more: (
            <>
              <div class="field-row">
                <TextField
                  label="Combien de jours avant ?"
                  {...field('jours_avant')}
                  inputmode="numeric"
                  short
                  hint="1 : la veille."
                />
                <TextField label="Avant quelle heure ?" {...field('avant_heure')} short hint="Par exemple 17 h." />
              </div>
              <Choices
                label="Jours comptés"
                name="ouvres"
                type="checkbox"
                chosen={ticked(values, 'ouvres')}
                options={[
                  { value: 'oui', label: 'Les jours ouvrés seulement : pour le lundi, on appelle le vendredi' },
                ]}
              />
            </>
          ),
        };
      })}
    />
    <TextField
      label="Téléphone"
      {...field('telephone')}
      type="tel"
      short
      hint="Celui d’un service ou d’une entreprise : il est public."
    />
  </>
);

const Reader = ({ field, values }: { field: Field; values: Typed }) => (
  <>
    <h2>Pour qui le lit</h2>
    <TextField label="Prix" {...field('prix')} optional maxlength={120} hint="Avec vos mots : 2 € le trajet." />
    <TextField label="Pour qui" {...field('pour_qui')} optional maxlength={160} hint="Par exemple : dès 70 ans." />
    <TextArea label="À savoir" {...field('precisions')} optional rows={2} maxlength={400} />
    <TextField label="Où en lire plus" {...field('adresse')} optional maxlength={300} hint="L’adresse d’une page." />
    <MoreDetails
      title="Pour quoi, et avec quoi"
      open={['motifs', 'ne_prend_pas'].some((one) => ticked(values, one).length > 0)}
    >
      <Choices
        label="Seulement pour"
        name="motifs"
        type="checkbox"
        inline
        optional
        hint="Rien de coché : quoi qu’on aille faire."
        chosen={ticked(values, 'motifs')}
        options={MOTIVES.map((value) => ({ value, label: MOTIVE_WORDS[value] }))}
      />
      <Choices
        label="Ne prend pas"
        name="ne_prend_pas"
        type="checkbox"
        inline
        optional
        hint="Il n’est pas proposé à qui en a besoin."
        chosen={ticked(values, 'ne_prend_pas')}
        options={NEEDS.map((value) => ({ value, label: NEED_SHORT[value] }))}
      />
    </MoreDetails>
  </>
);

/** Everything about one other way, in the order in which one would tell it. */
export const OtherWayForm = ({ at, action, values, errors }: Props) => {
  const field: Field = (name) => fieldOf({ values, errors }, name);
  return (
    <DeskForm at={at} action={action}>
      <input type="hidden" name="version" value={typed(values, 'version')} />
      <Choices
        label="Ce que c’est"
        name="sorte"
        type="radio"
        chosen={typed(values, 'sorte')}
        error={errors['sorte']}
        options={KIND_CHOICES}
      />
      <TextField label="Nom" {...field('nom')} maxlength={120} hint="Comme les gens l’appellent : le TAD du Causse." />
      <Where field={field} values={values} errors={errors} />
      <When values={values} errors={errors} />
      <Asking field={field} values={values} errors={errors} />
      <Reader field={field} values={values} />
      <p class="actions">
        <button type="submit">Enregistrer</button>
        <a href={at.url(OTHER_WAYS_PATH)}>Revenir à la liste</a>
      </p>
    </DeskForm>
  );
};
