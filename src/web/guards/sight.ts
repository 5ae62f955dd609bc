import type { FindMatches } from '#src/matching/find-matches.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Match, MatchResult } from '#src/matching/match.ts';
import { openQuestions, queryKey } from '#src/follow-up/open-queries.ts';
import type { Service } from '#src/service.ts';
import type { Membership } from '#src/team/member.ts';
import type { Sight } from '#src/team/sight.ts';
import { addDays } from '#src/time/dates.ts';
import type { At } from '#src/web/context.ts';
import { once } from '#src/once.ts';
import { meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

const driversOf = ({ matches, outsideWindow }: MatchResult): readonly string[] =>
  [...matches, ...outsideWindow].flatMap((match) => [
    match.offer.driver.id,
    ...(match.otherBack ? [match.otherBack.offer.driver.id] : []),
  ]);

/**
 * The service as a referent of some communes is given it: every page and every use case of the desk goes through it, and
 * finds nothing out of sight. The searches asked for by their own open requests answer in full; the others leave out the
 * drivers they may not see.
 */
export const serviceInSight = (service: Service, at: At, membership: Membership): Service => {
  const { storage, findMatches, findVolunteers, listOffers } = service;
  const seen = { memberId: membership.memberId, communeCodes: membership.communeCodes ?? [] };
  const questions = once(async () => {
    const requests = await storage.in(at.territory.id).requests.list({ state: 'open', seenBy: seen });
    const places = await territoryPlaces(service, at.territory);
    return openQuestions(requests, { date: at.today, time: at.time }, meetingStopsOf(places, service.communes));
  });
  const sight: Sight = {
    territoryId: at.territory.id,
    ...seen,
    yesterday: addDays(at.today, -1),
    fitting: once(async () => {
      const ids = new Set<string>();
      const { requests, wishes } = storage.in(at.territory.id);
      for (const { query, asking } of await questions()) {
        for (const id of driversOf(await findMatches(at.territory, query))) ids.add(id);
        for (const { driver } of await findVolunteers(at.territory, query, asking)) ids.add(driver.id);
      }
      // "Une solution possible" is news even of a request closed without one.
      const news = await wishes.found();
      const theirs = await requests.list({ ids: [...new Set(news.map(({ requestId }) => requestId))], seenBy: seen });
      for (const { requestId, found } of news)
        if (theirs.some(({ id }) => id === requestId)) for (const { driverId } of found) ids.add(driverId);
      return ids;
    }),
  };
  const inSight = storage.seenBy(sight);

  const visibleAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const people = await inSight.in(at.territory.id).people.findMany([...new Set(ids)]);
    return new Set(people.map(({ id }) => id));
  };
  const isTheirs = async (query: MatchQuery): Promise<boolean> => {
    const key = queryKey(query);
    return (await questions()).some((one) => queryKey(one.query) === key);
  };
  const findInSight: FindMatches = async (territory, query, shown) => {
    if (await isTheirs(query)) return findMatches(territory, query, shown);
    // Cut after, not before: what is left out would leave holes.
    const all = await findMatches(territory, query);
    const visible = await visibleAmong(driversOf(all));
    const kept = (matches: readonly Match[]): readonly Match[] =>
      matches
        .filter(({ offer }) => visible.has(offer.driver.id))
        .map((match) =>
          match.otherBack && !visible.has(match.otherBack.offer.driver.id) ? { ...match, otherBack: null } : match,
        );
    const [matches, outsideWindow] = [kept(all.matches), kept(all.outsideWindow)];
    const { skip, take } = shown ?? { skip: 0, take: matches.length + outsideWindow.length };
    return {
      ...all,
      matches: matches.slice(skip, skip + take),
      outsideWindow: outsideWindow.slice(Math.max(0, skip - matches.length), Math.max(0, skip + take - matches.length)),
      counts: { matches: matches.length, outsideWindow: outsideWindow.length },
    };
  };

  return {
    ...service,
    storage: inSight,
    findMatches: findInSight,
    async findVolunteers(territory, query, asking) {
      const found = await findVolunteers(territory, query, asking);
      if (await isTheirs(query)) return found;
      const visible = await visibleAmong(found.map(({ driver }) => driver.id));
      return found.filter(({ driver }) => visible.has(driver.id));
    },
    async listOffers(territoryId) {
      const offers = await listOffers(territoryId);
      const visible = await visibleAmong(offers.map(({ driver }) => driver.id));
      return offers.filter(({ driver }) => visible.has(driver.id));
    },
  };
};
