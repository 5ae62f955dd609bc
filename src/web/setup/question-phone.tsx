import { formatPhone, parsePhone } from '#src/people/phone.ts';
import { describeHours } from '#src/territory/opening-hours.ts';
import { readHoursSentence } from '#src/territory/read-opening-hours.ts';
import { fieldOf, TextField, typed } from '#src/web/layout/fields.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** What a small office often answers, to be changed rather than written. */
const USUAL_HOURS = 'du lundi au vendredi, de 9 h à 12 h';

/** The number and its hours, first on every public page. */
export const phoneQuestion: Question = {
  path: 'telephone',
  title: 'À quel numéro les gens vous appellent-ils ?',
  label: 'Téléphone et heures',
  isAnswered: ({ phone, phoneHours }) => phone !== null && phoneHours !== null,
  typed: ({ phone, phoneHours }) => ({
    telephone: phone === null ? '' : formatPhone(phone),
    heures: phoneHours ?? USUAL_HOURS,
  }),
  say: (_, { phone, phoneHours }) => (phone === null ? '' : `${formatPhone(phone)}, ${phoneHours ?? ''}`),
  draw: ({ values, errors }) => (
    <>
      <TextField
        label="Numéro de téléphone"
        {...fieldOf({ values, errors }, 'telephone')}
        hint="Celui que tout le monde verra, en grand. Un fixe ou un mobile."
        type="tel"
        autocomplete="off"
        short
      />
      <TextField
        label="Quand répondez-vous ?"
        {...fieldOf({ values, errors }, 'heures')}
        hint={'Comme vous le diriez. Par exemple : mardi et jeudi, de 14\u00a0h à 17\u00a0h.'}
        autocomplete="off"
      />
    </>
  ),
  read(_, __, form) {
    const phone = parsePhone(typed(form, 'telephone'));
    const hours = readHoursSentence(typed(form, 'heures'));
    const phoneHours = hours && describeHours(hours);
    const errors = {
      ...(phone ? {} : { telephone: 'Ce numéro n’est pas complet. Écrivez-le avec ses dix chiffres.' }),
      ...(phoneHours ? {} : { heures: `Ces heures ne se lisent pas. Écrivez par exemple : ${USUAL_HOURS}.` }),
    };
    if (!phone || !phoneHours) return { kind: 'refused', errors };
    return { kind: 'kept', change: (answers) => ({ ...answers, phone: phone.number, phoneHours }) };
  },
};
