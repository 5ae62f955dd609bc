import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import type { Insertion, Reach } from '#src/matching/insert-way.ts';
import type { Reason, WayEnd } from '#src/matching/match.ts';
import type { Offer } from '#src/matching/offer.ts';
import { type Ticks, toMinutes, toTicks } from '#src/matching/ticks.ts';
import type { Stop } from '#src/places/place.ts';
import { CAR_TAKES, type CarTakes } from '#src/trips/trip.ts';

/** What is explained: one offer, how the way goes into it, and the question. */
export interface Explained {
  readonly offer: Offer;
  readonly reach: Reach;
  readonly insertion: Insertion;
  readonly detour: Ticks;
  readonly estimated: boolean;
  readonly query: MatchQuery;
  readonly rules: MatchRules;
}

/** The needs that a car takes or not, and that this driver did not declare: not a refusal, a question to ask. */
export const needsToAsk = ({ trip }: Offer, needs: MatchQuery['needs']): readonly CarTakes[] =>
  needs.length === 0 ? [] : CAR_TAKES.filter((takes) => needs.includes(takes) && !trip.carTakes.includes(takes));

/** Why the offer fits, in the order to be said. */
export const explain = (explained: Explained): readonly Reason[] => {
  const { offer, detour, estimated, query, rules } = explained;
  const { trip } = offer;
  const reasons: Reason[] = [];
  if (trip.territoryId !== rules.territoryId) reasons.push({ kind: 'neighbour', territoryId: trip.territoryId });
  for (const end of ['from', 'to'] as const) {
    const reason = whyThere(explained, end);
    if (reason !== null) reasons.push(reason);
  }
  reasons.push({ kind: 'detour', minutes: toMinutes(detour), estimated });
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
const whyThere = ({ offer, reach, insertion, query, rules }: Explained, end: WayEnd): Reason | null => {
  const asked = query[end];
  const { stops } = offer.trip;
  const [to, from] = end === 'from' ? [reach.toA, reach.fromA] : [reach.toB, reach.fromB];
  const ownIndex = end === 'from' ? 0 : stops.length - 1;
  if (stops[ownIndex]?.communeCode === asked.communeCode) return { kind: 'same-commune', end };
  const passesBy = (communeName: string, how: 'stop' | 'near-stop' | 'on-the-way'): Reason => ({
    kind: 'passes-by',
    end,
    communeName,
    how,
  });
  const vias = stops.slice(1, -1);
  if (vias.some((via) => via.communeCode === asked.communeCode)) return passesBy(asked.communeName, 'stop');
  const fromOwnEnd = to[ownIndex] ?? 0;
  const nearest = nearestVia(vias, to, Math.min(toTicks(rules.bands.small), fromOwnEnd - 1));
  if (nearest !== undefined) return passesBy(nearest.communeName, 'near-stop');
  const leg = end === 'from' ? insertion.boardAfterStop : insertion.alightAfterStop;
  const alone = (to[leg] ?? 0) + (from[leg + 1] ?? 0) - (reach.legs[leg] ?? 0);
  const direct = toTicks(rules.bands.direct);
  return alone <= direct && fromOwnEnd > direct ? passesBy(asked.communeName, 'on-the-way') : null;
};

const nearestVia = (vias: readonly Stop[], to: readonly Ticks[], within: Ticks): Stop | undefined => {
  let best: Stop | undefined;
  let shortest = within;
  vias.forEach((via, index) => {
    const travel = to[index + 1] ?? Infinity;
    if (travel > shortest || (travel === shortest && best !== undefined)) return;
    shortest = travel;
    best = via;
  });
  return best;
};
