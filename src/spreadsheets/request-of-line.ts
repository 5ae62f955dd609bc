import { checkWays, type NewWay } from '#src/requests/check-ways.ts';
import type { Closing, Request, SettledOtherwise, Way } from '#src/requests/request.ts';
import { slotsOf, spanOf } from '#src/requests/slots.ts';
import type { RequestLine } from '#src/spreadsheets/request-sheet.ts';
import type { FindStop } from '#src/spreadsheets/stop-finder.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoInstant, NewId } from '#src/time/units.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';

/** The ways of a line, or why they cannot be taken. */
export type WaysOfLine =
  | { readonly kind: 'found'; readonly ways: readonly NewWay[]; readonly doubts: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Start, end and hours of a requests' line, as ways that hold together. */
export const waysOf = (line: RequestLine, findStop: FindStop): WaysOfLine => {
  const [from, to] = [findStop(line.from), findStop(line.to)];
  if (from.kind === 'refused') return { kind: 'refused', reason: `Départ : ${from.reason}` };
  if (to.kind === 'refused') return { kind: 'refused', reason: `Arrivée : ${to.reason}` };
  const doubts = [from.doubt, to.doubt].filter((doubt) => doubt !== null);
  const outward: NewWay = {
    direction: 'outward',
    from: from.stop,
    to: to.stop,
    when: line.when,
    window: line.window,
  };
  if (line.back === null) return checked([outward], doubts);
  const back: NewWay = { ...outward, direction: 'return', from: to.stop, to: from.stop, window: line.back.window };
  const problem = checkWays([outward, back], null)?.problem;
  if (problem !== 'return-before-outward') return checked([outward, back], doubts);
  doubts.push("L'heure de retour vient avant celle de départ : elle est laissée de côté, à demander.");
  return checked([outward, { ...back, window: { kind: 'any' } }], doubts);
};

const checked = (ways: readonly NewWay[], doubts: readonly string[]): WaysOfLine => {
  const problem = checkWays(ways, null)?.problem;
  if (problem === undefined) return { kind: 'found', ways, doubts };
  if (problem === 'same-place') return { kind: 'refused', reason: "Le départ et l'arrivée sont le même lieu." };
  return {
    kind: 'refused',
    reason: 'Les jours ou les heures de cette demande ne tiennent pas ensemble. Corrigez-les.',
  };
};

interface RequestContext {
  readonly territory: Pick<Territory, 'id' | 'zone'>;
  readonly passengerId: string;
  readonly sentAt: IsoInstant;
  readonly at: IsoInstant;
  readonly newId: NewId;
}

const NOON = 720;

/** The request of a line, open or closed with what its last column says. */
export const requestOf = (line: RequestLine, newWays: readonly NewWay[], context: RequestContext): Request => {
  const { territory, passengerId, sentAt, newId, at } = context;
  const ways = newWays.map((way): Way => ({ id: newId(), ...way }));
  const last = spanOf(line.when).last;
  const ended = last === null ? sentAt : formatInstant(instantOf({ date: last, time: NOON }, territory.zone));
  const closedAt = [sentAt, ended].toSorted().at(-1) ?? at;
  const closing: Closing | null =
    line.outcome === null ? null : { reason: line.outcome, at: closedAt < at ? closedAt : at, byMember: null };
  return {
    id: newId(),
    territoryId: territory.id,
    passengerId,
    askedFor: null,
    source: 'import',
    ways,
    rides: [],
    settledOtherwise: closing ? settledBy(closing, ways) : [],
    needs: [],
    motive: line.motive,
    seats: 1,
    note: line.note,
    chosenTripId: null,
    promise: null,
    reviewOn: null,
    passengerNumberShared: null,
    memberId: null,
    closing,
    createdAt: sentAt,
    updatedAt: at,
    version: 1,
  };
};

/** The sheet does not say who drove: each occasion carries the reason instead of a ride. */
const settledBy = ({ reason }: Closing, ways: readonly Way[]): readonly SettledOtherwise[] =>
  ways.flatMap((way) => slotsOf(way).map((slot): SettledOtherwise => ({ wayId: way.id, slot, reason })));
