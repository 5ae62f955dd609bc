import { TextField } from '#src/web/layout/fields.tsx';

/** Of a password or a key that is kept. */
export const KEPT_SECRET = 'Il est gardé et ne s’affiche plus. Laissez vide pour ne pas le changer.';

/** The end of a form of settings: keep it, or keep it and send a message to oneself. */
export const TryMessage = (props: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly type: 'tel' | 'email';
}) => (
  <>
    <TextField {...props} optional short={props.type === 'tel'} />
    <p class="actions">
      <button type="submit" name="geste" value="garder">
        Enregistrer
      </button>
      <button type="submit" name="geste" value="essai" class="second">
        Enregistrer et m’envoyer un essai
      </button>
    </p>
  </>
);
