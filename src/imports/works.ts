import type { IsoInstant } from '#src/time/units.ts';

/** What the thread of imports makes, and the memory it may take for it: the limit of what serves pages is not its own. */
export const WORKS = {
  roads: {
    mebibytes: 4096,
    outOfMemory:
      'Cette machine n’a pas assez de mémoire pour ces routes. Prenez le fichier d’une région plus petite, ou un fichier de routes déjà préparé.',
  },
  timetable: {
    mebibytes: 1024,
    outOfMemory:
      'Cette machine n’a pas assez de mémoire pour ces horaires. Prenez ceux d’une région ou d’un réseau plus petit.',
  },
} as const;

export type Work = keyof typeof WORKS;

/** What the thread is told, whatever it makes: plain values. */
export interface WorkOrder {
  /** Where downloads are kept, to be taken up again. */
  readonly downloads: string;
  /** Whether addresses inside the network of this machine may be read: for its administrator only. */
  readonly anyAddress: boolean;
  readonly builtAt: IsoInstant;
}

/** What the thread says on its way. */
export type ImportMessage<Step, Made> =
  | { readonly kind: 'progress'; readonly step: Step; readonly percent: number }
  | { readonly kind: 'made'; readonly made: Made }
  /** `sentence` is for people; null for a bug of ours, which `stack` tells about. */
  | { readonly kind: 'failed'; readonly sentence: string | null; readonly stack: string };

/** Where a work says how far it is. */
export type OnProgress<Step> = (step: Step, percent: number) => void;
