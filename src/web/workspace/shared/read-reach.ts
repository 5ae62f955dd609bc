import { type Phone, REACHED_BY } from '#src/people/person.ts';
import { parsePhone } from '#src/people/phone.ts';
import { type ReachProblem, reachProblem } from '#src/people/reached-by.ts';
import type { Reach } from '#src/requests/new-request.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';

const ERRORS: Readonly<Record<ReachProblem, readonly [field: string, sentence: string]>> = {
  'no-sms': ['joindre', 'Ce numéro ne reçoit pas de SMS. Notez un mobile, ou une autre façon de joindre.'],
  'no-address': ['adresse', 'Écrivez l’adresse où envoyer le courrier.'],
  'no-contact': ['contact_nom', 'Écrivez le nom et le téléphone de la personne par qui passer.'],
};

/** How a new caller is reached, and what is missing for it. */
export const readReach = (
  form: Typed,
  phone: Phone | null,
): { readonly reach: Reach; readonly errors: Readonly<Record<string, string>> } => {
  const errors: Record<string, string> = {};
  const by = REACHED_BY.find((one) => one === typed(form, 'joindre')) ?? 'voice';
  const name = typed(form, 'contact_nom').trim().slice(0, 120);
  const text = typed(form, 'contact_telephone').trim();
  const number = parsePhone(text)?.number;
  if (by === 'contact' && text !== '' && number === undefined)
    errors['contact_telephone'] = 'Ce numéro ne se lit pas. Écrivez par exemple 05 36 49 12 34.';
  const trustedContact = by === 'contact' && name !== '' && number !== undefined ? { name, number } : null;
  const address = by === 'letter' ? typed(form, 'adresse').trim().slice(0, 300) : '';
  const reach: Reach = { by, trustedContact, address };
  const problem = reachProblem({ phones: phone ? [phone] : [], address, trustedContact, reachedBy: by });
  if (problem && Object.keys(errors).length === 0) errors[ERRORS[problem][0]] = ERRORS[problem][1];
  return { reach, errors };
};
