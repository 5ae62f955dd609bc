import type { Child } from 'hono/jsx';
import type { At } from '#src/web/context.ts';
import type { Paper } from '#src/web/layout/paper.ts';

/** What an opening needs on paper, filled with the territory's own words. */
export interface OpeningPaper {
  /** Last part of its address. */
  readonly path: string;
  readonly title: string;
  /** For whom, or where it goes. */
  readonly what: string;
  readonly paper: Paper;
  readonly draw: (at: At) => Child;
}
