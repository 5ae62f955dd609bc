import { nextRideDay } from '#src/requests/next-ride-day.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { fullName, spoken } from '#src/web/workspace/shared/desk-words.ts';
import { historyOf } from '#src/web/workspace/sheet/history-words.ts';
import { loadLists } from '#src/web/workspace/lists/load-lists.ts';
import { loadSheet, type Sheet } from '#src/web/workspace/sheet/load-sheet.ts';
import { Presence } from '#src/web/workspace/sheet/presence.tsx';
import { SheetActions } from '#src/web/workspace/sheet/sheet-actions.tsx';
import { readBackRequest } from '#src/web/workspace/call/read-back.ts';
import { Facts } from '#src/web/workspace/sheet/sheet-facts.tsx';
import type { SheetProps, SheetState } from '#src/web/workspace/sheet/sheet-form.tsx';
import { RequestMap, tripsOnMap } from '#src/web/workspace/sheet/sheet-map.tsx';
import { WaySection } from '#src/web/workspace/sheet/sheet-way.tsx';
import { SideList } from '#src/web/workspace/lists/side-list.tsx';
import { hasMessages, MESSAGES } from '#src/web/workspace/shared/messages-words.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Lines of the list beside the sheet. */
const SIDE_LIST = 30;

const GONE = 'Cette demande n’est plus gardée.';

/** What is handed or posted to the passenger once a ride is agreed. */
const Papers = ({ at, sheet }: SheetProps) =>
  nextRideDay(sheet.request, at.today) === undefined ? null : (
    <p class="no-print">
      Sur papier, pour la personne : <a href={at.url(`/equipe/demandes/${sheet.request.id}/carte`)}>la carte A6</a>,{' '}
      <a href={at.url(`/equipe/demandes/${sheet.request.id}/lettre`)}>la lettre à poster</a>
    </p>
  );

const History = ({ at, sheet }: SheetProps) => (
  <section aria-labelledby="histoire">
    <h2 id="histoire">Ce qui s’est passé</h2>
    {hasMessages(at.territory) && (
      <p>
        <a href={at.url(MESSAGES, { demande: sheet.request.id })}>Les messages de cette demande</a>
      </p>
    )}
    <ul class="rows">
      {historyOf(at, sheet).map(({ what, by }) => (
        <li>
          <p>{what}</p>
          <p class="soft">{by}</p>
        </li>
      ))}
    </ul>
  </section>
);

const AnotherDriver = ({ c, at, sheet }: SheetProps & { c: Ctx }) => (
  <form method="get" action={at.url(`/equipe/demandes/${sheet.request.id}`)} class="field-row no-print">
    <div class="field">
      <label for="champ-conduit">Une autre personne conduit</label>
      <p class="hint" id="champ-conduit-aide">
        Les chiffres de son numéro, ou son nom comme on l’entend.
      </p>
      <input
        type="search"
        id="champ-conduit"
        name="conduit"
        value={c.req.query('conduit') ?? ''}
        maxlength={80}
        aria-describedby="champ-conduit-aide"
      />
    </div>
    <p class="actions">
      <button type="submit" class="second">
        Chercher
      </button>
    </p>
  </form>
);

/** Reading a sheet is noted once a day for each member (design section 2, journal of access). */
const noteReading = async (c: Ctx, sheet: Sheet): Promise<void> => {
  const at = c.get('at');
  const service = c.get('service');
  const memberId = memberIdOf(c);
  const known = sheet.journal.some(
    (line) =>
      line.action === 'sheet-read' &&
      line.actor.id === memberId &&
      localMoment(Temporal.Instant.from(line.at), at.territory.zone).date === at.today,
  );
  if (known) return;
  await service.storage.atomically(at.territory.id, async ({ journal }) =>
    journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberId },
      action: 'sheet-read',
      subject: { kind: 'request', id: sheet.request.id },
      details: {},
    }),
  );
};

/** The sheet of a request: the facts, both ways with who could drive, what can be done, what happened. */
export const drawSheet = async (
  c: Ctx,
  id: string,
  stateOf: (sheet: Sheet) => SheetState = () => ({}),
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const all = c.req.query('tous') === '1' || status !== 200;
  const sheet = await loadSheet(c, id, all ? 'all' : 'first');
  if (!sheet) return notFoundPage(c, GONE);
  if (status === 200) await noteReading(c, sheet);
  const state = stateOf(sheet);
  const props: SheetProps = { at, sheet, state };
  const onMap = tripsOnMap(c, sheet);
  const { lists, names } = await loadLists(c);
  const next = [...lists.callBack, ...lists.now].slice(0, SIDE_LIST);
  const open = sheet.ways.some((part) => part.open.length > 0) && !sheet.request.closing;
  return page(
    c,
    <DeskPage at={at} title={fullName(sheet.passenger)} current="/equipe/demandes" wide>
      {state.meanwhile && (
        <div class="notice" role="alert">
          <h2>Quelqu’un a écrit ici avant vous</h2>
          <ul>
            {state.meanwhile.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          <p>Rien n’a été défait. Ce que vous aviez écrit est plus bas : relisez, puis recommencez si besoin.</p>
          {state.key && (
            <p>
              <a href={`#champ-${state.key}`}>Aller à ce que j’écrivais</a>
            </p>
          )}
        </div>
      )}
      {state.error && state.key && !state.meanwhile && (
        <div class="errors" role="alert">
          <h2>Ce n’est pas encore noté</h2>
          <p>
            <a href={`#champ-${state.key}`}>{state.error}</a>
          </p>
        </div>
      )}
      <Presence c={c} request={sheet.request} />
      <div class="list-and-sheet">
        <div>
          <p class="script">{spoken(readBackRequest(at, sheet.request))}</p>
          <Facts {...props} />
          {sheet.ways.map((part) => (
            <WaySection {...props} part={part} all={all} onMap={onMap} />
          ))}
          {open && at.can('write-people') && <AnotherDriver {...props} c={c} />}
        </div>
        <div class="stays">
          <SheetActions {...props} />
          <RequestMap {...props} c={c} onMap={onMap} />
          <Papers {...props} />
          <History {...props} />
        </div>
        <SideList at={at} items={next} names={names} current={id} />
      </div>
    </DeskPage>,
    status,
  );
};
