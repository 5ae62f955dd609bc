import { Around, describedBy, fieldId, type FieldProps } from '#src/web/layout/field-around.tsx';

interface FileFieldProps extends FieldProps {
  /** Where several fields of one page have the same name; by default made of the name. */
  readonly id?: string;
  /** Ends of names of the files that are shown first. */
  readonly accept?: string;
  /** Whether it is drawn as a place to let a file fall. */
  readonly drop?: boolean;
  readonly required?: boolean;
}

/** A file of the person's machine. */
export const FileField = (props: FileFieldProps) => (
  <Around {...props}>
    <input
      type="file"
      id={props.id ?? fieldId(props.name)}
      name={props.name}
      {...(props.drop ? { class: 'drop' } : {})}
      {...(props.accept ? { accept: props.accept } : {})}
      {...(props.required ? { required: true } : {})}
      {...describedBy(props)}
    />
  </Around>
);
