import { plainWords } from '#src/plain-words.ts';
import { parsePhone } from '#src/people/phone.ts';
import { type FoundPlace, stopFrom } from '#src/places/found-place.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import { MOTIVES, NEEDS } from '#src/requests/request.ts';
import { departmentsOf } from '#src/territory/closure.ts';
import type { OpeningHours, OpenInterval } from '#src/territory/opening-hours.ts';
import { readDayHours } from '#src/territory/read-opening-hours.ts';
import { parseHour } from '#src/time/hours.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { type Notice, WAY_KINDS } from '#src/transit/on-demand/on-demand-service.ts';
import { type OtherWay, REACHES, workingDays } from '#src/transit/on-demand/other-way.ts';
import { type FormErrors, ticked, type Typed, typed } from '#src/web/layout/fields.tsx';

type Read =
  | { readonly kind: 'read'; readonly way: Omit<OtherWay, 'id' | 'stopped'> }
  | { readonly kind: 'refused'; readonly errors: FormErrors };

interface Places {
  readonly search: PlaceSearch;
  readonly territory: TerritoryPlaces;
}

const MOST_COMMUNES = 400;
const MOST_PLACES = 30;
const MOST_DAYS = 30;
const MOST_CANDIDATES = 4;
const MOST_MINUTES = 24 * 60;

const wholeNumber = (text: string, most: number): number | undefined => {
  const number = Number(text.trim());
  return /^\s*\d{1,4}\s*$/u.test(text) && number <= most ? number : undefined;
};

const line = (form: Typed, name: string, most: number): string => plainWords(typed(form, name), most);

/** Names of places, each understood, or the sentence that says which are not. */
const readPlaces = (names: readonly string[], { search, territory }: Places): readonly FoundPlace[] | string => {
  const found: FoundPlace[] = [];
  for (const name of names) {
    const one = search.resolve(name, territory);
    if (one.kind === 'found') found.push(one.place);
    else if (one.kind === 'ambiguous')
      return `Plusieurs lieux s’appellent « ${name} ». Écrivez lequel : ${one.candidates
        .slice(0, MOST_CANDIDATES)
        .map(({ text }) => text)
        .join(' ; ')}.`;
    else return `Nous ne trouvons pas « ${name} ». Écrivez une commune, ou un de vos lieux.`;
  }
  return found;
};

const namesIn = (form: Typed, name: string, split: RegExp, most: number): readonly string[] =>
  typed(form, name)
    .split(split)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, most);

/** null is "always"; undefined with its errors. */
const readHours = (form: Typed, errors: Record<string, string>): OpeningHours | null => {
  if (typed(form, 'quand') === 'toujours') return null;
  const hours = WEEKDAY_NAMES.map((_, index): readonly OpenInterval[] => {
    const day = readDayHours(typed(form, `heures_${index + 1}`));
    if (day.kind === 'refused') errors[`heures_${index + 1}`] = day.reason;
    return day.kind === 'read' ? day.value : [];
  });
  if (hours.every((day) => day.length === 0) && Object.keys(errors).every((name) => !name.startsWith('heures_')))
    errors['heures_1'] = 'Écrivez les heures d’au moins un jour, ou choisissez « Toujours ».';
  return hours;
};

const readNotice = (
  form: Typed,
  departments: readonly string[],
  errors: Record<string, string>,
): Notice | undefined => {
  switch (typed(form, 'reservation')) {
    case 'none':
      return { kind: 'none' };
    case 'real-time':
      return { kind: 'real-time' };
    case 'same-day': {
      const minutes = wholeNumber(typed(form, 'minutes_avant'), MOST_MINUTES);
      if (minutes === undefined) errors['minutes_avant'] = 'Écrivez un nombre de minutes, par exemple 60.';
      return { kind: 'same-day', minutes: minutes ?? 0 };
    }
    case 'days-before': {
      const days = wholeNumber(typed(form, 'jours_avant'), MOST_DAYS);
      if (days === undefined) errors['jours_avant'] = 'Écrivez un nombre de jours : 1 pour la veille.';
      const until = parseHour(typed(form, 'avant_heure'));
      if (until.kind === 'refused' || until.value === null)
        errors['avant_heure'] = 'Écrivez l’heure, par exemple 17 h.';
      const counted = ticked(form, 'ouvres').includes('oui') ? workingDays(departments) : null;
      return { kind: 'days-before', days: days ?? 0, until: until.kind === 'read' ? (until.value ?? 0) : 0, counted };
    }
    default:
      errors['reservation'] = 'Choisissez comment on réserve.';
      return undefined;
  }
};

const readAddress = (text: string): string | null | undefined => {
  if (text === '') return null;
  const url = URL.parse(/^https?:/iu.test(text) ? text : `https://${text}`);
  return url !== null && /^https?:$/u.test(url.protocol) && url.hostname.includes('.') ? url.href : undefined;
};

/** Another way to go as the coordination typed it. */
export const readOtherWay = (form: Typed, places: Places): Read => {
  const errors: Record<string, string> = {};
  const kind = WAY_KINDS.find((one) => one === typed(form, 'sorte'));
  if (!kind) errors['sorte'] = 'Choisissez ce que c’est.';
  const name = line(form, 'nom', 120);
  if (name === '') errors['nom'] = 'Écrivez son nom, comme les gens l’appellent.';
  const zone = readPlaces(namesIn(form, 'communes', /[,;\n]/u, MOST_COMMUNES), places);
  if (typeof zone === 'string') errors['communes'] = zone;
  const reach = REACHES.find((one) => one === typed(form, 'portee'));
  if (!reach) errors['portee'] = 'Choisissez d’où à où.';
  else if (kind === 'on-demand' && (reach === 'anywhere' || reach === 'from'))
    errors['portee'] = 'Un transport à la demande va d’une commune à une autre, ou vers des lieux précis : choisissez.';
  const goals = reach === 'places' ? readPlaces(namesIn(form, 'lieux', /[;\n]/u, MOST_PLACES), places) : [];
  if (typeof goals === 'string') errors['lieux'] = goals;
  else if (reach === 'places' && goals.length === 0) errors['lieux'] = 'Écrivez au moins un lieu.';
  const hours = readHours(form, errors);
  const codes =
    typeof zone === 'string' || zone.length === 0
      ? places.territory.communeCodes
      : [...new Set(zone.map(({ commune }) => commune.code))].toSorted();
  const departments = departmentsOf({ communeCodes: codes });
  const notice = readNotice(form, departments, errors);
  if (kind === 'on-demand' && notice?.kind === 'none')
    errors['reservation'] =
      'Un transport à la demande se réserve : dites quand. S’il passe de toute façon, choisissez plutôt « Minibus ».';
  const telephone = typed(form, 'telephone').trim();
  const phone = telephone === '' ? null : parsePhone(telephone)?.number;
  if (phone === undefined)
    errors['telephone'] = 'Ce numéro n’est pas complet. Écrivez-le avec ses dix chiffres, ou laissez vide.';
  else if (phone === null && notice && notice.kind !== 'none')
    errors['telephone'] = 'Écrivez le numéro où l’on réserve.';
  const url = readAddress(typed(form, 'adresse').trim());
  if (url === undefined) errors['adresse'] = 'Cette adresse n’est pas complète : elle commence par https://.';
  if (
    Object.keys(errors).length > 0 ||
    !kind ||
    !reach ||
    !notice ||
    typeof goals === 'string' ||
    phone === undefined ||
    url === undefined
  )
    return { kind: 'refused', errors };
  return {
    kind: 'read',
    way: {
      kind,
      name,
      communeCodes: codes,
      reach,
      places: goals.map(stopFrom),
      hours,
      closedOnHolidaysOf: hours === null || ticked(form, 'feries').includes('oui') ? [] : departments,
      booking: { notice, phone, url: null, message: '' },
      price: line(form, 'prix', 120),
      who: line(form, 'pour_qui', 160),
      words: line(form, 'precisions', 400),
      url,
      motives: MOTIVES.filter((one) => ticked(form, 'motifs').includes(one)),
      unfit: NEEDS.filter((one) => ticked(form, 'ne_prend_pas').includes(one)),
    },
  };
};
