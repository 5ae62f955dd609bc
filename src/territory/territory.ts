import type { Point } from '#src/places/place.ts';
import type { Closure } from '#src/territory/closure.ts';
import type { Opening } from '#src/territory/opening.ts';
import type { Switches } from '#src/territory/switches.ts';
import type { OpeningHours } from '#src/territory/opening-hours.ts';
import type { Minutes } from '#src/time/units.ts';

/** Upper ends of the three bands of detour, in minutes: direct <= 5, small <= 15, large <= 45 (design decision 10). */
export interface Bands {
  readonly direct: Minutes;
  readonly small: Minutes;
  readonly large: Minutes;
}

/** Who runs the service, where, with which words. A profile: data, validated when read. */
export interface Territory {
  readonly id: string;
  /** First part of its addresses: `lot`. */
  readonly slug: string;
  /** "Lotocar du Lot". */
  readonly name: string;
  /** E.164 of the team; read aloud and dialled by everyone. */
  readonly phone: string;
  /** As they are said to people: "du lundi au vendredi, de 9 h à 12 h". Written from `hours` once these were set. */
  readonly phoneHours: string;
  /** When the team answers. */
  readonly hours: OpeningHours;
  /** Days of opening within which a caller is promised an answer: two are "48 heures". */
  readonly answerDays: number;
  /** Days on which the team is away, the first one first; those long gone are forgotten. */
  readonly closures: readonly Closure[];
  readonly email: string | null;
  /** Who answers for the data: "Département du Lot, 1 rue ..., 46000 Cahors". */
  readonly controller: string;
  readonly welcome: string;
  /** '#rrggbb', contrast with white checked at 4.5:1. */
  readonly accent: string;
  readonly zone: string;
  readonly communeCodes: readonly string[];
  /** Middle of its communes, for nearness. */
  readonly centre: Point;
  readonly bands: Bands;
  /** A trip within it of the hour asked is on time. */
  readonly tolerance: Minutes;
  /** What it added to the service, on the page "Pour aller plus loin". */
  readonly switches: Switches;
  /** How far it is opened, and what opens it. */
  readonly opening: Opening;
  /** Territories of the instance with which both sides agreed to show each other's trips, while those are open. */
  readonly neighbourIds: readonly string[];
  readonly version: number;
}
