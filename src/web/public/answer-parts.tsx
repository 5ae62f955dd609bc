import { capital } from '#src/capital.ts';
import type { Standing } from '#src/follow-up/answer-ask.ts';
import type { AskedAnswer, Introduction } from '#src/introductions/introduction.ts';
import { waitWords } from '#src/introductions/compose-question.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import { findWay } from '#src/requests/settlement.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { from, to } from '#src/web/trip-words.ts';

/** The team's number, to press. */
export const TeamNumber = ({ at }: { at: At }) => (
  <a class="nowrap" href={telLink(at.territory.phone)}>
    {formatPhone(at.territory.phone)}
  </a>
);

/** What the driver's answer is worth now, in a sentence. */
export const StandingWords = ({ at, answer, standing }: { at: At; answer: AskedAnswer; standing: Standing }) => {
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

/** The question as it was sent: the day, the hour, communes and needs. No address, no reason, no full name. */
export const Question = async ({ c, introduction }: { c: Ctx; introduction: Introduction }) => {
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

/** What may be answered, but what was answered already. */
export const Buttons = ({ at, token, answer }: { at: At; token: string; answer: AskedAnswer | null }) => (
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

/** Asked once more before it is for good. */
export const StopPage = ({ at, token }: { at: At; token: string }) => (
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
