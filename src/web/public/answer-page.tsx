import { createAnswerByLink, type Standing, standingOf } from '#src/introductions/answer-ask.ts';
import { ASKED_ANSWERS, type AskedAnswer, drivesItAll, wasLetGo } from '#src/introductions/asking.ts';
import { waitWords } from '#src/introductions/compose-question.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { hashToken } from '#src/people/link-token.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import type { Ride } from '#src/requests/request.ts';
import { createTellPerson } from '#src/requests/tell-person.ts';
import type { Telling } from '#src/requests/telling.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import { formatInstant } from '#src/time/zone.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import { typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { closedPage } from '#src/web/public/driver-link.tsx';
import { from, to } from '#src/web/public/trip-words.ts';
import { readForm } from '#src/web/read-form.ts';
import { requestTools } from '#src/web/workspace/tools.ts';

/** Answers by one address: a person presses a button or two, a machine that tries tokens presses more. */
const ANSWER_LIMIT = { burst: 20, refillSeconds: 15 } as const;

const TeamNumber = ({ at }: { at: At }) => (
  <a class="nowrap" href={telLink(at.territory.phone)}>
    {formatPhone(at.territory.phone)}
  </a>
);

/** What the driver's answer is worth now, in a sentence. */
const StandingWords = ({ at, answer, standing }: { at: At; answer: AskedAnswer; standing: Standing }) => {
  if (answer === 'no') return <p>Votre non est noté. Merci d’avoir répondu : nous cherchons quelqu’un d’autre.</p>;
  if (answer === 'not-this-week')
    return <p>C’est noté : nous ne vous demandons plus rien d’ici dimanche. Merci d’avoir répondu.</p>;
  if (answer === 'stop')
    return (
      <p>
        C’est noté : nous ne vous demandons plus rien. Vos trajets restent dans la liste ; pour les retirer aussi,
        ouvrez votre page personnelle ou appelez-nous au <TeamNumber at={at} />.
      </p>
    );
  if (standing === 'over')
    return <p>Merci d’avoir répondu ! Ce trajet n’est plus demandé : vous n’avez rien à faire.</p>;
  if (standing === 'found')
    return <p>Merci ! Quelqu’un a déjà été trouvé pour cette fois. Votre oui est gardé, au cas où cela changerait.</p>;
  if (standing === 'reserve')
    return (
      <p>
        Merci ! Quelqu’un a répondu oui un peu avant vous. Votre oui est gardé en réserve : nous vous appelons si nous
        avons besoin de vous. Sans nouvelles, rien n’est à faire.
      </p>
    );
  return (
    <p>
      <strong>Merci ! Votre oui est noté.</strong> L’équipe le confirme bientôt : rien n’est convenu avant.
    </p>
  );
};

const capital = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

/** The question as it was sent: the day, the hour, communes and needs. No address, no reason, no full name. */
const Question = async ({ c, introduction }: { c: Ctx; introduction: Introduction }) => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const request = await stores.requests.get(introduction.requestId);
  const passenger = await stores.people.get(request.passengerId);
  const way = findWay(request, introduction.wayId);
  if (!way) return null;
  const needs = needSentence(request);
  return (
    <div class="card">
      <h2>{capital(daysAsked(way, introduction.slots, at.today))}</h2>
      <p>
        <strong>{capital(describeWindow(way.window))}</strong>, {from(way.from.communeName)} {to(way.to.communeName)},
        avec {passenger.firstName}.
      </p>
      {needs !== '' && <p>À prévoir : {needs}.</p>}
      {introduction.regime === 'on-purpose' ? (
        <>
          {introduction.asking?.waits && <p>{waitWords(request, way)}</p>}
          <p>
            <strong>{FREE_LINE}</strong>
          </p>
        </>
      ) : (
        <p class="soft">C’est gratuit : personne n’est payé, et le service ne demande rien.</p>
      )}
    </div>
  );
};

const BUTTONS: readonly (readonly [AskedAnswer, string, string])[] = [
  ['yes', 'Oui, je peux', ''],
  ['no', 'Non, pas cette fois', 'second'],
  ['not-this-week', 'Pas cette semaine', 'second'],
];

const Buttons = ({ at, token, answer }: { at: At; token: string; answer: AskedAnswer | null }) => (
  <>
    <form method="post" action={at.url(`/lien/${token}/reponse`)} class="no-print">
      <div class="actions" role="group" aria-label="Votre réponse">
        {BUTTONS.filter(([value]) => value !== answer).map(([value, label, look]) => (
          <button type="submit" name="reponse" value={value} class={answer === null ? look : 'second'}>
            {label}
          </button>
        ))}
      </div>
    </form>
    {answer !== 'stop' && (
      <p class="actions no-print">
        <a href={at.url(`/lien/${token}`, { arreter: '1' })}>Ne me demandez plus</a>
      </p>
    )}
  </>
);

const StopPage = ({ at, token }: { at: At; token: string }) => (
  <PublicPage at={at} title="Ne plus être sollicité" noindex>
    <p>
      L’équipe ne vous enverra plus de demande, et ne vous appellera plus pour vous demander de conduire. Vos trajets
      restent dans la liste, et vous pouvez changer d’avis en appelant le <TeamNumber at={at} />.
    </p>
    <form method="post" action={at.url(`/lien/${token}/reponse`)}>
      <p class="actions">
        <button type="submit" name="reponse" value="stop">
          Ne me demandez plus
        </button>
        <a class="button second" href={at.url(`/lien/${token}`)}>
          Revenir à la question
        </a>
      </p>
    </form>
  </PublicPage>
);

interface Opened {
  readonly introduction: Introduction;
  readonly token: string;
}

/** The question a token opens; a page when it opens one no more; undefined when it is another kind of link. */
const open = async (c: Ctx, token: string): Promise<Opened | Response | undefined> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const link = await stores.links.findByToken(hashToken(token));
  if (link?.purpose !== 'answer') return undefined;
  const introduction = await stores.introductions.find(link.subjectId);
  if (!introduction?.asking) return closedPage(c, 'unknown');
  if (link.revokedAt !== null) return closedPage(c, 'replaced');
  const now = formatInstant(at.now);
  if (link.expiresAt <= now) return overPage(c);
  if (introduction.asking.until <= now && introduction.state !== 'yes') return changedPage(c);
  return { introduction, token };
};

const overPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Cette question est passée" noindex>
      <p>Le jour demandé est passé : il n’y a plus rien à répondre. Merci.</p>
    </PublicPage>,
    410,
  );
};

const changedPage = (c: Ctx): Response | Promise<Response> =>
  page(
    c,
    <PublicPage at={c.get('at')} title="La demande a changé" noindex>
      <p>
        Le jour, l’heure ou un lieu n’est plus le même : il n’y a plus rien à répondre ici. Nous vous demanderons à
        nouveau si besoin. Merci.
      </p>
    </PublicPage>,
    410,
  );

/**
 * `GET /{slug}/lien/{token}` when the token opens a question put to a driver: it shows, and changes nothing, however often it
 * is opened by a mailbox or a person. Undefined when it is no such link.
 */
export const answerLinkPage = async (c: Ctx, token: string): Promise<Response | undefined> => {
  const at = c.get('at');
  const opened = await open(c, token);
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
  const opened = await open(c, token);
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
  const opened = await open(c, token);
  if (!opened) return closedPage(c, 'unknown');
  if (opened instanceof Response) return opened;
  const said = typed(await readForm(c), 'reponse');
  const answer = ASKED_ANSWERS.find((one) => one === said);
  if (answer === undefined) return c.redirect(at.url(`/lien/${token}`), 303);
  const answered = await createAnswerByLink(requestTools(c))(at.territory, opened.introduction.id, answer);
  if (answered.kind === 'over') return overPage(c);
  return c.redirect(at.url(`/lien/${token}`), 303);
};
