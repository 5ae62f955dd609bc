import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Journey } from '#src/matching/journey.ts';
import type { Reason, WayEnd } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import { type Ticks, toMinutes, toTicks } from '#src/roads/weight.ts';
import type { Stop } from '#src/places/place.ts';
import { CAR_TAKES, type CarTakes } from '#src/trips/trip.ts';

/** What is explained: how the way goes into one offer, and the question. */
export interface Explained {
  readonly journey: Journey;
  readonly query: MatchQuery;
  readonly rules: MatchRules;
}

/** The needs that a car takes or not, and that this driver did not declare: not a refusal, a question to ask. */
export const needsToAsk = ({ trip }: Offer, needs: MatchQuery['needs']): readonly CarTakes[] =>
  needs.length === 0 ? [] : CAR_TAKES.filter((takes) => needs.includes(takes) && !trip.carTakes.includes(takes));

/** Why the offer fits, in the order to be said. */
export const explain = (explained: Explained): readonly Reason[] => {
  const { journey, query, rules } = explained;
  const { offer, detour } = journey;
  const { trip } = offer;
  const reasons: Reason[] = [];
  if (trip.territoryId !== rules.territoryId) reasons.push({ kind: 'neighbour', territoryId: trip.territoryId });
  for (const end of ['from', 'to'] as const) {
    const reason = whyThere(explained, end);
    if (reason !== null) reasons.push(reason);
  }
  reasons.push({ kind: 'detour', minutes: toMinutes(detour), estimated: journey.metric.estimated });
  if (trip.maxDetour !== null && detour > toTicks(rules.bands.large))
    reasons.push({ kind: 'driver-accepts-more', limit: trip.maxDetour });
  if (trip.schedule.departure === null) reasons.push({ kind: 'variable-hour' });
  for (const takes of needsToAsk(offer, query.needs)) reasons.push({ kind: 'ask-about', takes });
  return reasons;
};

/**
 * Why the driver is at this end of the way: their own start or end is there; or they stop there; or near it (within the
 * small band, and nearer than their own start or end); or it lies on the way between two stops (a detour of its own within
 * the direct band). null when they simply make a detour.
 */
const whyThere = ({ journey, query, rules }: Explained, end: WayEnd): Reason | null => {
  const { offer, reach, insertion } = journey;
  const { stops } = offer.trip;
  const asked = query[end];
  const to = (stop: number): Ticks => (end === 'from' ? reach.toA(stop) : reach.toB(stop));
  const own = end === 'from' ? 0 : stops.length - 1;
  if (stops[own]?.communeCode === asked.communeCode) return { kind: 'same-commune', end };
  const fromOwn = to(own);
  const near = nearestVia(stops, to, asked.communeCode, Math.min(toTicks(rules.bands.small), fromOwn - 1));
  if (near !== undefined) {
    const how = near.communeCode === asked.communeCode ? 'stop' : 'near-stop';
    return { kind: 'passes-by', end, communeName: near.communeName, how };
  }
  const direct = toTicks(rules.bands.direct);
  if (fromOwn <= direct) return null;
  const leg = end === 'from' ? insertion.boardAfterStop : insertion.alightAfterStop;
  const onward = end === 'from' ? reach.fromA(leg + 1) : reach.fromB(leg + 1);
  const alone = to(leg) + onward - (reach.legs[leg] ?? 0);
  if (alone > direct) return null;
  return { kind: 'passes-by', end, communeName: asked.communeName, how: 'on-the-way' };
};

/** The stop on the way in that commune, else the nearest one within a travel. */
const nearestVia = (
  stops: readonly Stop[],
  to: (stop: number) => Ticks,
  communeCode: string,
  within: Ticks,
): Stop | undefined => {
  let nearest: Stop | undefined;
  let shortest = Infinity;
  for (let index = 1; index < stops.length - 1; index += 1) {
    const via = stops[index];
    if (via?.communeCode === communeCode) return via;
    const travel = to(index);
    if (travel > within || travel >= shortest) continue;
    shortest = travel;
    nearest = via;
  }
  return nearest;
};
