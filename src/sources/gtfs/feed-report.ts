import { z } from 'zod';

/** What was wrong in a file of a feed, for all lines alike: in French, for whoever asks the network to mend it. */
const feedRemark = z.object({
  file: z.string(),
  /** What is wrong, and what was done about it. */
  what: z.string(),
  /** How many times. */
  count: z.int(),
  /** The first of them; none when it is the file itself. */
  lines: z.array(z.object({ line: z.int().nullable(), detail: z.string() })),
});

/** What was read of a feed. */
export const feedReport = z.object({
  kept: z.object({ routes: z.int(), stops: z.int(), trips: z.int(), stopTimes: z.int(), onDemand: z.int().optional() }),
  remarks: z.array(feedRemark),
});

export type FeedRemark = z.infer<typeof feedRemark>;
export type FeedReport = z.infer<typeof feedReport>;
