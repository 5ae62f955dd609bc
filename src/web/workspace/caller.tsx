import { formatPhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import type { Request } from '#src/requests/request.ts';
import type { Ctx } from '#src/web/context.ts';
import { endsWords, fullName, requestWords } from '#src/web/workspace/desk-words.ts';
import { personPage } from '#src/web/workspace/numbers.tsx';

/** Where calls are noted. */
export const NEW_REQUEST = '/equipe/demandes/nouvelle';
/** Their last requests, for the places one goes to again. */
const LAST_REQUESTS = 3;

/** The first question: a number or a name, and who answers to it. */
export const Caller = ({ c, text, found }: { c: Ctx; text: string; found: readonly Person[] }) => {
  const at = c.get('at');
  return (
    <section aria-label="Qui appelle ?">
      <form method="get" action={at.url(NEW_REQUEST)} class="field-row">
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
            aria-describedby="champ-q-aide"
            {...(text === '' ? { autofocus: true } : {})}
          />
        </div>
        <p class="actions">
          <button type="submit" class="second">
            Reconnaître
          </button>
        </p>
      </form>
      {text !== '' && (
        <div role="status">
          {found.length === 0 ? (
            <p>Personne de connu pour « {text} » : notez son nom ci-dessous.</p>
          ) : (
            <>
              <p>Est-ce l’une de ces personnes ? Sinon, continuez ci-dessous.</p>
              <ul class="rows">
                {found.map((person) => (
                  <li>
                    <a href={at.url(NEW_REQUEST, { personne: person.id })}>{fullName(person)}</a>{' '}
                    <span class="soft">{person.phones.map(({ number }) => formatPhone(number)).join(', ')}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  );
};

/** What is known of the caller, and what they asked before: calls come in bits. */
export const Known = ({ c, person, requests }: { c: Ctx; person: Person; requests: readonly Request[] }) => {
  const at = c.get('at');
  const open = requests.filter(({ closing }) => !closing);
  return (
    <section class="card" aria-label="La personne">
      <h2>
        <a href={at.url(personPage(person.id))}>{fullName(person)}</a>
      </h2>
      <p>{person.phones.map(({ number }) => formatPhone(number)).join(', ') || 'Sans numéro'}</p>
      {person.trustedContact && (
        <p>
          On la joint par {person.trustedContact.name}, {formatPhone(person.trustedContact.number)}.
        </p>
      )}
      {person.setAsideReason !== null && <p class="late">Mise à l’écart : {person.setAsideReason}</p>}
      {person.note !== '' && <p>{person.note}</p>}
      {open.length > 0 && (
        <>
          <p>Demandes ouvertes : rappelle-t-elle pour l’une d’elles ?</p>
          <ul>
            {open.map((request) => (
              <li>
                <a href={at.url(`/equipe/demandes/${request.id}`)}>{requestWords(request, at.today)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {requests.length > 0 && (
        <p class="soft">
          Ses derniers trajets :{' '}
          {requests
            .slice(0, LAST_REQUESTS)
            .flatMap(({ ways }) => (ways[0] ? [endsWords(ways[0])] : []))
            .join(', ')}
        </p>
      )}
      <p>
        <a href={at.url(NEW_REQUEST)}>Ce n’est pas elle</a>
      </p>
    </section>
  );
};
