import { describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import type { Request, Ride, Way } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { CHANGED_PARTS, type ChangedPart } from '#src/requests/telling.ts';

/** What people were told of a ride, part by part: the hour, where from, where to, how many with what. */
const partsAsTold = (request: Request, ride: Ride): Readonly<Record<ChangedPart, string>> => {
  const way = findWay(request, ride.wayId);
  return {
    hour: JSON.stringify(way?.window),
    from: way?.from.label ?? '',
    to: way?.to.label ?? '',
    needs: JSON.stringify([request.seats, request.needs]),
  };
};

/** The parts of a ride that are no longer as they were told. */
export const changedParts = (before: Request, after: Request, ride: Ride): readonly ChangedPart[] => {
  const [was, is] = [partsAsTold(before, ride), partsAsTold(after, ride)];
  return CHANGED_PARTS.filter((part) => was[part] !== is[part]);
};

const WORDS: Readonly<
  Record<ChangedPart, (request: Request, way: Way, nameOf: (end: Way['from']) => string) => string>
> = {
  hour: (_request, { window }) => describeWindow(window),
  from: (_request, { from }, nameOf) => `lieu de départ : ${nameOf(from)}`,
  to: (_request, { to }, nameOf) => `lieu d’arrivée : ${nameOf(to)}`,
  needs: (request) => {
    const needs = needSentence(request);
    return needs === '' ? 'une seule personne, rien à prévoir' : `à prévoir : ${needs}`;
  },
};

/**
 * What changed in a ride, as it is now: "départ à 10 h, lieu d’arrivée : Figeac".
 * @param nameOf how an end may be named there: a commune only, in what is written
 */
export const changeWords = (
  request: Request,
  way: Way,
  changed: readonly ChangedPart[],
  nameOf: (end: Way['from']) => string,
): string => changed.map((part) => WORDS[part](request, way, nameOf)).join(', ');
