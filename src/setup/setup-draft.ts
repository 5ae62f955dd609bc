import type { Opening } from '#src/territory/opening.ts';
import type { TerritoryPart } from '#src/territory/territory-part.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Someone of the team to be: what is kept of the password is its hash, even here. */
export interface FutureMember {
  readonly name: string;
  readonly login: string;
  readonly passwordHash: string;
}

/** What was answered so far; null: not asked yet. */
export interface SetupAnswers {
  /** "Lotocar du Lot". */
  readonly name: string | null;
  /** First part of its addresses, where another one was chosen than the one its name gives. */
  readonly slug: string | null;
  /** Départements, intercommunalities and communes it is made of. */
  readonly parts: readonly TerritoryPart[];
  /** Communes next to it that it takes along. */
  readonly border: readonly string[] | null;
  /** E.164. */
  readonly phone: string | null;
  /** "du lundi au vendredi, de 9 h à 12 h". */
  readonly phoneHours: string | null;
  readonly controller: string | null;
  readonly first: FutureMember | null;
  readonly second: FutureMember | 'later' | null;
  /** Who sees it from the first evening. */
  readonly opening: Pick<Opening, 'stage' | 'plan'> | null;
}

export const NO_ANSWERS: SetupAnswers = {
  name: null,
  slug: null,
  parts: [],
  border: null,
  phone: null,
  phoneHours: null,
  controller: null,
  first: null,
  second: null,
  opening: null,
};

/**
 * A territory being set up: its answers are kept at each step, and taken up again from any browser that has its secret.
 * 'own' is that of an instance without any territory, opened by the code of its first start; 'space' is one on a shared
 * host, opened by a link.
 */
export interface SetupDraft {
  readonly id: string;
  readonly kind: 'own' | 'space';
  /** SHA-256 of the secret that opens it. */
  readonly tokenHash: string;
  readonly answers: SetupAnswers;
  readonly createdAt: IsoInstant;
  /** The last answer; abandoned ones are forgotten (see `PERIODS`). */
  readonly touchedAt: IsoInstant;
}
