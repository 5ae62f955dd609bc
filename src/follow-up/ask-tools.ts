import type { RideTools } from '#src/follow-up/stores.ts';

/** What asking drivers by messages is made of, beside the rest. */
export interface AskTools extends RideTools {
  /** By chance: at least 128 bits in letters and digits. */
  readonly newToken: () => string;
  /** By chance: four digits. */
  readonly newCode: () => string;
  /** The whole address of a personal link. */
  readonly linkTo: (token: string) => string;
}
