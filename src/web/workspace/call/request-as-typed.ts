import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import type { Stop } from '#src/places/place.ts';
import type { Request, TimeWindow, WayHome, When } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import { weekdaysOf } from '#src/time/weekdays.ts';
import type { Typed } from '#src/web/layout/fields.tsx';

/** Where places are understood. */
export interface Places {
  readonly search: PlaceSearch;
  readonly territory: TerritoryPlaces;
}

const whenAsTyped = (when: When): Typed => {
  if (when.kind === 'within') return { quand: 'semaine' };
  if (when.kind === 'weekly')
    return { quand: 'regulier', jours: weekdaysOf(when.weekdays).map(String), du: when.from, au: when.until ?? '' };
  return when.dates.length === 1 ? { quand: 'date', date: when.dates[0] ?? '' } : { quand: 'dates', dates: when.dates };
};

const WINDOWS: Readonly<Record<TimeWindow['kind'], string>> = {
  'arrive-by': 'rendez-vous',
  'leave-at': 'depart',
  morning: 'matin',
  afternoon: 'apres-midi',
  any: 'libre',
};

const HOME: Readonly<Record<WayHome, string>> = { waits: 'attend', 'comes-back': 'revient', 'other-driver': 'autre' };

const hourOf = (window: TimeWindow): string => ('at' in window ? formatHour(window.at) : '');

/** The request as its form would have been typed: `readDeskRequest` reads it back. */
export const requestAsTyped = (request: Request): Typed => {
  const outward = request.ways.find((way) => way.direction === 'outward');
  const back = request.ways.find((way) => way.direction === 'return');
  if (!outward) return {};
  const otherDay =
    back?.when.kind === 'dates' && JSON.stringify(back.when) !== JSON.stringify(outward.when)
      ? back.when.dates[0]
      : undefined;
  return {
    depart: outward.from.label,
    arrivee: outward.to.label,
    ...whenAsTyped(outward.when),
    horaire: WINDOWS[outward.window.kind],
    heure: hourOf(outward.window),
    retour: back ? (back.wayHome ? HOME[back.wayHome] : 'inconnu') : 'regle',
    retour_horaire: back ? WINDOWS[back.window.kind] : '',
    retour_heure: back ? hourOf(back.window) : '',
    retour_date: otherDay ?? '',
    besoins: request.needs,
    personnes: String(request.seats),
    motif: request.motive ?? '',
    precisions: request.note,
  };
};

/**
 * Ends that were not typed anew stay the snapshots they are: an address or a merged commune must not move because someone
 * changed an hour. To be read, they stand as their commune.
 */
export const keepEnds = (
  form: Typed,
  request: Request,
  { search }: Places,
): { readonly form: Typed; readonly restore: (stop: Stop) => Stop } => {
  const outward = request.ways.find((way) => way.direction === 'outward');
  const kept = new Map<string, Stop>();
  const changes: Record<string, string> = {};
  for (const [name, stop] of [
    ['depart', outward?.from],
    ['arrivee', outward?.to],
  ] as const) {
    if (stop === undefined || form[name] !== stop.label) continue;
    changes[name] = search.valueOf(stop.communeCode);
    kept.set(stop.communeCode, stop);
  }
  // Both ends in one commune: read apart they would be one place, so each is told from its own text.
  if (outward?.from.communeCode === outward?.to.communeCode) return { form, restore: (stop) => stop };
  return { form: { ...form, ...changes }, restore: (stop) => kept.get(stop.communeCode) ?? stop };
};
