import { createAskAgain } from '#src/follow-up/ask-again.ts';
import { createAnswerConsent } from '#src/drivers/answer-consent.ts';
import { createBecomeDriver } from '#src/drivers/become-driver.ts';
import type { Actor } from '#src/people/person-tools.ts';
import { createJoinPersons } from '#src/privacy/join-persons.ts';
import { createSetAside } from '#src/drivers/set-aside.ts';
import { createWelcomeDriver } from '#src/drivers/welcome-driver.ts';
import { createWarnPerson, type WarningAnswer } from '#src/privacy/warn-person.ts';
import { createConfirmTrips, createNoteAsked } from '#src/drivers/confirm-trips.ts';
import type { Ctx } from '#src/web/context.ts';
import { readConsents } from '#src/web/drivers/read-driver-form.ts';
import { driverTools } from '#src/web/tools.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ticked, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { driverSheetPage, GONE } from '#src/web/workspace/drivers/driver-sheet-page.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

const idOf = (c: Ctx): string => c.req.param('id') ?? '';
const actorOf = (c: Ctx): Actor => ({ kind: 'member', id: memberIdOf(c) });

const backToSheet = (c: Ctx, done: string, id = idOf(c)): Response =>
  c.redirect(c.get('at').url(`${DRIVERS}/${id}`, { fait: done }), 303);

/** `POST .../accueil`: spoken to on the phone today. */
export const welcome = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const outcome = await createWelcomeDriver(driverTools(c))(c.get('at').territory, {
    personId: idOf(c),
    memberId: memberIdOf(c),
    informed: ticked(form, 'information').includes('oui'),
    tripsRead: ticked(form, 'trajets').includes('oui'),
    consents: readConsents(form),
  });
  return outcome.kind === 'not-found'
    ? notFoundPage(c, GONE)
    : backToSheet(c, outcome.toVerify > 0 ? 'accueil-a-relire' : 'accueil');
};

/** `POST .../consentements`: answered on the phone. */
export const consent = async (c: Ctx): Promise<Response> => {
  const answers = readConsents(await readForm(c));
  const outcome = await createAnswerConsent(driverTools(c))(c.get('at').territory, idOf(c), answers, actorOf(c));
  return outcome.kind === 'not-found' ? notFoundPage(c, GONE) : backToSheet(c, 'consentement');
};

/** `POST .../accord`: "toujours d'accord ?", and what came of it. */
export const stillAgree = async (c: Ctx): Promise<Response> => {
  const answer = typed(await readForm(c), 'reponse');
  const [tools, { territory }] = [driverTools(c), c.get('at')];
  const outcome =
    answer === 'oui'
      ? await createConfirmTrips(tools)(territory, idOf(c), actorOf(c))
      : await createNoteAsked(tools)(territory, idOf(c), answer === 'demande', actorOf(c));
  if (outcome.kind === 'not-found') return notFoundPage(c, GONE);
  return backToSheet(c, answer === 'oui' ? 'accord' : answer === 'demande' ? 'demande' : 'pas-joint');
};

/** `POST .../ecart`: set aside for a reason, or taken back. */
export const setAside = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const back = typed(form, 'sens') === 'reprendre';
  const reason = back ? null : typed(form, 'raison').slice(0, 500);
  const outcome = await createSetAside(driverTools(c))(c.get('at').territory, idOf(c), reason, memberIdOf(c));
  if (outcome.kind === 'not-found') return notFoundPage(c, GONE);
  if (outcome.kind === 'no-reason')
    return driverSheetPage(c, idOf(c), { raison: 'Écrivez pour quelle raison : l’équipe seule la lira.' }, 422);
  return backToSheet(c, back ? 'retour' : 'ecart');
};

/** `POST .../solliciter`: they may be asked again. */
export const askAgain = async (c: Ctx): Promise<Response> => {
  const outcome = await createAskAgain(driverTools(c))(c.get('at').territory, idOf(c), memberIdOf(c));
  return outcome.kind === 'not-found' ? notFoundPage(c, GONE) : backToSheet(c, 'solliciter');
};

/** `POST .../conduit`: someone known drives as well. */
export const becomeDriver = async (c: Ctx): Promise<Response> => {
  const outcome = await createBecomeDriver(driverTools(c))(c.get('at').territory, idOf(c), memberIdOf(c));
  return outcome.kind === 'not-found' ? notFoundPage(c, GONE) : backToSheet(c, 'conduit');
};

/** `POST .../reunir`: this sheet goes into the other. */
export const join = async (c: Ctx): Promise<Response> => {
  const other = typed(await readForm(c), 'avec');
  const outcome = await createJoinPersons(driverTools(c))(c.get('at').territory, idOf(c), other, memberIdOf(c));
  if (outcome.kind === 'not-found') return notFoundPage(c, GONE);
  if (outcome.kind === 'has-rides') {
    const sentence = 'Cette personne a déjà conduit quelqu’un : ouvrez l’autre fiche, et réunissez-la à celle-ci.';
    return driverSheetPage(c, idOf(c), { reunir: sentence }, 409);
  }
  return backToSheet(c, 'reunion', other);
};

const ANSWERS: readonly WarningAnswer[] = ['warned', 'stays', 'not-reached'];

/** `POST .../prevenir`: what came of the call before an erasure. */
export const warn = async (c: Ctx): Promise<Response> => {
  const said = typed(await readForm(c), 'reponse');
  const answer = ANSWERS.find((one) => one === said);
  if (!answer) return driverSheetPage(c, idOf(c), { reponse: 'Dites ce que l’appel a donné.' }, 422);
  const outcome = await createWarnPerson(driverTools(c))(c.get('at').territory, idOf(c), answer, actorOf(c));
  return outcome === 'not-found' ? notFoundPage(c, GONE) : backToSheet(c, 'prevenu');
};
