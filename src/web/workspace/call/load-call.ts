import { formatPhone, parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { instantBefore } from '#src/privacy/periods.ts';
import { type CallerAlert, callerAlerts } from '#src/follow-up/caller-alerts.ts';
import { usualPlaces } from '#src/requests/usual-places.ts';
import type { Request } from '#src/requests/request.ts';
import { formatHourInput } from '#src/time/hours.ts';
import type { Ctx } from '#src/web/context.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { proposedAnswer } from '#src/web/workspace/call/proposed-answer.ts';
import { requestAsTyped } from '#src/web/workspace/call/request-as-typed.ts';
import { memberIdOf } from '#src/web/tools.ts';

const MOST_REQUESTS = 20;
/** "Pas jointe" is news for a month. */
const NEWS_DAYS = 30;

/** Who calls, what is known of them, and the form as it is to be shown. */
export interface Call {
  readonly id: string;
  readonly person: Person | null;
  readonly requests: readonly Request[];
  readonly alerts: readonly CallerAlert[];
  readonly values: Typed;
  /** The field where the conversation goes on. */
  readonly focus: string;
}

/** What the number or the name searched already says of a person not known yet. */
const describedBy = (text: string): Typed => {
  if (text === '') return {};
  return /\d/.test(text)
    ? { telephone: parsePhone(text) ? formatPhone(parsePhone(text)?.number ?? '') : text }
    : { nom: text };
};

/** A past ride asked again: the same places, hours and needs, another day; why they went and what was noted stay there. */
const asBefore = (request: Request): Typed => {
  const { motif: _, precisions: __, retour_date: ___, ...again } = requestAsTyped(request);
  const dated = again['quand'] === 'date' || again['quand'] === 'dates';
  return { ...again, ...(dated && { quand: 'date', date: '', dates: [] }), refaire: request.id };
};

/** "On vous rappelle avant ...": the member may say otherwise. */
const promiseProposed = (c: Ctx): Typed => {
  const { date, time } = proposedAnswer(c.get('at'));
  return { promesse_jour: date, promesse_heure: formatHourInput(time) };
};

const firstMissing = (person: Person | null, values: Typed): string => {
  if (!person) return typed(values, 'telephone') === '' && typed(values, 'nom') === '' ? 'q' : 'prenom';
  const order = ['depart', 'arrivee', 'date', 'heure'] as const;
  return order.find((name) => typed(values, name) === '') ?? 'date';
};

/** What is known of a person who calls. */
export const loadCaller = async (c: Ctx, person: Person | null): Promise<Pick<Call, 'requests' | 'alerts'>> => {
  if (!person) return { requests: [], alerts: [] };
  const stores = c.get('service').storage.in(c.get('at').territory.id);
  const requests = await stores.requests.list({ passengerIds: [person.id], limit: MOST_REQUESTS });
  const since = instantBefore(c.get('at').now, { days: NEWS_DAYS });
  return {
    requests,
    alerts: callerAlerts(person, requests, await stores.introductions.listOfDriver(person.id), since),
  };
};

/** The call that the address asks for, or undefined when its person or its draft is not to be had. */
export const loadCall = async (c: Ctx): Promise<Call | undefined> => {
  const service = c.get('service');
  const stores = service.storage.in(c.get('at').territory.id);
  const [asked, again] = [c.req.query('appel'), c.req.query('refaire')];
  const draft = asked === undefined ? undefined : await stores.callDrafts.find(memberIdOf(c), asked);
  const personId = c.req.query('personne') ?? (c.req.query('autre') === undefined ? draft?.personId : null);
  const person = personId ? await stores.people.find(personId) : null;
  if (person === undefined) return undefined;
  const known = await loadCaller(c, person);
  const repeated = known.requests.find(({ id }) => id === again);
  const { start } = usualPlaces(known.requests);
  const text = (c.req.query('q') ?? '').trim().slice(0, 80);
  const goal = c.req.query('arrivee')?.slice(0, 120);
  const values: Typed = {
    ...promiseProposed(c),
    ...describedBy(text),
    ...(start !== null && { depart: start }),
    ...draft?.typed,
    ...(repeated && asBefore(repeated)),
    ...(goal !== undefined && { arrivee: goal }),
  };
  return { id: asked ?? service.newId(), person, ...known, values, focus: firstMissing(person, values) };
};
