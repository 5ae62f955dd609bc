import { createAnswerConsent } from '#src/drivers/answer-consent.ts';
import { createExtendLink } from '#src/drivers/extend-link.ts';
import { hashToken } from '#src/people/link-token.ts';
import { openLink } from '#src/drivers/open-link.ts';
import { formatPhone } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import { createConfirmTrips } from '#src/drivers/confirm-trips.ts';
import { isOver } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';
import { FREE_HELP } from '#src/volunteers/free-help.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ConsentFields, valuesOfConsents } from '#src/web/drivers/driver-fields.tsx';
import { isPaused, routeWords } from '#src/web/drivers/driver-words.ts';
import { DONE_WORDS, type Holder } from '#src/web/drivers/holder.ts';
import { readConsents } from '#src/web/drivers/read-driver-form.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { OnCallSummary } from '#src/web/drivers/on-call-summary.tsx';
import { TripSummary } from '#src/web/drivers/trip-summary.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { answerLinkPage } from '#src/web/public/answer-page.tsx';
import { DriverRides } from '#src/web/public/driver-rides.tsx';
import { backToLink, closedPage, findByLink } from '#src/web/public/driver-link.tsx';
import { requestLinkPage } from '#src/web/public/request-link-page.tsx';
import { readForm } from '#src/web/read-form.ts';

const TripRow = ({ at, holder, trip }: { at: At; holder: Holder; trip: Trip }) => {
  const path = at.url(`${holder.base}/trajets/${trip.id}`);
  return (
    <li class="card">
      <TripSummary trip={trip} today={at.today} time={at.time} />
      <p class="actions">
        <a href={path}>
          Changer, mettre en pause, arrêter<span class="visually-hidden"> : {routeWords(trip)}</span>
        </a>
      </p>
      {isPaused(trip, at.today) &&
        holder.form(
          `${path}/reprendre`,
          <button type="submit" class="second">
            Reprendre<span class="visually-hidden"> : {routeWords(trip)}</span>
          </button>,
        )}
    </li>
  );
};

const OWN_DONE: Readonly<Record<string, string>> = {
  ...DONE_WORDS,
  inscrit: 'C’est noté, merci ! L’équipe vous appelle pour faire connaissance. Vos trajets seront montrés ensuite.',
  'inscrit-deja': 'Votre inscription était déjà arrivée : elle n’a pas été ajoutée deux fois. Voici ce qui est noté.',
  prevenue: 'Merci d’avoir appelé. L’équipe cherche quelqu’un d’autre.',
  code: 'Votre code a ouvert cette page. Gardez son adresse : le code, lui, ne servira plus.',
};

const LinkCard = ({ at, holder, until }: { at: At; holder: Holder; until: string }) => (
  <div class="card">
    <h2>Votre lien personnel</h2>
    <p>
      <strong>{at.absoluteUrl(holder.base)}</strong>
    </p>
    <p>
      Gardez cette adresse, ou imprimez cette page. Elle ouvre vos trajets, sans mot de passe : ne la donnez à personne.
      Elle sert jusqu’au {formatDate(until, at.today)}, et plus longtemps si vous l’utilisez. Perdue ? Appelez l’équipe.
    </p>
  </div>
);

const Identity = ({ at, holder }: { at: At; holder: Holder }) => {
  const { person } = holder.driver;
  return (
    <>
      <h2>Vos coordonnées</h2>
      <dl class="facts">
        <dt>Nom</dt>
        <dd>{`${person.firstName} ${person.lastName}`.trim()}</dd>
        <dt>Téléphone</dt>
        <dd>{person.phones.map((phone) => formatPhone(phone.number)).join(', ') || 'aucun'}</dd>
        {(person.email !== null || at.territory.switches.email) && (
          <>
            <dt>E-mail</dt>
            <dd>{person.email ?? 'aucun'}</dd>
          </>
        )}
      </dl>
      <p class="actions">
        <a href={at.url(`${holder.base}/coordonnees`)}>Changer vos coordonnées</a>
        <a href={at.url(`${holder.base}/mes-informations`)}>Lire tout ce qui est gardé sur vous</a>
      </p>
    </>
  );
};

const OnCall = ({ at, holder, volunteer }: { at: At; holder: Holder; volunteer: Volunteer | undefined }) => (
  <>
    <h2>Conduire exprès</h2>
    {volunteer ? (
      <div class="card">
        <OnCallSummary at={at} volunteer={volunteer} />
      </div>
    ) : (
      <p>Vous pouvez aussi vous déplacer exprès pour quelqu’un qui n’a personne : {FREE_HELP}.</p>
    )}
    <p class="actions">
      <a href={at.url(`${holder.base}/expres`)}>
        {volunteer ? 'Changer, mettre en pause, ne plus conduire exprès' : 'Je peux aussi conduire exprès'}
      </a>
    </p>
  </>
);

/** Everything a driver does without calling, on one page that prints. */
const managePage = async (c: Ctx, holder: Holder, until: string) => {
  const at = c.get('at');
  const trips = await storesOf(c).trips.ofDriver(holder.driver.person.id);
  const moment = localMoment(at.now, at.territory.zone);
  const current = trips.filter((trip) => trip.state === 'active' && !isOver(trip.schedule, moment));
  const volunteer = await storesOf(c).volunteers.find(holder.driver.person.id);
  const done = OWN_DONE[c.req.query('fait') ?? ''];
  const { welcomedOn } = holder.driver;
  return page(
    c,
    <PublicPage at={at} title={`Bonjour ${holder.driver.person.firstName}`.trim()} tab="Vos trajets" noindex>
      {done !== undefined && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      {welcomedOn === null && (
        <p class="notice">
          L’équipe ne vous a pas encore parlé : elle vous appellera. D’ici là, vos trajets ne sont montrés à personne.
        </p>
      )}
      {welcomedOn !== null && current.some((trip) => trip.toVerify) && (
        <p class="notice">
          Un trajet « à vérifier » vient d’une liste que l’équipe avait déjà. Elle le relit avec vous au téléphone ; le
          public ne le voit qu’ensuite.
        </p>
      )}
      <DriverRides c={c} holder={holder} />
      <h2>Vos trajets</h2>
      {current.length === 0 ? (
        <p>Vous n’avez aucun trajet en cours. Ajoutez-en un quand vous voulez.</p>
      ) : (
        <ul class="trips">
          {current.map((trip) => (
            <TripRow at={at} holder={holder} trip={trip} />
          ))}
        </ul>
      )}
      <p class="actions">
        <a class="button" href={at.url(`${holder.base}/trajets/nouveau`)}>
          Ajouter un trajet
        </a>
      </p>
      {current.length > 0 &&
        holder.form(
          at.url(`${holder.base}/accord`),
          <p class="actions">
            <button type="submit" class="second">
              C’est toujours d’accord
            </button>
            <span class="hint">À presser de temps en temps : vos trajets restent proposés.</span>
          </p>,
        )}
      {at.territory.switches.onCall && <OnCall at={at} holder={holder} volunteer={volunteer} />}
      <h2>Ce que vous acceptez</h2>
      {holder.form(
        at.url(`${holder.base}/consentements`),
        <>
          <ConsentFields
            values={valuesOfConsents(holder.driver.consents)}
            neighbours={at.territory.neighbourIds.length > 0}
          />
          <p class="actions">
            <button type="submit" class="second">
              Enregistrer mes réponses
            </button>
          </p>
        </>,
      )}
      <Identity at={at} holder={holder} />
      <LinkCard at={at} holder={holder} until={until} />
      <p class="no-print">
        <a href={at.url(`${holder.base}/effacer`)}>Effacer tout ce qui me concerne</a>
      </p>
    </PublicPage>,
  );
};

/** `GET /{slug}/lien/{token}`: a driver's page, a passenger's request, or a question put to a driver. */
export const linkPage = async (c: Ctx): Promise<Response> => {
  const token = c.req.param('token') ?? '';
  const at = c.get('at');
  const opened = await openLink(storesOf(c).links, token, at.now);
  if (opened.kind === 'closed') {
    const other =
      opened.why === 'unknown' ? ((await requestLinkPage(c, token)) ?? (await answerLinkPage(c, token))) : undefined;
    return other ?? closedPage(c, opened.why);
  }
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  return managePage(c, holder, localMoment(Temporal.Instant.from(opened.expiresAt), at.territory.zone).date);
};

/** `POST /{slug}/lien/{token}/accord`: "c'est toujours d'accord"; the link lives thirteen months more. */
export const confirmByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const tools = driverTools(c);
  await createConfirmTrips(tools)(c.get('at').territory, holder.driver.person.id, holder.by);
  await createExtendLink(tools)(c.get('at').territory, hashToken(c.req.param('token') ?? ''));
  return backToLink(c, holder, 'accord');
};

/** `POST /{slug}/lien/{token}/consentements`. */
export const consentByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const answers = readConsents(await readForm(c));
  await createAnswerConsent(driverTools(c))(c.get('at').territory, holder.driver.person.id, answers, holder.by);
  return backToLink(c, holder, 'consentement');
};
