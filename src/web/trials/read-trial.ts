import { type Trial, TRIAL_KINDS } from '#src/figures/trial.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import type { IsoDate } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';

type Read =
  | { readonly kind: 'read'; readonly trial: Omit<Trial, 'id' | 'published' | 'followed'> }
  | { readonly kind: 'refused'; readonly errors: FormErrors };

const MOST_EUROS = 1_000_000;
const MOST_COMMUNES = 30;

/** "35", "35 €", "1 200,50 €" rounded; null when nothing is said; undefined when it is no amount. */
const readCost = (text: string): number | null | undefined => {
  const plain = text.replaceAll(/[\s\u00a0\u202f€]/gu, '').replace(',', '.');
  if (plain === '') return null;
  const cost = Math.round(Number(plain));
  return Number.isFinite(cost) && cost >= 0 && cost <= MOST_EUROS ? cost : undefined;
};

/** An action to be noted: its day, what it was, where, what it cost. */
export const readTrial = (
  form: Typed,
  places: { readonly search: PlaceSearch; readonly territory: TerritoryPlaces },
  today: IsoDate,
): Read => {
  const errors: Record<string, string> = {};
  const date = parseDate(typed(form, 'jour'), today);
  if (date.kind !== 'read') errors['jour'] = 'Écrivez le jour, par exemple 24/11/2026.';
  const kind = TRIAL_KINDS.find((one) => one === typed(form, 'sorte'));
  if (!kind) errors['sorte'] = 'Choisissez ce que c’était.';
  const what = typed(form, 'quoi').trim().replaceAll(/\s+/gu, ' ').slice(0, 160);
  if (what === '') errors['quoi'] = 'Dites en quelques mots ce qui a été fait.';
  const cost = readCost(typed(form, 'cout'));
  if (cost === undefined) errors['cout'] = 'Écrivez un montant en euros, ou laissez vide.';
  const names = typed(form, 'communes')
    .split(/[,;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, MOST_COMMUNES);
  const found = names.map((name) => places.search.resolve(name, places.territory));
  const unknown = names.filter((_, index) => found[index]?.kind !== 'found');
  if (unknown.length > 0)
    errors['communes'] =
      `Nous ne trouvons pas ${unknown.map((name) => `« ${name} »`).join(', ')}. Écrivez le nom d’une commune.`;
  if (date.kind !== 'read' || !kind || cost === undefined || Object.keys(errors).length > 0)
    return { kind: 'refused', errors };
  const codes = [...new Set(found.flatMap((one) => (one.kind === 'found' ? [one.place.commune.code] : [])))];
  return {
    kind: 'read',
    trial: { day: date.value, kind, what, cost, communeCodes: codes.length === 0 ? null : codes.toSorted() },
  };
};
