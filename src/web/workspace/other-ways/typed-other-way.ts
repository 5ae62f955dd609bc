import { formatPhone } from '#src/people/phone.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { formatDayHours } from '#src/territory/opening-hours.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { countsWorkingDays } from '#src/transit/other-way.ts';
import type { StoredOtherWay } from '#src/transit/other-way-store.ts';
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

/** The form of one, filled from what is kept. */
export const typedOtherWay = (way: StoredOtherWay, communes: Pick<CommuneDirectory, 'find'>): Typed => {
  const { notice, phone } = way.booking;
  return {
    ...NEW_OTHER_WAY,
    sorte: way.kind,
    nom: way.name,
    communes: way.communeCodes.map((code) => communes.find(code)?.name ?? code).join(', '),
    portee: way.reach,
    lieux: way.places.map(({ label }) => label).join('\n'),
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
