import { parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import type { Stop } from '#src/places/place.ts';
import { answerTooLate } from '#src/requests/answer-too-late.ts';
import type { NewRequest } from '#src/requests/new-request.ts';
import type { Request } from '#src/requests/request.ts';
import { parseHour } from '#src/time/hours.ts';
import type { IsoInstant, TimeOfDay } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { formatInstant, instantOf, localMoment } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { NOTE_LENGTH, readRequestForm, type RequestForm } from '#src/web/public/read-request-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { keepEnds } from '#src/web/workspace/call/request-as-typed.ts';
import { readReach } from '#src/web/workspace/shared/read-reach.ts';

/** A day promised without an hour is promised for the end of its afternoon. */
const PROMISE_HOUR: TimeOfDay = 17 * 60;

/** What a day and an hour typed beside each other came to. Both blank is nothing. */
export type MomentRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly at: IsoInstant }
  | { readonly kind: 'refused'; readonly field: 'day' | 'hour'; readonly error: string };

export const readMoment = (c: Ctx, day: string, hour: string): MomentRead => {
  const { today, territory, now } = c.get('at');
  if (day.trim() === '' && hour.trim() === '') return { kind: 'none' };
  const date = parseDate(day, today);
  if (date.kind === 'refused') return { kind: 'refused', field: 'day', error: date.reason };
  const time = parseHour(hour);
  if (time.kind === 'refused') return { kind: 'refused', field: 'hour', error: time.reason };
  const instant = instantOf({ date: date.value, time: time.value ?? PROMISE_HOUR }, territory.zone);
  if (Temporal.Instant.compare(instant, now) <= 0)
    return { kind: 'refused', field: 'day', error: 'Cette heure est passée. Choisissez un moment à venir.' };
  return { kind: 'read', at: formatInstant(instant) };
};

/**
 * A number with which the form of a person already known is read: theirs, or the one through which they are reached. It is
 * never kept: who travels is named by id.
 */
const numberOf = (c: Ctx, person: Person): string =>
  person.phones[0]?.number ?? person.trustedContact?.number ?? c.get('at').territory.phone;

/** Reads a request as the team notes it: the public form's fields, what only the team can note, and who is known. */
export const readDeskRequest = async (
  c: Ctx,
  form: Typed,
  person: Person | null,
  memberId: string,
  /** The past ride it repeats: places left as they were are those very places. */
  repeated?: Request,
): Promise<RequestForm> => {
  const at = c.get('at');
  const service = c.get('service');
  const places = { search: service.placeSearch, territory: await territoryPlaces(service, at.territory) };
  const phone = parsePhone(typed(form, 'telephone')) ?? null;
  const { reach, errors: unreachable } = person ? { reach: null, errors: {} } : readReach(form, phone);
  // Whoever is reached through someone may have no number: the form is then read with theirs.
  const through = reach?.trustedContact && typed(form, 'telephone').trim() === '' ? reach.trustedContact.number : null;
  const named: Typed = person
    ? { ...form, prenom: person.firstName, nom: person.lastName || person.firstName, telephone: numberOf(c, person) }
    : { ...form, ...(through !== null && { telephone: through }) };
  const { form: asked, restore } = repeated
    ? keepEnds(named, repeated, places)
    : { form: named, restore: (stop: Stop) => stop };
  const read = readRequestForm(asked, places, at.today);
  const promise = readMoment(c, typed(form, 'promesse_jour'), typed(form, 'promesse_heure'));
  const errors: Record<string, string> = { ...(read.kind === 'refused' && read.errors), ...unreachable };
  if (typed(form, 'precisions').length > NOTE_LENGTH)
    errors['precisions'] = `Cette note est trop longue : ${NOTE_LENGTH} signes au plus. Raccourcissez-la.`;
  if (promise.kind === 'refused') errors[promise.field === 'day' ? 'promesse_jour' : 'promesse_heure'] = promise.error;
  const [outward] = read.kind === 'read' ? read.request.ways : [];
  if (promise.kind === 'read' && outward) {
    const answer = localMoment(Temporal.Instant.from(promise.at), at.territory.zone);
    if (answerTooLate(answer, outward.when, outward.window))
      errors['promesse_jour'] = 'Cette réponse viendrait après le rendez-vous. Promettez-la pour avant.';
  }
  if (!person && typed(form, 'telephone').trim() !== '' && !parsePhone(typed(form, 'telephone')))
    errors['telephone'] ??= 'Ce numéro ne se lit pas. Écrivez par exemple 05 36 49 12 34.';
  if (read.kind === 'refused' || Object.keys(errors).length > 0)
    return { kind: 'refused', errors, choices: read.kind === 'refused' ? read.choices : { depart: [], arrivee: [] } };
  const minor = typed(form, 'mineur') === 'oui';
  const request: NewRequest = {
    ...read.request,
    ways: read.request.ways.map((way) => ({ ...way, from: restore(way.from), to: restore(way.to) })),
    passenger: person
      ? { kind: 'known', personId: person.id }
      : { ...read.request.passenger, ...(through !== null && { phone: null }) },
    source: 'phone',
    noted: {
      memberId,
      promisedBefore: promise.kind === 'read' ? promise.at : null,
      informedOn: typed(form, 'information') === 'oui' ? at.today : null,
      minor,
      reach,
      parentAgreedOn: minor && typed(form, 'accord_parent') === 'oui' ? at.today : null,
    },
  };
  return { kind: 'read', request };
};
