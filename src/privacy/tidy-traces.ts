import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Lines of journal older than twelve months, and links that open no more, go. */
export const createTidyTraces =
  ({ atomically }: TidyTools): Tidy =>
  (where, now) =>
    atomically(where.id, async ({ journal, retention }) => ({
      journal: await journal.eraseBefore(instantBefore(now, { months: PERIODS.journalMonths })),
      links: await retention.eraseLinksBefore(formatInstant(now)),
    }));
