import { capital } from '#src/capital.ts';
import type { Request, Way, WayHome } from '#src/requests/request.ts';
import { inWords } from '#src/web/trip-words.ts';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { spoken } from '#src/web/workspace/shared/desk-words.ts';

const HOME: Readonly<Record<WayHome, string>> = {
  waits: 'il faudrait attendre sur place, puis rentrer ensemble',
  'comes-back': 'il faudrait revenir chercher la personne',
  'other-driver': 'quelqu’un d’autre fera le retour',
};

const homeWords = ({ ways }: Pick<Request, 'ways'>, way: Way): string => {
  if (way.direction === 'return') return '';
  const back = ways.find(({ direction }) => direction === 'return');
  if (!back) return 'le retour est déjà réglé';
  return back.wayHome === undefined ? 'le retour reste à trouver' : HOME[back.wayHome];
};

/** What whoever drives must know before saying yes: what the car takes, how many, and how the person comes home. */
export const driverBrief = (request: Pick<Request, 'ways' | 'needs' | 'seats'>, way: Way): string =>
  [
    request.needs.length > 0 ? `à prévoir : ${inWords(request.needs.map((need) => NEED_SHORT[need]))}` : '',
    request.seats > 1 ? `${request.seats} personnes en tout` : '',
    homeWords(request, way),
  ]
    .filter((words) => words !== '')
    .map((words) => `${capital(words)}.`)
    .join(' ');

/** The same, to be read out to each of them. */
export const ToldToDriver = ({ request, way }: { request: Request; way: Way }) => {
  const brief = driverBrief(request, way);
  return brief === '' ? null : <p class="script">À dire avant le oui : {spoken(brief)}</p>;
};
