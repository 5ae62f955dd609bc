import type { CallDraft, TypedCall } from '#src/requests/call-draft.ts';
import { formatHour } from '#src/time/hours.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskForm, type Typed, typed } from '#src/web/layout/fields.tsx';
import { dayWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Where calls are noted. */
export const NEW_REQUEST = '/equipe/demandes/nouvelle';
/** Where what is typed of a call is kept, under its id. */
export const CALLS = '/equipe/appels';

/** Fields that are of the page, not of the call. */
const OF_THE_PAGE = new Set(['_csrf', 'geste', 'brouillon', 'membre']);
/** Longer than any call: a whole document was pasted. */
const MOST_SIGNS = 40_000;

/** What is kept of a form half filled; undefined when it is too long to be one. */
export const typedCallOf = (form: Typed): TypedCall | undefined => {
  const call = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      OF_THE_PAGE.has(name) || value === undefined ? [] : [[name, value]],
    ),
  );
  return JSON.stringify(call).length > MOST_SIGNS ? undefined : call;
};

/** The calls of the member at the keyboard, with the names of those recognised. */
export interface OwnCalls {
  readonly drafts: readonly CallDraft[];
  readonly names: ReadonlyMap<string, string>;
}

export const loadOwnCalls = async (c: Ctx): Promise<OwnCalls> => {
  const stores = c.get('service').storage.in(c.get('at').territory.id);
  const drafts = await stores.callDrafts.listOf(memberIdOf(c));
  const people = await stores.people.findMany(drafts.flatMap(({ personId }) => personId ?? []));
  return { drafts, names: new Map(people.map((person) => [person.id, fullName(person)])) };
};

const callWords = (draft: CallDraft, names: OwnCalls['names'], at: At): string => {
  const known = draft.personId === null ? undefined : names.get(draft.personId);
  const said = [`${typed(draft.typed, 'prenom')} ${typed(draft.typed, 'nom')}`.trim(), typed(draft.typed, 'telephone')];
  const words = known ?? said.filter((text) => text !== '').join(', ');
  const { date, time } = localMoment(Temporal.Instant.from(draft.createdAt), at.territory.zone);
  const began = `${date === at.today ? '' : `${dayWords(date, at.today)}, `}${formatHour(time)}`;
  const goal = typed(draft.typed, 'arrivee');
  return `${words === '' ? 'Sans nom encore' : words}${goal === '' ? '' : ` → ${goal}`} (${began})`;
};

/** "Appels en cours": those put aside, or left by a page that closed. */
export const CallList = ({ at, calls, current }: { at: At; calls: OwnCalls; current: string }) => {
  const others = calls.drafts.filter(({ id }) => id !== current);
  if (others.length === 0) return null;
  return (
    <section class="card calls" aria-label="Appels en cours">
      <h2>Appels en cours</h2>
      <ul class="rows">
        {others.map((draft) => {
          const words = callWords(draft, calls.names, at);
          return (
            <li>
              <a href={at.url(NEW_REQUEST, { appel: draft.id })}>Reprendre : {words}</a>
              <DeskForm at={at} action={at.url(`${CALLS}/${draft.id}/effacer`)} class="inline-form">
                <button type="submit" class="link" aria-label={`Effacer l’appel : ${words}`}>
                  Effacer
                </button>
              </DeskForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
