import { createAnswerByLink, standingOf } from '#src/follow-up/answer-ask.ts';
import { drivesItAll, wasLetGo } from '#src/introductions/asking.ts';
import { ASKED_ANSWERS, type Introduction } from '#src/introductions/introduction.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { Ride } from '#src/requests/request.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import type { Telling } from '#src/requests/telling.ts';
import type { Ctx } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import { typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { openAnswerLink, overPage } from '#src/web/public/answer-link.tsx';
import { Buttons, Question, StandingWords, StopPage, TeamNumber } from '#src/web/public/answer-parts.tsx';
import { closedPage } from '#src/web/public/driver-link.tsx';
import { readForm } from '#src/web/read-form.ts';
import { requestTools } from '#src/web/tools.ts';

/** Answers by one address: a person presses a button or two, a machine that tries tokens presses more. */
const ANSWER_LIMIT = { burst: 20, refillSeconds: 15 } as const;

/**
 * `GET /{slug}/lien/{token}` when the token opens a question put to a driver: it shows, and changes nothing, however often it
 * is opened by a mailbox or a person. Undefined when it is no such link.
 */
export const answerLinkPage = async (c: Ctx, token: string): Promise<Response | undefined> => {
  const at = c.get('at');
  const opened = await openAnswerLink(c, token);
  if (!opened || opened instanceof Response) return opened;
  const { introduction } = opened;
  const { asking } = introduction;
  const stores = c.get('service').storage.in(at.territory.id);
  const request = await stores.requests.get(introduction.requestId);
  const settled = introduction.state === 'yes' || drivesItAll(request, introduction);
  if (c.req.query('arreter') !== undefined && !settled && asking?.answer !== 'stop')
    return page(c, <StopPage at={at} token={token} />);
  const standing = await standingOf(stores, introduction);
  const again = standing !== 'over' && standing !== 'found' && asking?.answer === 'yes' && wasLetGo(asking);
  const answer = again ? null : (asking?.answer ?? null);
  const agreed = settled && agreedRides(request).some((ride) => isOwn(introduction, ride));
  const toSay = settled ? await unsaid(c, introduction) : undefined;
  return page(
    c,
    <PublicPage
      at={at}
      title={agreed ? 'C’est convenu' : settled ? 'Ce trajet n’a plus lieu' : 'Pouvez-vous conduire ?'}
      noindex
    >
      {agreed ? (
        <p class="notice">
          C’est convenu avec l’équipe : merci ! Si vous ne pouvez plus, appelez le plus tôt possible le{' '}
          <TeamNumber at={at} />, ou dites-le sur votre page personnelle.
        </p>
      ) : settled ? (
        <p class="notice">Ce trajet n’a plus lieu : vous n’avez rien à faire. Merci d’avoir été là.</p>
      ) : (
        answer !== null && (
          <div class="notice" role="status">
            <StandingWords at={at} answer={answer} standing={standing} />
          </div>
        )
      )}
      {!settled && answer === null && standing === 'over' && (
        <p class="notice">Ce trajet n’est plus demandé : vous n’avez rien à faire. Merci d’avoir été là.</p>
      )}
      {!settled && answer === null && standing === 'found' && (
        <p class="notice">Quelqu’un a été trouvé, merci. Un oui de votre part est gardé en réserve.</p>
      )}
      {again && (
        <p class="notice">
          Nous vous avions dit que ce n’était plus la peine, et nous cherchons à nouveau : pouvez-vous toujours ?
        </p>
      )}
      <Question c={c} introduction={introduction} />
      {toSay && (
        <form method="post" action={at.url(`/lien/${token}/bien-note`)} class="no-print">
          <p class="actions">
            <button type="submit">C’est bien noté</button>
          </p>
        </form>
      )}
      {!settled && answer !== null && standing !== 'over' && <p>Vous avez changé d’avis ?</p>}
      {!settled && standing !== 'over' && <Buttons at={at} token={token} answer={answer} />}
      <p>
        Une question ? Appelez l’équipe au <TeamNumber at={at} />, {at.territory.phoneHours}.
      </p>
    </PublicPage>,
  );
};

const isOwn = (introduction: Introduction, ride: Pick<Ride, 'wayId' | 'driverId'>): boolean =>
  ride.wayId === introduction.wayId && ride.driverId === introduction.driverId;

/** The thing this driver has been written and has not said to know. */
const unsaid = async (c: Ctx, introduction: Introduction): Promise<Telling | undefined> => {
  const stores = c.get('service').storage.in(c.get('at').territory.id);
  const request = await stores.requests.get(introduction.requestId);
  const own = request.rides.filter((ride) => isOwn(introduction, ride));
  return (await stores.tellings.ofRequests([request.id])).find(
    ({ rideId, party, state }) => party === 'driver' && state !== 'told' && own.some(({ id }) => id === rideId),
  );
};

/** `POST /{slug}/lien/{token}/bien-note`: the driver read that it is agreed. Only a person presses it. */
export const readByDriver = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const token = c.req.param('token') ?? '';
  const opened = await openAnswerLink(c, token);
  if (!opened) return closedPage(c, 'unknown');
  if (opened instanceof Response) return opened;
  const telling = await unsaid(c, opened.introduction);
  if (telling)
    await createTellPerson(requestTools(c))(
      at.territory,
      { requestId: telling.requestId, memberId: null },
      telling,
      { kind: 'told', how: 'answer' },
      { kind: 'driver', id: opened.introduction.driverId },
    );
  return c.redirect(at.url(`/lien/${token}`), 303);
};

/** `POST /{slug}/lien/{token}/reponse`: keeps the answer, then shows what it is worth. Pressed twice, it answers once. */
export const answerByLink = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const token = c.req.param('token') ?? '';
  const wait = mustWait(c, 'answer', ANSWER_LIMIT);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    return page(
      c,
      <PublicPage at={at} title="Un instant" noindex>
        <p>
          Beaucoup de réponses viennent d’ici en peu de temps. Attendez une minute, puis appuyez de nouveau, ou appelez
          le <TeamNumber at={at} />.
        </p>
      </PublicPage>,
      429,
    );
  }
  const opened = await openAnswerLink(c, token);
  if (!opened) return closedPage(c, 'unknown');
  if (opened instanceof Response) return opened;
  const said = typed(await readForm(c), 'reponse');
  const answer = ASKED_ANSWERS.find((one) => one === said);
  if (answer === undefined) return c.redirect(at.url(`/lien/${token}`), 303);
  const answered = await createAnswerByLink(requestTools(c))(at.territory, opened.introduction.id, answer);
  if (answered.kind === 'over') return overPage(c);
  return c.redirect(at.url(`/lien/${token}`), 303);
};
