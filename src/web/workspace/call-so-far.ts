import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import { matchQueryOf } from '#src/requests/ask-matches.ts';
import { NEEDS, type TimeWindow, type When } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { Ctx } from '#src/web/context.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { meetingStopsOf } from '#src/web/public/meeting-points.ts';
import { readPlaceField } from '#src/web/public/read-place-field.ts';
import { type Reader, readReturn, readWhen, readWindow } from '#src/web/public/read-request-when.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import type { SaidCall, SaidWay } from '#src/web/workspace/read-back.ts';
import { readMoment } from '#src/web/workspace/read-desk-request.ts';

/** Drivers told for each way: enough to talk about, few enough to be read while typing. */
const FIRST_DRIVERS = 5;

/** What a call came to so far, and who could drive. */
export interface CallSoFar {
  readonly said: SaidCall;
  /** null until both places are known, or when the day is past. */
  readonly outward: MatchResult | null;
  readonly back: MatchResult | null;
}

interface ReadSoFar {
  readonly said: SaidCall;
  readonly ends: { readonly from: Stop; readonly to: Stop } | null;
}

/** Reads what is there and leaves the rest: nothing is wrong in a form that is still being filled. */
const readSoFar = async (c: Ctx, form: Typed): Promise<ReadSoFar> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const places = { search: service.placeSearch, territory: await territoryPlaces(service, at.territory) };
  const end = (name: 'depart' | 'arrivee'): Stop | null => {
    const field = readPlaceField(typed(form, name).slice(0, 120), typed(form, `${name}_choix`), places, '');
    return field.kind === 'found' ? stopFrom(field.place) : null;
  };
  const reader: Reader = { form, today: at.today, errors: {} };
  const when = readWhen(reader) ?? null;
  const window = readWindow(reader, { choice: 'horaire', hour: 'heure' }) ?? null;
  const [from, to] = [end('depart'), end('arrivee')];
  const answer = readReturn(reader, when ?? undefined);
  const asked = typed(form, 'retour') !== '';
  const home: SaidWay = { from: to, to: from, when, window: null };
  const back = answer === null ? 'none' : asked ? { ...home, ...answer } : null;
  const promise = readMoment(c, typed(form, 'promesse_jour'), typed(form, 'promesse_heure'));
  const seats = Number(typed(form, 'personnes'));
  return {
    said: {
      outward: { from, to, when, window },
      back,
      needs: NEEDS.filter((need) => ticked(form, 'besoins').includes(need)),
      seats: Number.isInteger(seats) && seats >= 1 && seats <= 8 ? seats : 1,
      promisedBefore: promise.kind === 'read' ? promise.at : null,
    },
    ends: from && to && { from, to },
  };
};

const ANY_DAY: When = { kind: 'within', from: '0001-01-01', until: '9999-12-31' };
const ANY_HOUR: TimeWindow = { kind: 'any' };

const queryOf = (
  c: Ctx,
  { needs, seats }: SaidCall,
  ends: { readonly from: Stop; readonly to: Stop },
  { when, window }: SaidWay,
  meetingStops: readonly Stop[],
): MatchQuery | undefined => {
  const { today, time } = c.get('at');
  const way = { id: '', direction: 'outward', ...ends, when: when ?? ANY_DAY, window: window ?? ANY_HOUR } as const;
  const query = matchQueryOf({ needs, seats }, way, slotsOf(way), { date: today, time }, meetingStops);
  return query && when === null ? { ...query, when: { kind: 'any' } } : query;
};

/** What is typed so far, and the drivers who fit it. */
export const loadCallSoFar = async (c: Ctx, form: Typed): Promise<CallSoFar> => {
  const { said, ends } = await readSoFar(c, form);
  if (!ends) return { said, outward: null, back: null };
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const meetingStops = meetingStopsOf(await territoryPlaces(service, at.territory), service.communes);
  const find = async (way: SaidWay, { from, to }: { from: Stop; to: Stop }): Promise<MatchResult | null> => {
    const query = queryOf(c, said, { from, to }, way, meetingStops);
    return query ? service.findMatches(at.territory, query, { skip: 0, take: FIRST_DRIVERS }) : null;
  };
  const { back } = said;
  return {
    said,
    outward: await find(said.outward, ends),
    back: back === null || back === 'none' ? null : await find(back, { from: ends.to, to: ends.from }),
  };
};
