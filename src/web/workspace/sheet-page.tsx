import type { Point } from '#src/places/place.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { describeWay } from '#src/requests/describe-way.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DotMap } from '#src/web/layout/dot-map.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage, page } from '#src/web/layout/page.tsx';
import { inWords } from '#src/web/public/trip-words.ts';
import { MOTIVE_WORDS } from '#src/web/public/request-form.tsx';
import { communePoints } from '#src/web/workspace/commune-points.ts';
import { NEED_SHORT } from '#src/web/workspace/desk-request-fields.tsx';
import {
  CLOSING_WORDS,
  endsWords,
  fullName,
  momentWords,
  promiseWords,
  SOURCE_WORDS,
  spoken,
} from '#src/web/workspace/desk-words.ts';
import { historyWords, isHistory } from '#src/web/workspace/history-words.ts';
import { loadLists } from '#src/web/workspace/load-lists.ts';
import { loadSheet, type Sheet } from '#src/web/workspace/load-sheet.ts';
import { SheetActions } from '#src/web/workspace/sheet-actions.tsx';
import type { SheetProps, SheetState } from '#src/web/workspace/sheet-form.tsx';
import { Numbers, personPage } from '#src/web/workspace/numbers.tsx';
import { SideList } from '#src/web/workspace/side-list.tsx';
import { WaySection } from '#src/web/workspace/sheet-way.tsx';
import { memberIdOf } from '#src/web/workspace/tools.ts';

/** Lines of the list beside the sheet. */
const SIDE_LIST = 30;

const GONE = 'Cette demande n’est plus gardée.';

/** Said to the person before hanging up: the classical confusions are heard here. */
const readBack = (at: At, sheet: Sheet): string => {
  const { request } = sheet;
  const ways = request.ways.map((way) =>
    way.direction === 'outward'
      ? `${describeWay(way, at.today)}, de ${way.from.label} à ${way.to.label}`
      : `retour ${describeWay(way, at.today)}`,
  );
  if (request.ways.length === 1) ways.push('sans retour');
  const needs = request.needs.map((need) => NEED_SHORT[need]);
  const promise = request.promise?.keptAt === null ? request.promise : null;
  const sentences = [
    ways.join(' ; '),
    ...(needs.length > 0 ? [`avec ${inWords(needs)}`] : []),
    ...(request.seats > 1 ? [`${request.seats} personnes`] : []),
    ...(promise
      ? [`nous vous rappelons ${promiseWords(promise.dueAt, at.territory.zone, at.today)}, même si c’est non`]
      : []),
  ];
  return sentences.map((sentence) => `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`).join(' ');
};

const Facts = ({ at, sheet }: SheetProps) => {
  const { request, passenger } = sheet;
  return (
    <dl class="facts">
      <dt>Téléphone</dt>
      <dd>
        <Numbers person={passenger} /> <a href={at.url(personPage(passenger.id))}>Voir sa fiche</a>
      </dd>
      {request.askedFor && (
        <>
          <dt>Demandé par</dt>
          <dd>
            {request.askedFor.name},{' '}
            <a href={telLink(request.askedFor.number)}>{formatPhone(request.askedFor.number)}</a>
            {request.askedFor.callBackAsker ? ' (à rappeler)' : ' (rappeler plutôt la personne qui voyage)'}
          </dd>
        </>
      )}
      {(request.needs.length > 0 || request.seats > 1) && (
        <>
          <dt>Besoins</dt>
          <dd>
            {[
              ...request.needs.map((need) => NEED_SHORT[need]),
              ...(request.seats > 1 ? [`${request.seats} personnes`] : []),
            ].join(', ')}
          </dd>
        </>
      )}
      {request.motive && (
        <>
          <dt>Pour</dt>
          <dd>{MOTIVE_WORDS[request.motive].toLowerCase()}</dd>
        </>
      )}
      {request.note !== '' && (
        <>
          <dt>Note</dt>
          <dd>
            {request.note} <span class="soft">La personne peut demander à lire cette note.</span>
          </dd>
        </>
      )}
      {passenger.note !== '' && (
        <>
          <dt>Sur la personne</dt>
          <dd>{passenger.note}</dd>
        </>
      )}
      <dt>Information</dt>
      <dd>
        {passenger.informedOn === null
          ? 'pas encore donnée'
          : `donnée à l’oral le ${formatDate(passenger.informedOn, at.today)}`}
        {passenger.minor &&
          passenger.parentAgreedOn !== null &&
          ` ; accord d’un parent noté le ${formatDate(passenger.parentAgreedOn, at.today)}`}
      </dd>
      <dt>Demande</dt>
      <dd>
        {SOURCE_WORDS[request.source]}, {momentWords(request.createdAt, at.territory.zone, at.today)}
        {request.memberId !== null && ` ; ${sheet.names.members.get(request.memberId) ?? 'quelqu’un'} s’en occupe`}
      </dd>
      {request.closing && (
        <>
          <dt>Close</dt>
          <dd>
            {CLOSING_WORDS[request.closing.reason]}, {momentWords(request.closing.at, at.territory.zone, at.today)}
            {request.closing.byMember !== null &&
              `, ${sheet.names.members.get(request.closing.byMember) ?? 'quelqu’un'}`}
          </dd>
        </>
      )}
    </dl>
  );
};

/** Trips drawn: those ticked, else those agreed and the best of each way. */
const tripsOnMap = (c: Ctx, sheet: Sheet): readonly string[] => {
  const ticked = c.req.queries('carte') ?? [];
  if (ticked.length > 0) return ticked.slice(0, 12);
  return [
    ...agreedRides(sheet.request).flatMap(({ tripId }) => tripId ?? []),
    ...sheet.ways.flatMap(({ result }) => result?.matches[0]?.offer.trip.id ?? []),
  ];
};

const RequestMap = ({ c, at, sheet, onMap }: SheetProps & { c: Ctx; onMap: readonly string[] }) => {
  const matches = sheet.ways.flatMap(({ result }) => (result ? [...result.matches, ...result.outsideWindow] : []));
  const offered = new Map(matches.map(({ offer }) => [offer.trip.id, offer.trip]));
  const trips = [...new Set(onMap)].flatMap((id) => offered.get(id) ?? sheet.trips.get(id) ?? []);
  const driverOf = (driverId: string): string => {
    const match = matches.find(({ offer }) => offer.driver.id === driverId);
    return fullName(sheet.names.people.get(driverId) ?? match?.offer.driver);
  };
  const [outward] = sheet.request.ways;
  const names = new Map<string, { label: string; point: Point }>();
  for (const way of sheet.request.ways)
    for (const stop of [way.from, way.to]) names.set(stop.communeCode, { label: stop.communeName, point: stop.point });
  for (const trip of trips)
    for (const stop of [trip.stops[0], trip.stops.at(-1)])
      if (stop) names.set(stop.communeCode, { label: stop.communeName, point: stop.point });
  return (
    <section aria-label="Carte">
      <DotMap
        id="carte-demande"
        title="La demande et les trajets choisis"
        description={`Trait plein : ${outward ? endsWords(outward) : ''}. Traits pointillés : ${
          trips.map((trip) => driverOf(trip.driverId)).join(', ') || 'aucun trajet coché'
        }.`}
        communes={communePoints(c)}
        lines={[
          ...trips.map((trip) => ({
            kind: 'offered' as const,
            points: trip.stops.map(({ point }) => point),
            title: driverOf(trip.driverId),
          })),
          ...sheet.request.ways
            .slice(0, 1)
            .map((way) => ({ kind: 'asked' as const, points: [way.from.point, way.to.point], title: endsWords(way) })),
        ]}
        spots={[...names.values()]}
      />
      <form id="carte" method="get" action={at.url(`/equipe/demandes/${sheet.request.id}`)} class="no-print">
        <p class="actions">
          <span class="soft">Trait plein : la demande. Pointillés : les trajets cochés « Sur la carte ».</span>
          <button type="submit" class="second">
            Dessiner
          </button>
        </p>
      </form>
    </section>
  );
};

const History = ({ at, sheet }: SheetProps) => (
  <section aria-labelledby="histoire">
    <h2 id="histoire">Ce qui s’est passé</h2>
    <ul class="rows">
      {sheet.journal.filter(isHistory).map((line) => {
        const { what, by } = historyWords(line, at, sheet);
        return (
          <li>
            <p>{what}</p>
            <p class="soft">{by}</p>
          </li>
        );
      })}
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
  const sheet = await loadSheet(c, id);
  if (!sheet) return notFoundPage(c, GONE);
  if (status === 200) await noteReading(c, sheet);
  const state = stateOf(sheet);
  const props: SheetProps = { at, sheet, state };
  const onMap = tripsOnMap(c, sheet);
  const { lists, names } = await loadLists(c);
  const next = [...lists.callBack, ...lists.now].slice(0, SIDE_LIST);
  const all = c.req.query('tous') === '1' || state.key !== undefined;
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
      <div class="list-and-sheet">
        <div>
          <p class="script">{spoken(readBack(at, sheet))}</p>
          <Facts {...props} />
          {sheet.ways.map((part) => (
            <WaySection {...props} part={part} all={all} onMap={onMap} />
          ))}
          {open && at.can('write-people') && <AnotherDriver {...props} c={c} />}
        </div>
        <div class="stays">
          <SheetActions {...props} />
          <RequestMap {...props} c={c} onMap={onMap} />
          <History {...props} />
        </div>
        <SideList at={at} items={next} names={names} current={id} />
      </div>
    </DeskPage>,
    status,
  );
};
