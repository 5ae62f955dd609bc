import { formatPhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import type { CallerAlert } from '#src/follow-up/caller-alerts.ts';
import { usualPlaces } from '#src/requests/usual-places.ts';
import type { Request } from '#src/requests/request.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import { REACHED_WORDS } from '#src/web/drivers/driver-words.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { NEW_REQUEST } from '#src/web/workspace/call/call-drafts.tsx';
import { endsWords, fullName, requestWords } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';

/** "Comme la dernière fois": so many past rides are one gesture away. */
const LAST_RIDES = 3;

/** Those who answer to a number or a name, one gesture each. */
export const FoundCallers = (props: { at: At; text: string; found: readonly Person[]; call: string }) => {
  const { at, text, found, call } = props;
  if (text === '') return null;
  if (found.length === 0) return <p>Nous ne trouvons personne pour « {text} » : notez son nom ci-dessous.</p>;
  return (
    <>
      <p>Est-ce l’une de ces personnes ? Sinon, continuez ci-dessous.</p>
      <ul class="rows">
        {found.map((person) => (
          <li>
            <a href={at.url(NEW_REQUEST, { personne: person.id, appel: call })}>{fullName(person)}</a>{' '}
            <span class="soft">{person.phones.map(({ number }) => formatPhone(number)).join(', ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The first question: a number or a name, and who answers to it. */
export const Caller = (props: { at: At; text: string; found: readonly Person[]; call: string; focus: string }) => {
  const { at, text, call, focus } = props;
  return (
    <section aria-label="Qui appelle ?">
      <form
        method="get"
        action={at.url(NEW_REQUEST)}
        class="field-row"
        data-script="live"
        data-live={at.url(`${NEW_REQUEST}/qui-appelle`)}
        data-into="qui-appelle"
      >
        <input type="hidden" name="appel" value={call} />
        <div class="field">
          <label for="champ-q">Qui appelle ?</label>
          <p class="hint" id="champ-q-aide">
            Le numéro qui s’affiche, quelques chiffres, ou le nom comme on l’entend.
          </p>
          <input
            type="search"
            id="champ-q"
            name="q"
            value={text}
            maxlength={80}
            autocomplete="off"
            aria-describedby="champ-q-aide"
            {...(focus === 'q' ? { autofocus: true } : {})}
          />
        </div>
        <p class="actions">
          <button type="submit" class="second">
            Reconnaître
          </button>
        </p>
      </form>
      <div id="qui-appelle" role="status">
        <FoundCallers {...props} />
      </div>
    </section>
  );
};

const alertWords = (alert: CallerAlert, at: At): string => {
  if (alert.kind === 'set-aside') return `Mise à l’écart : ${alert.reason}`;
  if (alert.kind === 'parent-agreement-missing') return 'Moins de 18 ans, sans l’accord d’un parent.';
  if (alert.kind === 'note') return alert.note;
  if (alert.kind === 'driver-not-reached')
    return 'Conduit aussi : nous l’avons appelée pour un trajet sans la joindre. Posez-lui la question.';
  const [way] = alert.request.ways;
  const closedAt = Temporal.Instant.from(alert.request.closing?.at ?? alert.request.updatedAt);
  const { date } = localMoment(closedAt, at.territory.zone);
  return `Nous n’avons pas réussi à la joindre${way ? ` pour ${endsWords(way)}` : ''} (${formatDate(date, at.today)}).`;
};

const OpenRequest = ({ at, request }: { at: At; request: Request }) => (
  <li>
    <a href={at.url(`/equipe/demandes/${request.id}`)}>{requestWords(request, at.today)}</a>
    {request.ways.length === 1 && (
      <DeskForm at={at} action={at.url(`/equipe/demandes/${request.id}/retour`)} class="inline-form">
        <input type="hidden" name="version" value={String(request.version)} />
        <button type="submit" class="second">
          Ajouter le retour
        </button>
      </DeskForm>
    )}
  </li>
);

interface KnownProps {
  readonly at: At;
  readonly person: Person;
  readonly requests: readonly Request[];
  readonly alerts: readonly CallerAlert[];
  readonly call: string;
}

/** What is known of the caller: alerts, what is open, where they usually go, what they asked before. Calls come in bits. */
export const Known = ({ at, person, requests, alerts, call }: KnownProps) => {
  const open = requests.filter(({ closing }) => !closing);
  const past = requests.filter(({ closing }) => closing !== null).slice(0, LAST_RIDES);
  const { goals } = usualPlaces(requests);
  const here = { personne: person.id, appel: call };
  return (
    <section class="card" aria-label="La personne">
      <h2>
        <a href={at.url(personPage(person.id))}>{fullName(person)}</a>
      </h2>
      <p>
        <Numbers person={person} />
        {person.reachedBy !== 'voice' && `, à joindre ${REACHED_WORDS[person.reachedBy]}`}
        {person.trustedContact && ` ; personne de confiance : ${person.trustedContact.name}, `}
        {person.trustedContact && formatPhone(person.trustedContact.number)}
      </p>
      {alerts.length > 0 && (
        <ul class="alerts">
          {alerts.map((alert) => (
            <li class={alert.kind === 'note' ? '' : 'late'}>{alertWords(alert, at)}</li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <>
          <h3>Demandes ouvertes : rappelle-t-elle pour l’une d’elles ?</h3>
          <ul class="rows">
            {open.map((request) => (
              <OpenRequest at={at} request={request} />
            ))}
          </ul>
        </>
      )}
      {past.length > 0 && (
        <>
          <h3>Comme la dernière fois ?</h3>
          <ul class="shortcuts">
            {past.map((request) => (
              <li>
                <a class="button second" href={at.url(NEW_REQUEST, { ...here, refaire: request.id })}>
                  Refaire {request.ways[0] ? endsWords(request.ways[0]) : 'ce trajet'}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {goals.length > 0 && (
        <>
          <h3>Va souvent à</h3>
          <ul class="shortcuts">
            {goals.map((goal) => (
              <li>
                <a class="button second" href={at.url(NEW_REQUEST, { ...here, arrivee: goal })}>
                  {goal}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={at.url(NEW_REQUEST, { appel: call, q: '', autre: '1' })}>Ce n’est pas elle</a>
      </p>
    </section>
  );
};
