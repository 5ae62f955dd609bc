import type { At } from '#src/web/context.ts';
import { DeskForm, fieldOf, type FormErrors, MoreDetails, TextField, type Typed } from '#src/web/layout/fields.tsx';
import { AddressField } from '#src/web/workspace/shared/import-fields.tsx';
import { TIMETABLES_PATH } from '#src/web/workspace/timetables/timetables-paths.ts';
import { TimetableUpload } from '#src/web/workspace/timetables/timetables-upload.tsx';

interface AddProps {
  readonly at: At;
  readonly form: { readonly values: Typed; readonly errors: FormErrors };
  /** Whether there are some already. */
  readonly again: boolean;
}

/** Other timetables: an address, which keeps itself up to date, or a file. */
export const AddFeed = ({ at, form, again }: AddProps) => (
  <section aria-labelledby="ajouter">
    <h2 id="ajouter">{again ? 'Ajouter d’autres horaires' : 'Charger des horaires'}</h2>
    <p>
      Chaque réseau publie les siens, gratuitement, sur{' '}
      <a href="https://transport.data.gouv.fr">transport.data.gouv.fr</a> : cherchez le vôtre, puis copiez l’adresse du
      fichier « GTFS ». Pas à pas : <a href={at.root('/aide/territoire/cars-et-trains')}>le guide</a>.
    </p>
    <DeskForm at={at} action={at.url(TIMETABLES_PATH)}>
      <AddressField
        form={form}
        maxlength={1000}
        hint="Elle commence par https://. S’il faut un mot de passe : https://identifiant:motdepasse@…"
      />
      <TextField
        label="Comment les appeler (facultatif)"
        {...fieldOf(form, 'nom')}
        maxlength={80}
        hint="Par exemple : cars du département. Sans nom, celui du réseau est montré."
      />
      <p class="actions">
        <button type="submit">Charger ces horaires</button>
      </p>
      <p class="hint">Ils sont regardés chaque nuit, et chargés à nouveau quand ils changent.</p>
    </DeskForm>
    <MoreDetails title="Ou un fichier de votre ordinateur" open={'fichier' in form.errors}>
      <TimetableUpload
        at={at}
        action={`${TIMETABLES_PATH}/fichier`}
        id="champ-fichier"
        label="Fichier des horaires"
        error={form.errors['fichier']}
      />
    </MoreDetails>
  </section>
);
