import { formatPhone } from '#src/people/phone.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

/** At the head of each sheet of paper: what it is, of which day, from whom. */
export const SheetHead = ({ at, title, note }: { at: At; title: string; note?: string }) => (
  <p class="sheet-head print-only">
    <strong>{title}</strong> – {at.territory.name}, {formatPhone(at.territory.phone)}. Imprimé{' '}
    {momentWords(formatInstant(at.now), at.territory.zone, at.today)}.{note !== undefined && <> {note}</>}
  </p>
);

/** What is said of each paper with names on it. */
export const KEEP_PRIVATE = 'Noms et numéros : à ne pas afficher, à déchirer après usage.';
