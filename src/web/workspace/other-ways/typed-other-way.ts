import { formatPhone } from '#src/people/phone.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import { fieldText } from '#src/web/places/read-place-field.ts';
import { formatDayHours } from '#src/territory/opening-hours.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { countsWorkingDays } from '#src/transit/on-demand/other-way.ts';
import type { StoredOtherWay } from '#src/transit/on-demand/other-way-store.ts';
import type { Typed } from '#src/web/layout/fields.tsx';

/** What a new one is proposed with: what most of them say. */
export const NEW_OTHER_WAY: Typed = {
  sorte: 'on-demand',
  portee: 'within',
  quand: 'heures',
  reservation: 'days-before',
  jours_avant: '1',
  avant_heure: '17:00',
  minutes_avant: '120',
};

interface Places {
  readonly search: PlaceSearch;
  readonly territory: TerritoryPlaces;
}

/** The name of a place, with its département where the name alone would mean another or several. */
const named = (typed: string, { search, territory }: Places): string => {
  const resolution = search.resolve(typed, territory);
  return resolution.kind === 'found' ? fieldText(search, territory, resolution.place) : typed;
};

/** The form of one, filled from what is kept: saved again as it stands, it is the same. */
export const typedOtherWay = (way: StoredOtherWay, places: Places): Typed => {
  const { notice, phone } = way.booking;
  const commune = (code: string): string => named(`commune:${code}`, places);
  return {
    ...NEW_OTHER_WAY,
    sorte: way.kind,
    nom: way.name,
    communes: way.communeCodes.map(commune).join(', '),
    portee: way.reach,
    lieux: way.places
      .map(({ label, communeName, communeCode }) => (label === communeName ? commune(communeCode) : label))
      .join('\n'),
    quand: way.hours === null ? 'toujours' : 'heures',
    ...Object.fromEntries((way.hours ?? []).map((day, index) => [`heures_${index + 1}`, formatDayHours(day)])),
    feries: way.hours !== null && way.closedOnHolidaysOf.length === 0 ? ['oui'] : [],
    reservation: notice.kind,
    ...(notice.kind === 'same-day' && { minutes_avant: String(notice.minutes) }),
    ...(notice.kind === 'days-before' && {
      jours_avant: String(notice.days),
      avant_heure: formatHourInput(notice.until),
      ouvres: countsWorkingDays(notice) ? ['oui'] : [],
    }),
    telephone: phone === null ? '' : formatPhone(phone),
    prix: way.price,
    pour_qui: way.who,
    precisions: way.words,
    adresse: way.url ?? '',
    motifs: way.motives,
    ne_prend_pas: way.unfit,
    version: String(way.version),
  };
};
