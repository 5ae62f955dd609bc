import type { At } from '#src/web/context.ts';
import { fieldOf, type FormErrors, TextField, type Typed } from '#src/web/layout/fields.tsx';
import { FileField } from '#src/web/layout/file-field.tsx';

interface AddressProps {
  readonly form: { readonly values: Typed; readonly errors: FormErrors };
  readonly maxlength: number;
  readonly hint: string;
}

/** Where an import is read from. */
export const AddressField = ({ form, maxlength, hint }: AddressProps) => (
  <TextField label="Adresse du fichier" {...fieldOf(form, 'adresse')} maxlength={maxlength} hint={hint} />
);

interface UploadProps {
  readonly at: At;
  readonly action: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  /** Of the field, where a page has several. */
  readonly id?: string;
  readonly error?: string | undefined;
}

/** A file to import, from the person's machine. */
export const UploadForm = ({ at, action, ...field }: UploadProps) => (
  <form method="post" action={at.url(action)} enctype="multipart/form-data">
    <FileField name="fichier" {...field} />
    <p class="actions">
      <button type="submit" class="second">
        Envoyer ce fichier
      </button>
    </p>
  </form>
);
