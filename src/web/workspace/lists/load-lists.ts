import type { Introduction } from '#src/introductions/introduction.ts';
import type { Person } from '#src/people/person.ts';
import type { Request } from '#src/requests/request.ts';
import { type WhatToDo, whatToDo } from '#src/follow-up/what-to-do.ts';
import type { Ctx } from '#src/web/context.ts';

/** Names of those a list speaks of. */
export interface Names {
  /** Passengers and drivers, by id. */
  readonly people: ReadonlyMap<string, Person>;
  /** Members' names, by id. */
  readonly members: ReadonlyMap<string, string>;
}

/** Everyone named by these requests and introductions. */
export const loadNames = async (
  c: Ctx,
  requests: readonly Request[],
  introductions: readonly Introduction[],
): Promise<Names> => {
  const { storage } = c.get('service');
  const territoryId = c.get('at').territory.id;
  const ids = new Set([
    ...requests.flatMap(({ passengerId, rides }) => [passengerId, ...rides.map(({ driverId }) => driverId)]),
    ...introductions.map(({ driverId }) => driverId),
  ]);
  const [people, team] = [
    await storage.in(territoryId).people.findMany([...ids]),
    await storage.instance.members.listOfTerritory(territoryId),
  ];
  return {
    people: new Map(people.map((person) => [person.id, person])),
    members: new Map(team.map(({ member }) => [member.id, member.name])),
  };
};

export interface DeskLists {
  readonly lists: WhatToDo;
  /** Everyone asked for the open requests, whatever they answered. */
  readonly asked: readonly Introduction[];
  readonly names: Names;
}

/** The desk's three lists, with the names they need. */
export const loadLists = async (c: Ctx): Promise<DeskLists> => {
  const at = c.get('at');
  const { requests, introductions } = c.get('service').storage.in(at.territory.id);
  const open = await requests.list({ state: 'open' });
  const backAgain = await requests.list({ state: 'closed', reviewUntil: at.today });
  const all = [...open, ...backAgain];
  const asked = await introductions.listOfRequests(open.map(({ id }) => id));
  return {
    lists: whatToDo(all, asked, at.now, at.territory.zone),
    asked,
    names: await loadNames(c, all, asked),
  };
};
