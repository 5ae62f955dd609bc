import { dateWords } from '#src/web/instant-words.ts';
import type { Child } from 'hono/jsx';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DONE_WORDS } from '#src/web/drivers/holder.ts';
import { JournalList } from '#src/web/drivers/journal-list.tsx';
import { NOT_THEIRS } from '#src/web/guards/theirs.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { fullName, requestWords } from '#src/web/workspace/shared/desk-words.ts';
import {
  ConsentSection,
  LinkSection,
  RestSection,
  SetAsideSection,
  WarnSection,
  WelcomeSection,
} from '#src/web/workspace/drivers/driver-sheet-forms.tsx';
import { OnCallSection } from '#src/web/workspace/drivers/driver-sheet-on-call.tsx';
import { hasMessages, MESSAGES } from '#src/web/workspace/shared/messages-words.ts';
import { TripsSection } from '#src/web/workspace/drivers/driver-sheet-trips.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { loadPersonSheet, noteReading, type PersonSheet } from '#src/web/workspace/drivers/load-driver.ts';

export const GONE = 'Cette fiche n’existe pas, ou plus.';

const DONE: Readonly<Record<string, string>> = {
  ...DONE_WORDS,
  accueil: 'C’est noté : cette personne est accueillie. Ses trajets sont montrés selon ce qu’elle accepte.',
  'accueil-a-relire':
    'C’est noté : cette personne est accueillie. Ses trajets repris d’un tableur restent à vérifier : le public ne les voit qu’une fois relus avec elle.',
  accord: 'C’est noté : ses trajets tiennent toujours.',
  demande: 'C’est noté : la question a été posée, sans réponse pour l’instant.',
  'pas-joint': 'C’est noté : personne n’a pu être joint. Cela ne compte pas comme une question posée.',
  ecart: 'Cette personne n’est plus proposée ni montrée.',
  retour: 'Cette personne est de nouveau proposée.',
  reunion: 'Les deux fiches n’en font plus qu’une.',
  nouveau: 'La fiche est faite.',
  conduit: 'Cette personne conduit désormais aussi. Ajoutez ses trajets.',
  prevenu: 'C’est noté.',
  solliciter: 'C’est noté : l’équipe peut de nouveau solliciter cette personne.',
};

const Facts = ({ at, sheet }: { at: At; sheet: PersonSheet }) => {
  const { person, driver, names } = sheet;
  const facts: readonly (readonly [string, Child])[] = [
    [
      'Téléphone',
      person.phones.map((phone, index) => (
        <>
          {index > 0 && ', '}
          <a href={telLink(phone.number)}>{formatPhone(phone.number)}</a>
          {phone.sms && at.territory.switches.sms && ' (lit les SMS)'}
        </>
      )),
    ],
    ['E-mail', person.email],
    ['Adresse', person.address],
    [
      'Joindre par',
      person.trustedContact && (
        <>
          {person.trustedContact.name},{' '}
          <a href={telLink(person.trustedContact.number)}>{formatPhone(person.trustedContact.number)}</a>
        </>
      ),
    ],
    [
      'Accueil',
      driver &&
        (driver.welcomedOn === null
          ? 'pas encore'
          : `joint au téléphone le ${formatDate(driver.welcomedOn, at.today)}${
              driver.welcomedBy !== null && names.has(driver.welcomedBy) ? `, par ${names.get(driver.welcomedBy)}` : ''
            }`),
    ],
    [
      'Information',
      person.informedOn === null
        ? 'pas encore donnée à l’oral'
        : `donnée à l’oral le ${formatDate(person.informedOn, at.today)}`,
    ],
    [
      'Âge',
      person.minor &&
        `moins de 18 ans, ${person.parentAgreedOn === null ? 'accord d’un parent à demander' : `accord d’un parent noté le ${formatDate(person.parentAgreedOn, at.today)}`}`,
    ],
    ['Nous a connus par', person.heardFrom],
    ['Dernier contact', dateWords(at, person.lastContactAt)],
  ];
  return (
    <>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
          .map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
      {person.note !== '' && (
        <div class="card">
          <h2>Note de l’équipe</h2>
          <p>{person.note}</p>
          <p class="hint">La personne peut demander à lire cette note.</p>
        </div>
      )}
      {at.can('write-people') && (
        <p class="actions">
          <a href={at.url(`${DRIVERS}/${person.id}/fiche`)}>Changer la fiche et la note</a>
        </p>
      )}
    </>
  );
};

const Twins = ({ at, sheet }: { at: At; sheet: PersonSheet }) => (
  <>
    {sheet.twins.map((twin) => (
      <div class="notice">
        <p>
          Même nom et même numéro que <a href={at.url(`${DRIVERS}/${twin.id}`)}>{fullName(twin)}</a>, inscription du{' '}
          {dateWords(at, twin.createdAt)}. Demandez au téléphone si c’est la même personne.
        </p>
        {at.can('write-people') && (
          <DeskForm at={at} action={at.url(`${DRIVERS}/${sheet.person.id}/reunir`)}>
            <input type="hidden" name="avec" value={twin.id} />
            <p class="hint">
              Les trajets et les demandes de cette fiche-ci passent sur l’autre, et cette fiche-ci disparaît avec son
              lien.
            </p>
            <button type="submit" class="second">
              C’est la même personne : réunir
            </button>
          </DeskForm>
        )}
      </div>
    ))}
  </>
);

const Requests = ({ at, sheet }: { at: At; sheet: PersonSheet }) =>
  sheet.requests.length === 0 ? null : (
    <>
      <h2>Ses demandes</h2>
      <ul class="rows">
        {sheet.requests.map((request) => (
          <li>
            <a href={at.url(`/equipe/demandes/${request.id}`)}>{requestWords(request, at.today)}</a>{' '}
            {request.closing && <span class="tag">close</span>}
          </li>
        ))}
      </ul>
    </>
  );

const Actions = ({ at, sheet }: { at: At; sheet: PersonSheet }) => (
  <>
    <WarnSection at={at} sheet={sheet} />
    <WelcomeSection at={at} sheet={sheet} />
    <ConsentSection at={at} sheet={sheet} />
    <LinkSection at={at} sheet={sheet} />
    <RestSection at={at} sheet={sheet} />
    <SetAsideSection at={at} sheet={sheet} />
    {hasMessages(at.territory) && (
      <p>
        <a href={at.url(MESSAGES, { personne: sheet.person.id })}>Ses messages</a>
      </p>
    )}
    <p>
      <a href={at.url(`${DRIVERS}/${sheet.person.id}/effacer`)}>Effacer cette personne</a>
    </p>
  </>
);

/** The same page, without what changes anything. */
const readingOnly = (at: At): At => ({
  ...at,
  can: (permission) => permission !== 'write-people' && at.can(permission),
});

/** The sheet of someone, at `GET /{slug}/equipe/conducteurs/:id`: all the team knows, and does for them on the phone. */
export const driverSheetPage = async (
  c: Ctx,
  id: string,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const sheet = await loadPersonSheet(c, id);
  if (!sheet) return notFoundPage(c, GONE);
  const at = sheet.mayChange ? c.get('at') : readingOnly(c.get('at'));
  if (status === 200) await noteReading(c, sheet);
  const done = DONE[c.req.query('fait') ?? ''];
  const { person } = sheet;
  return page(
    c,
    <DeskPage at={at} title={fullName(person)} current={DRIVERS} wide>
      {done !== undefined && status === 200 && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      <ErrorSummary errors={errors} />
      {person.setAsideReason !== null && (
        <p class="notice">
          <strong>Mise à l’écart</strong> : {person.setAsideReason}. Jamais proposée, jamais montrée.
        </p>
      )}
      <Twins at={at} sheet={sheet} />
      <div class="side-by-side">
        <div>
          <Facts at={at} sheet={sheet} />
          <TripsSection at={at} sheet={sheet} />
          <OnCallSection at={at} sheet={sheet} />
          <Requests at={at} sheet={sheet} />
        </div>
        <div>
          {!sheet.mayChange && <p class="notice">{NOT_THEIRS}</p>}
          {at.can('write-people') && <Actions at={at} sheet={sheet} />}
          <details class="more">
            <summary>Qui a vu ou changé quoi</summary>
            <JournalList at={at} lines={sheet.journal} names={sheet.names} />
          </details>
        </div>
      </div>
    </DeskPage>,
    status,
  );
};
