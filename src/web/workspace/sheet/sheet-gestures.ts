import { createAskDrivers, type DriversAsked } from '#src/follow-up/ask-drivers.ts';
import { createConfirmYes } from '#src/follow-up/confirm-yes.ts';
import { ANSWERS } from '#src/introductions/introduction.ts';
import { createProposeDriver } from '#src/follow-up/propose-driver.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { createShareNumbers } from '#src/follow-up/share-numbers.ts';
import { formatPhone } from '#src/people/phone.ts';
import { createCancelRide } from '#src/follow-up/cancel-ride.ts';
import { CANCELLED_BY } from '#src/requests/telling.ts';
import type { Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { createMakePromise } from '#src/follow-up/make-promise.ts';
import { createPlanReview } from '#src/follow-up/plan-review.ts';
import { createReopenRequest } from '#src/follow-up/reopen-request.ts';
import { CLOSING_REASONS } from '#src/requests/request.ts';
import { SLOT_REASONS } from '#src/requests/settlement.ts';
import { createSettleOtherwise } from '#src/follow-up/settle-otherwise.ts';
import { createTakeRequest } from '#src/follow-up/take-request.ts';
import { createTransferRequest } from '#src/follow-up/transfer-request.ts';
import { isIsoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Ctx } from '#src/web/context.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { readMoment } from '#src/web/workspace/call/read-desk-request.ts';
import type { SheetRefusal } from '#src/web/workspace/sheet/sheet-refusals.ts';
import { askedKey } from '#src/web/workspace/sheet/ask-several.tsx';
import { askTools, requestTools } from '#src/web/tools.ts';

/** The drivers ticked, in the order of the numbers beside them; of equal ones, as they were listed. */
const readAsked = (form: Typed): DriversAsked => {
  const chosen = ticked(form, 'demander').map((value, position) => {
    const [driverId = '', tripId = '', slots = '', expres = ''] = value.split(' ');
    const who = askedKey(driverId, expres !== '');
    const order = Number(typed(form, `ordre-${who}`)) || position + 1;
    const onPurpose = expres === '' ? null : { waits: ticked(form, 'attend').includes(driverId) };
    return { who, driverId, tripId: tripId || null, slots: slots.split(','), onPurpose, order, position };
  });
  // Two trips of the same driver are one question; a trip and on purpose are two, of which the team chooses one.
  const once = chosen.filter((one) => chosen.findIndex(({ who }) => who === one.who) === one.position);
  return {
    wayId: typed(form, 'trajet'),
    drivers: once
      .toSorted((a, b) => a.order - b.order || a.position - b.position)
      .map(({ driverId, tripId, slots, onPurpose }) => ({ driverId, tripId, slots, onPurpose })),
  };
};

/** What a form of the sheet asks for. */
export type Gesture = (c: Ctx, act: Act, form: Typed) => Promise<Outcome<SheetRefusal>>;

const refused = (refusal: SheetRefusal): Outcome<SheetRefusal> => ({ kind: 'refused', refusal });

const dayOf = (form: Typed, name: string): IsoDate | null => {
  const text = typed(form, name);
  return isIsoDate(text) ? text : null;
};

const answerOf = (form: Typed, name: string): boolean | null => {
  const text = typed(form, name);
  return text === 'oui' ? true : text === 'non' ? false : null;
};

/** Each gesture by the last word of its address. */
export const GESTURES: Readonly<Record<string, Gesture>> = {
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
      waits: typed(form, 'attend') === 'oui',
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
