import type { Commune } from '#src/places/place.ts';
import { isReadableAccent } from '#src/territory/accent.ts';
import { communesToday } from '#src/territory/communes-today.ts';
import { officeHours } from '#src/territory/opening-hours.ts';
import { readHoursSentence } from '#src/territory/read-opening-hours.ts';
import { checkSlug } from '#src/territory/slug.ts';
import { OPEN, type Opening } from '#src/territory/opening.ts';
import { ALL_OFF, type Switches } from '#src/territory/switches.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import { keepHoursWhole } from '#src/time/hours.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What opening a territory takes. */
export interface TerritoryDraft {
  readonly slug: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly phoneHours: string;
  readonly email?: string | null;
  readonly controller: string;
  readonly welcome?: string;
  readonly accent?: string;
  readonly zone?: string;
  readonly communeCodes: readonly string[];
  /** All off unless said. */
  readonly switches?: Switches;
  /** Open to everyone unless said. */
  readonly opening?: Opening;
}

export type TerritoryRefusal =
  | 'slug-malformed'
  | 'slug-reserved'
  | 'slug-taken'
  | 'name-missing'
  | 'phone-malformed'
  | 'zone-unknown'
  | 'accent-unreadable'
  | 'commune-unknown'
  | 'no-commune-with-point';

export type TerritoryCreation =
  | { readonly kind: 'created'; readonly territory: Territory }
  | { readonly kind: 'refused'; readonly reason: TerritoryRefusal };

interface Needs {
  readonly atomicallyOnInstance: <T>(
    work: (stores: { readonly territories: TerritoryStore }) => Promise<T>,
  ) => Promise<T>;
  readonly findCommune: (code: string) => Commune | undefined;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Design decision 10. */
const DEFAULT_BANDS = { direct: 5, small: 15, large: 45 } as const;
/** Minutes around the hour asked within which a trip counts as on time. */
const DEFAULT_TOLERANCE = 60;
/** Peers' norm: 48 hours. */
export const DEFAULT_ANSWER_DAYS = 2;
/** When the words given say no hours, a territory is taken to answer from Monday to Friday. */
const WORKING_DAYS = 31;
const DEFAULT_ACCENT = '#1d5c63';
const DEFAULT_ZONE = 'Europe/Paris';

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const refused = (reason: TerritoryRefusal): TerritoryCreation => ({ kind: 'refused', reason });

/** Opens a territory with the default bands and tolerance; its settings page changes them. */
export const createTerritory =
  ({ atomicallyOnInstance, findCommune, clock, newId }: Needs) =>
  async (draft: TerritoryDraft): Promise<TerritoryCreation> => {
    const slug = checkSlug(draft.slug);
    if (slug !== 'ok') return refused(slug === 'reserved' ? 'slug-reserved' : 'slug-malformed');
    if (draft.name.trim() === '') return refused('name-missing');
    if (!/^\+\d{6,15}$/.test(draft.phone)) return refused('phone-malformed');
    const accent = draft.accent ?? DEFAULT_ACCENT;
    if (!isReadableAccent(accent)) return refused('accent-unreadable');
    const zone = draft.zone ?? DEFAULT_ZONE;
    if (!isZone(zone)) return refused('zone-unknown');

    const communes = communesToday(findCommune, draft.communeCodes);
    if (communes.kind === 'refused') return communes;
    const { communeCodes, centre } = communes;

    const territory: Territory = {
      id: newId(),
      slug: draft.slug,
      name: draft.name.trim(),
      phone: draft.phone,
      phoneHours: keepHoursWhole(draft.phoneHours.trim()),
      hours: readHoursSentence(draft.phoneHours) ?? officeHours(WORKING_DAYS),
      answerDays: DEFAULT_ANSWER_DAYS,
      closures: [],
      email: draft.email ?? null,
      controller: draft.controller.trim(),
      welcome: draft.welcome?.trim() ?? '',
      accent,
      zone,
      communeCodes,
      centre,
      bands: DEFAULT_BANDS,
      tolerance: DEFAULT_TOLERANCE,
      switches: draft.switches ?? ALL_OFF,
      opening: draft.opening ?? OPEN,
      neighbourIds: [],
      version: 1,
    };
    return atomicallyOnInstance(async ({ territories }) => {
      if (await territories.findBySlug(territory.slug)) return refused('slug-taken');
      await territories.add(territory, formatInstant(clock()));
      return { kind: 'created', territory };
    });
  };
