import { type Consents, type ConsentPurpose, type Phone, REACHED_BY, type TrustedContact } from '#src/people/person.ts';
import { formatPhone, parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { type ReachProblem, reachProblem } from '#src/people/reached-by.ts';
import type { IsoDate } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { CONSENT_FIELDS } from '#src/web/drivers/driver-words.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';

const NAME_LENGTH = 80;
const NOTE_LENGTH = 2000;
/** Something, an at sign, a domain: the rest is known when a message arrives. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const PHONE_ERROR = 'Ce numéro ne se lit pas. Un numéro français a dix chiffres, par exemple 06 39 98 12 34.';

type Errors = Record<string, string>;

const text = (form: Typed, name: string, length: number): string => typed(form, name).trim().slice(0, length);

const readPhone = (form: Typed, name: string, errors: Errors): Phone | null => {
  const written = typed(form, name).trim();
  if (written === '') return null;
  const phone = parsePhone(written);
  if (!phone) {
    errors[name] = PHONE_ERROR;
    return null;
  }
  const sms = typed(form, `${name}_sms`);
  return sms === '' ? phone : { ...phone, sms: sms === 'oui' };
};

/** The answers to the questions of consent; what was not answered is not there, and counts as a refusal. */
export const readConsents = (form: Typed): Partial<Consents> => {
  const answers: Partial<Record<ConsentPurpose, boolean>> = {};
  for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
    const answer = typed(form, CONSENT_FIELDS[purpose]);
    if (answer === 'oui' || answer === 'non') answers[purpose] = answer === 'oui';
  }
  return answers;
};

/** Who offers, as the public form asks it: a name and a number, the rest optional. */
export type PersonForm = Pick<Person, 'firstName' | 'lastName' | 'phones' | 'email'>;

export type ReadPerson<Form> =
  | { readonly kind: 'read'; readonly person: Form }
  | { readonly kind: 'refused'; readonly errors: Readonly<Record<string, string>> };

const readNameAndWays = (form: Typed, errors: Errors): PersonForm => {
  const [firstName, lastName] = [text(form, 'prenom', NAME_LENGTH), text(form, 'nom', NAME_LENGTH)];
  const phones = [readPhone(form, 'telephone', errors), readPhone(form, 'telephone_2', errors)].filter(
    (phone) => phone !== null,
  );
  const email = text(form, 'email', 200);
  if (email !== '' && !EMAIL.test(email)) errors['email'] = 'Cette adresse ne se lit pas. Exemple : prenom@exemple.fr.';
  return { firstName, lastName, phones, email: email === '' ? null : email };
};

/** A first name, a name, and a number where the team calls. */
export const readPersonForm = (form: Typed): ReadPerson<PersonForm> => {
  const errors: Errors = {};
  const person = readNameAndWays(form, errors);
  if (person.firstName === '') errors['prenom'] = 'Écrivez votre prénom.';
  if (person.lastName === '') errors['nom'] = 'Écrivez votre nom.';
  if (person.phones.length === 0) errors['telephone'] ??= 'Écrivez un numéro où nous pouvons vous appeler.';
  return Object.keys(errors).length === 0 ? { kind: 'read', person } : { kind: 'refused', errors };
};

/** What the team notes of someone: one name is enough, and someone who answers for them may stand for a number. */
export type SheetForm = PersonForm &
  Pick<Person, 'address' | 'note' | 'trustedContact' | 'reachedBy' | 'informedOn' | 'minor' | 'parentAgreedOn'>;

const REACH_ERRORS: Readonly<Record<ReachProblem, string>> = {
  'no-sms': 'Pour joindre par SMS, notez un numéro qui les reçoit.',
  'no-address': 'Pour joindre par courrier, notez l’adresse.',
  'no-contact': 'Pour joindre par quelqu’un d’autre, notez son nom et son téléphone.',
};

const readTrusted = (form: Typed, errors: Errors): TrustedContact | null => {
  const name = text(form, 'confiance_nom', 120);
  const phone = readPhone(form, 'confiance_telephone', errors);
  if (name === '' && !phone) return null;
  if (!phone) errors['confiance_telephone'] ??= 'Écrivez le numéro de cette personne.';
  if (name === '') errors['confiance_nom'] = 'Écrivez le nom de cette personne.';
  return phone && { name, number: phone.number };
};

const readDay = (form: Typed, name: string, today: IsoDate, errors: Errors): IsoDate | null => {
  const written = typed(form, name).trim();
  if (written === '') return null;
  const day = parseDate(written, today);
  if (day.kind === 'read' && day.value <= today) return day.value;
  errors[name] = day.kind === 'read' ? 'Ce jour n’est pas encore venu.' : day.reason;
  return null;
};

export const readSheetForm = (form: Typed, today: IsoDate): ReadPerson<SheetForm> => {
  const errors: Errors = {};
  const person = readNameAndWays(form, errors);
  const trustedContact = readTrusted(form, errors);
  const minor = ticked(form, 'mineur').includes('oui');
  const informedOn = readDay(form, 'informe_le', today, errors);
  const parentAgreedOn = minor ? readDay(form, 'accord_parent_le', today, errors) : null;
  if (person.firstName === '' && person.lastName === '') errors['nom'] = 'Écrivez un nom.';
  if (person.phones.length === 0 && person.email === null && !trustedContact)
    errors['telephone'] ??= 'Écrivez un numéro, ou quelqu’un par qui joindre cette personne.';
  const address = text(form, 'adresse', 300);
  const reachedBy = REACHED_BY.find((one) => one === typed(form, 'joindre')) ?? (trustedContact ? 'contact' : 'voice');
  const problem = reachProblem({ ...person, address, trustedContact, reachedBy });
  if (problem) errors['joindre'] = REACH_ERRORS[problem];
  const note = typed(form, 'note').trim();
  if (note.length > NOTE_LENGTH)
    errors['note'] = `Cette note est trop longue : ${NOTE_LENGTH} signes au plus. Raccourcissez-la.`;
  if (Object.keys(errors).length > 0) return { kind: 'refused', errors };
  return {
    kind: 'read',
    person: {
      ...person,
      address,
      note,
      trustedContact,
      reachedBy,
      informedOn,
      minor,
      parentAgreedOn,
    },
  };
};

/** A person who is kept, as a form shows them. */
export const valuesOfPerson = (person: Person): Typed => {
  const [first, second] = person.phones;
  return {
    prenom: person.firstName,
    nom: person.lastName,
    telephone: first ? formatPhone(first.number) : '',
    telephone_sms: first ? (first.sms ? 'oui' : 'non') : '',
    telephone_2: second ? formatPhone(second.number) : '',
    telephone_2_sms: second ? (second.sms ? 'oui' : 'non') : '',
    email: person.email ?? '',
    adresse: person.address,
    note: person.note,
    confiance_nom: person.trustedContact?.name ?? '',
    confiance_telephone: person.trustedContact ? formatPhone(person.trustedContact.number) : '',
    joindre: person.reachedBy,
    informe_le: person.informedOn ?? '',
    mineur: person.minor ? ['oui'] : [],
    accord_parent_le: person.parentAgreedOn ?? '',
    version: String(person.version),
  };
};
