import type { Hono } from 'hono';
import { type AskRefusal, createAskDrivers, type DriversAsked } from '#src/introductions/ask-drivers.ts';
import { type ConfirmRefusal, createConfirmYes } from '#src/introductions/confirm-yes.ts';
import { ANSWERS } from '#src/introductions/introduction.ts';
import { createHoldDriver, createReleaseDriver } from '#src/introductions/hold-driver.ts';
import { createProposeDriver } from '#src/introductions/propose-driver.ts';
import { type CallRefusal, createRecordCall } from '#src/introductions/record-call.ts';
import { createShareNumbers } from '#src/introductions/share-numbers.ts';
import { createChangePerson } from '#src/people/change-person.ts';
import { formatPhone } from '#src/people/phone.ts';
import { CANCELLED_BY, type CancelRefusal, createCancelRide } from '#src/requests/cancel-ride.ts';
import type { Act, Outcome } from '#src/requests/change-request.ts';
import { createCloseRequest } from '#src/requests/close-request.ts';
import { createKeepPromise } from '#src/requests/keep-promise.ts';
import { createMakePromise, type PromiseRefusal } from '#src/requests/make-promise.ts';
import { createPlanReview, type ReviewRefusal } from '#src/requests/plan-review.ts';
import { createReopenRequest } from '#src/requests/reopen-request.ts';
import { CLOSING_REASONS } from '#src/requests/request.ts';
import { type CloseRefusal, SLOT_REASONS } from '#src/requests/settlement.ts';
import { createSettleOtherwise, type SettleRefusal } from '#src/requests/settle-otherwise.ts';
import { MAY_BE_OVERRULED } from '#src/requests/why-not-driven.ts';
import { createTakeRequest } from '#src/requests/take-request.ts';
import { createTransferRequest, type TransferRefusal } from '#src/requests/transfer-request.ts';
import { isIsoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { cancelRidePage } from '#src/web/workspace/cancel-ride-page.tsx';
import { meanwhileWords } from '#src/web/workspace/history-words.ts';
import { readMoment } from '#src/web/workspace/read-desk-request.ts';
import { drawSheet } from '#src/web/workspace/sheet-page.tsx';
import { askTools, memberIdOf, requestTools } from '#src/web/workspace/tools.ts';

const PATH = '/equipe/demandes';

type Refusal =
  | CallRefusal
  | CancelRefusal
  | SettleRefusal
  | CloseRefusal
  | 'promise-not-kept'
  | PromiseRefusal
  | ReviewRefusal
  | TransferRefusal
  | AskRefusal
  | ConfirmRefusal
  | 'nothing-to-tell'
  | 'already-asked'
  | 'not-closed'
  | 'unknown-introduction'
  /** Said by this page itself. */
  | 'no-answer'
  | 'no-reason'
  | 'no-day';

/** What to do about each refusal. */
export const SENTENCES: Readonly<Record<Refusal, string>> = {
  closed: 'Cette demande est close. Rouvrez-la d’abord.',
  'unknown-way': 'Cet aller ou ce retour n’existe plus. Rechargez la page.',
  'no-slot': 'Cochez au moins un jour.',
  'slot-not-asked': 'Ce jour n’est plus demandé. Rechargez la page.',
  'slot-taken': 'Quelqu’un conduit déjà ce jour-là. Annulez d’abord ce trajet.',
  'date-needed': 'Choisissez le jour convenu.',
  'date-outside': 'Ce jour n’est pas dans la période demandée.',
  'unknown-driver': 'Cette personne n’est plus gardée.',
  'driver-set-aside': 'Cette personne est mise à l’écart : elle ne peut pas conduire.',
  'not-on-call': 'Cette personne n’est plus bénévole pour conduire exprès. Rechargez la page.',
  'no-return': 'Il n’y a pas de retour à régler pour ces jours-là. Décochez « attend et ramène ».',
  'passenger-set-aside': 'La personne qui demande est mise à l’écart.',
  'own-driver': 'C’est la personne qui demande elle-même.',
  'parent-agreement-missing': 'Notez d’abord l’accord d’un parent.',
  'call-again-date-needed': 'Choisissez le jour où rappeler.',
  'unknown-ride': 'Ce trajet est déjà annulé.',
  'slot-has-ride': 'Quelqu’un conduit déjà ce jour-là. Annulez d’abord ce trajet.',
  'already-closed': 'Cette demande est déjà close.',
  'way-open': 'Un aller ou un retour n’est pas encore réglé. Réglez-le, ou choisissez une fin qui dit pourquoi.',
  'no-ride': 'Personne n’a conduit : choisissez une autre fin.',
  'not-recurrent': 'Seule une demande de chaque semaine se clôt ainsi.',
  'review-needed': 'Choisissez le jour où demander des nouvelles.',
  'promise-not-kept': 'Cette personne attend votre réponse : appelez-la, puis cochez « La personne est prévenue ».',
  past: 'Choisissez un moment à venir.',
  'agreement-needed': 'Demandez d’abord son accord à la personne, puis cochez la case.',
  'not-neighbour': 'Ce territoire n’est plus un voisin.',
  'nothing-to-send': 'Rien ne peut plus être transmis : les jours demandés sont passés.',
  'nothing-to-tell': 'C’est déjà noté.',
  'already-asked': 'Cette personne est déjà sollicitée : sa réponse est attendue.',
  'not-closed': 'Cette demande est déjà ouverte.',
  'unknown-introduction': 'Cette mise en relation n’existe plus. Rechargez la page.',
  'held-by-another':
    'Quelqu’un de l’équipe appelle cette personne en ce moment. Attendez sa réponse, ou appelez quelqu’un d’autre.',
  'no-seat-left': 'Il n’y a plus assez de places dans cette voiture ce jour-là.',
  'elsewhere-then':
    'Cette personne a déjà promis de conduire ailleurs à cette heure-là. Si elle vous a dit une autre heure, cochez « Quand même ».',
  'detour-too-long':
    'Avec les personnes déjà promises ce jour-là, le détour devient trop long. Si elle l’accepte, cochez « Quand même ».',
  'nobody-chosen': 'Cochez au moins une personne, douze au plus.',
  'driver-rests': 'Une de ces personnes a demandé de ne pas être sollicitée maintenant. Décochez-la.',
  'no-message-for-driver': 'Une de ces personnes ne lit ni SMS ni e-mail : appelez-la.',
  'no-yes': 'Cette réponse a changé. Rechargez la page.',
  'no-answer': 'Choisissez la réponse.',
  'no-reason': 'Choisissez une fin.',
  'no-day': 'Choisissez un jour.',
};

/** The drivers ticked, in the order of the numbers beside them; of equal ones, as they were listed. */
const readAsked = (form: Typed): DriversAsked => {
  const chosen = ticked(form, 'demander').map((value, position) => {
    const [driverId = '', tripId = '', slots = ''] = value.split(' ');
    const order = Number(typed(form, `ordre-${driverId}`)) || position + 1;
    return { driverId, tripId: tripId === '' ? null : tripId, slots: slots.split(','), order, position };
  });
  const once = chosen.filter((one) => chosen.findIndex(({ driverId }) => driverId === one.driverId) === one.position);
  return {
    wayId: typed(form, 'trajet'),
    drivers: once
      .toSorted((a, b) => a.order - b.order || a.position - b.position)
      .map(({ driverId, tripId, slots }) => ({ driverId, tripId, slots })),
  };
};

type Gesture = (c: Ctx, act: Act, form: Typed) => Promise<Outcome<Refusal>>;

const refused = (refusal: Refusal): Outcome<Refusal> => ({ kind: 'refused', refusal });

const dayOf = (form: Typed, name: string): IsoDate | null => {
  const text = typed(form, name);
  return isIsoDate(text) ? text : null;
};

const answerOf = (form: Typed, name: string): boolean | null => {
  const text = typed(form, name);
  return text === 'oui' ? true : text === 'non' ? false : null;
};

const GESTURES: Readonly<Record<string, Gesture>> = {
  appel: async (c, act, form) => {
    if (typed(form, 'reponse') === 'asked')
      return createProposeDriver(requestTools(c))(act, {
        wayId: typed(form, 'trajet'),
        slots: ticked(form, 'occasions'),
        driverId: typed(form, 'conducteur'),
        tripId: typed(form, 'offre') || null,
        onPurpose: typed(form, 'expres') === 'oui',
      });
    const answer = ANSWERS.find((one) => one === typed(form, 'reponse'));
    if (!answer) return refused('no-answer');
    return createRecordCall(requestTools(c))(act, {
      wayId: typed(form, 'trajet'),
      slots: ticked(form, 'occasions'),
      date: dayOf(form, 'jour'),
      driverId: typed(form, 'conducteur'),
      tripId: typed(form, 'offre') || null,
      onPurpose: typed(form, 'expres') === 'oui' ? { waits: typed(form, 'attend') === 'oui' } : null,
      passengerNumberShared: answerOf(form, 'numero_passager'),
      driverNumberShared: answerOf(form, 'numero_conducteur'),
      answer,
      callAgainOn: dayOf(form, 'rappeler_le'),
      note: typed(form, 'note').slice(0, 300),
      anyway: typed(form, 'quand_meme') === 'oui',
    });
  },
  demander: async (c, act, form) => createAskDrivers(askTools(c))(act, readAsked(form)),
  confirmer: async (c, act, form) =>
    createConfirmYes(requestTools(c))(act, {
      introductionId: typed(form, 'introduction'),
      date: dayOf(form, 'jour'),
      anyway: typed(form, 'quand_meme') === 'oui',
    }),
  numeros: async (c, act, form) =>
    createShareNumbers(requestTools(c))(act, {
      introductionId: typed(form, 'introduction'),
      driverNumberShared: answerOf(form, 'numero_conducteur'),
      passengerNumberShared: answerOf(form, 'numero_passager'),
    }),
  annuler: async (c, act, form) => {
    const by = CANCELLED_BY.find((one) => one === typed(form, 'par')) ?? 'team';
    return createCancelRide(requestTools(c))(act, { rideId: typed(form, 'trajet_convenu'), by });
  },
  autrement: async (c, act, form) => {
    const text = typed(form, 'motif');
    const reason = SLOT_REASONS.find((one) => one === text) ?? null;
    if (reason === null && text !== 'reprendre') return refused('no-reason');
    return createSettleOtherwise(requestTools(c))(act, {
      wayId: typed(form, 'trajet'),
      slots: ticked(form, 'occasions'),
      reason,
    });
  },
  prevenue: async (c, act) => createKeepPromise(requestTools(c))(act, c.get('at').territory.zone),
  promesse: async (c, act, form) => {
    const moment = readMoment(c, typed(form, 'promesse_jour'), typed(form, 'promesse_heure'));
    if (moment.kind !== 'read') return refused(moment.kind === 'none' ? 'no-day' : 'past');
    return createMakePromise(requestTools(c))(act, moment.at);
  },
  revue: async (c, act, form) => {
    const day = typed(form, 'geste') === 'plus' ? null : dayOf(form, 'revue_jour');
    if (day === null && typed(form, 'geste') !== 'plus') return refused('no-day');
    return createPlanReview(requestTools(c))(act, day, c.get('at').territory.zone);
  },
  moi: async (c, act, form) => createTakeRequest(requestTools(c))(act, typed(form, 'geste') !== 'rendre'),
  cloture: async (c, act, form) => {
    const reason = CLOSING_REASONS.find((one) => one === typed(form, 'motif'));
    if (!reason) return refused('no-reason');
    return createCloseRequest(requestTools(c))(act, {
      reason,
      reviewOn: dayOf(form, 'revue_jour'),
      passengerTold: typed(form, 'prevenue') === 'oui',
    });
  },
  reouverture: async (c, act) => createReopenRequest(requestTools(c))(act),
  transmettre: async (c, act, form) => {
    const { territory } = c.get('at');
    const to = await c.get('service').storage.instance.territories.find(typed(form, 'voisin'));
    if (!to) return refused('not-neighbour');
    return createTransferRequest(requestTools(c))(territory, act, {
      to,
      tripId: typed(form, 'offre') || null,
      personAgreed: typed(form, 'accord') === 'oui',
      from: `Transmise par ${territory.name}, ${formatPhone(territory.phone)}, avec l’accord de la personne.`,
    });
  },
};

const actOf = (c: Ctx, form: Typed): Act => ({
  territoryId: c.get('at').territory.id,
  requestId: c.req.param('id') ?? '',
  expectedVersion: Number(typed(form, 'version')),
  memberId: memberIdOf(c),
});

/** Keeps a gesture, or shows the sheet again with what was typed: 409 when a colleague wrote first, 422 when refused. */
const answer =
  (name: string, gesture: Gesture) =>
  async (c: Ctx): Promise<Response> => {
    const form = await readForm(c);
    const act = actOf(c, form);
    const outcome = await gesture(c, act, form);
    const key = typed(form, 'cle') || name;
    if (outcome.kind === 'done') return c.redirect(c.get('at').url(`${PATH}/${act.requestId}`), 303);
    if (outcome.kind === 'unknown') return notFoundPage(c, 'Cette demande n’est plus gardée.');
    if (outcome.kind === 'refused')
      return drawSheet(
        c,
        act.requestId,
        () => ({
          key,
          values: form,
          error: SENTENCES[outcome.refusal],
          mayOverrule: MAY_BE_OVERRULED.has(outcome.refusal),
        }),
        422,
      );
    const meanwhile = (sheet: Parameters<typeof meanwhileWords>[2]) =>
      meanwhileWords(act.expectedVersion, c.get('at'), sheet);
    return drawSheet(c, act.requestId, (sheet) => ({ key, values: form, meanwhile: meanwhile(sheet) }), 409);
  };

/**
 * "J'appelle": the driver is this member's for some minutes, so that nobody calls them twice. It changes nothing of the
 * request: the sheet that was read stays the right one.
 */
const holdDriver = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const act = actOf(c, form);
  const driverId = typed(form, 'conducteur');
  const key = typed(form, 'cle');
  if (typed(form, 'geste') === 'rendre') await createReleaseDriver(requestTools(c))(act, driverId);
  else {
    const held = await createHoldDriver(requestTools(c))(act, driverId);
    if (held.kind === 'unknown') return notFoundPage(c, 'Cette demande ou cette personne n’est plus gardée.');
    if (held.kind === 'busy')
      return drawSheet(c, act.requestId, () => ({ key, values: form, error: SENTENCES['held-by-another'] }), 409);
  }
  return c.redirect(c.get('at').url(`${PATH}/${act.requestId}`, { tous: typed(form, 'tous') }) + `#champ-${key}`, 303);
};

/** What was said of the passenger: it is kept on the person, not on the request. */
const noteSaid = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const form = await readForm(c);
  const stores = c.get('service').storage.in(at.territory.id);
  const request = await stores.requests.find(id);
  if (!request) return notFoundPage(c, 'Cette demande n’est plus gardée.');
  const person = await stores.people.get(request.passengerId);
  const { storage, clock, newId } = c.get('service');
  const tools = {
    atomically: <T>(territoryId: string, work: Parameters<typeof storage.atomically<T>>[1]) =>
      storage.atomically(territoryId, work),
    now: clock,
    newId,
  };
  const details = typed(form, 'quoi') === 'parent' ? { parentAgreedOn: at.today } : { informedOn: at.today };
  const by = { kind: 'member', id: memberIdOf(c) } as const;
  await createChangePerson(tools)(at.territory, person.id, person.version, details, by);
  return c.redirect(at.url(`${PATH}/${id}`), 303);
};

/** The sheet of a request and each gesture on it. */
export const sheetPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}/:id`, requires('read-people'), (c) => drawSheet(c, c.req.param('id')));
  app.get(`/:territoire${PATH}/:id/annuler`, requires('write-people'), cancelRidePage);
  for (const [name, gesture] of Object.entries(GESTURES))
    app.post(`/:territoire${PATH}/:id/${name}`, requires('write-people'), answer(name, gesture));
  app.post(`/:territoire${PATH}/:id/appelle`, requires('write-people'), holdDriver);
  app.post(`/:territoire${PATH}/:id/dit`, requires('write-people'), noteSaid);
};
