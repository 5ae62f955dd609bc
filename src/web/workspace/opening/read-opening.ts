import { MOST_LINES, type OpeningPlan, type Stage, STAGES } from '#src/territory/opening.ts';
import type { IsoDate } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';

type Read =
  | { readonly kind: 'read'; readonly stage: Stage; readonly plan: OpeningPlan }
  | { readonly kind: 'refused'; readonly errors: FormErrors };

const BY_HAND: OpeningPlan = { kind: 'by-hand' };

const refused = (field: string, sentence: string): Read => ({ kind: 'refused', errors: { [field]: sentence } });

/** What the coordination chose of its opening; the answers to what it did not choose are not read. */
export const readOpening = (form: Typed, today: IsoDate): Read => {
  const stage = STAGES.find((one) => one === typed(form, 'etape'));
  if (stage === undefined) return refused('etape', 'Choisissez qui voit le service.');
  const kind = typed(form, 'quand');
  if (kind === 'date') {
    const date = parseDate(typed(form, 'jour'), today);
    if (date.kind !== 'read') return refused('jour', 'Écrivez le jour de l’ouverture, par exemple 04/01/2027.');
    // A service that is open keeps the day it opened.
    if (date.value <= today && stage !== 'open')
      return refused('jour', 'Ce jour est passé : choisissez un jour à venir, ou ouvrez à tout le monde.');
    return { kind: 'read', stage, plan: { kind: 'date', date: date.value } };
  }
  if (kind === 'lignes') {
    const floor = Number(typed(form, 'lignes').trim());
    if (!Number.isInteger(floor) || floor < 1 || floor > MOST_LINES)
      return refused('lignes', `Écrivez un nombre de lignes, de 1 à ${MOST_LINES}.`);
    return { kind: 'read', stage, plan: { kind: 'lines', floor } };
  }
  return { kind: 'read', stage, plan: BY_HAND };
};
