import { restsOn } from '#src/introductions/rest-store.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { MatchResult } from '#src/matching/match.ts';
import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import { MOTIVES, NEEDS, type TimeWindow, type When } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { Ctx } from '#src/web/context.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { loadJourneys, type WayJourneys } from '#src/web/load-journeys.ts';
import { loadServices, type ToldService } from '#src/web/load-services.ts';
import { meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { readPlaceField } from '#src/web/places/read-place-field.ts';
import { type Reader, readReturn, readWhen, readWindow } from '#src/web/public/read-request-when.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import type { SaidCall, SaidWay } from '#src/web/workspace/call/read-back.ts';
import { readMoment } from '#src/web/workspace/call/read-desk-request.ts';

/** Drivers told for each way: enough to talk about, few enough to be read while typing. */
const FIRST_DRIVERS = 5;

/** Volunteers told beside them, the nearest ones. */
const FIRST_VOLUNTEERS = 3;

/** Who could drive one way: those who go there anyway, and those who would go on purpose. */
export interface WaySoFar {
  readonly result: MatchResult;
  readonly volunteers: readonly VolunteerMatch[];
  /** What else goes there, which the team tells of. */
  readonly services: readonly ToldService[];
  /** By coach and train; null where there are no timetables. */
  readonly journeys: WayJourneys | null;
  /** Where the passenger is fetched. */
  readonly from: Stop;
}

/** What a call came to so far, and who could drive. */
export interface CallSoFar {
  readonly said: SaidCall;
  /** null until both places are known, or when the day is past. */
  readonly outward: WaySoFar | null;
  readonly back: WaySoFar | null;
}

interface Ends {
  readonly from: Stop;
  readonly to: Stop;
}

interface ReadSoFar {
  readonly said: SaidCall;
  readonly ends: Ends | null;
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
  ends: Ends,
  { when, window }: SaidWay,
  meetingStops: readonly Stop[],
): MatchQuery | undefined => {
  const { today, time } = c.get('at');
  const way = { id: '', direction: 'outward', ...ends, when: when ?? ANY_DAY, window: window ?? ANY_HOUR } as const;
  const query = matchQueryOf({ needs, seats }, way, slotsOf(way), { date: today, time }, meetingStops);
  return query && when === null ? { ...query, when: { kind: 'any' } } : query;
};

/** Without those who asked not to be asked any more, or not now. */
const mayBeAsked = async (c: Ctx, found: readonly VolunteerMatch[]): Promise<readonly VolunteerMatch[]> => {
  if (found.length === 0) return found;
  const { territory, today } = c.get('at');
  const { rests } = c.get('service').storage.in(territory.id);
  const resting = (await rests.findMany(found.map(({ driver }) => driver.id))).filter((rest) => restsOn(rest, today));
  const ids = new Set(resting.map(({ personId }) => personId));
  return found.filter(({ driver }) => !ids.has(driver.id)).slice(0, FIRST_VOLUNTEERS);
};

/** What is typed so far, and the drivers who fit it. */
export const loadCallSoFar = async (c: Ctx, form: Typed): Promise<CallSoFar> => {
  const { said, ends } = await readSoFar(c, form);
  if (!ends) return { said, outward: null, back: null };
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const meetingStops = meetingStopsOf(await territoryPlaces(service, at.territory), service.communes);
  const home: Ends = { from: ends.to, to: ends.from };
  const motive = MOTIVES.find((one) => one === typed(form, 'motif')) ?? null;
  const find = async (way: SaidWay, { from, to }: Ends, back: Ends | null): Promise<WaySoFar | null> => {
    const query = queryOf(c, said, { from, to }, way, meetingStops);
    if (!query) return null;
    const result = await service.findMatches(at.territory, query, { skip: 0, take: FIRST_DRIVERS });
    const asking = { requestId: '', passengerId: typed(form, 'personne') || null, back };
    const services = await loadServices(service, at, {
      from,
      to,
      when: way.when,
      motive,
      needs: said.needs,
      window: way.window ?? ANY_HOUR,
    });
    const journeys = await loadJourneys(service, at, {
      from,
      to,
      when: way.when,
      window: way.window ?? ANY_HOUR,
      // Whoever goes has to know how to come back, asked or not; on the way back, nobody asks.
      back: way === said.outward ? ANY_HOUR : null,
      drivers: { query, found: result.counts.matches + result.counts.outsideWindow },
    });
    return {
      result,
      from,
      services,
      journeys,
      volunteers: await mayBeAsked(c, await service.findVolunteers(at.territory, query, asking)),
    };
  };
  const back = said.back === 'none' ? null : said.back;
  const sameDay = back !== null && JSON.stringify(back.when) === JSON.stringify(said.outward.when);
  return {
    said,
    outward: await find(said.outward, ends, sameDay ? home : null),
    back: back && (await find(back, home, null)),
  };
};
