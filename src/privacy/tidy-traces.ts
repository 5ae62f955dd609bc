import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Lines of journal older than twelve months, links that open no more and calls left half noted go. */
export const createTidyTraces =
  ({ atomically }: TidyTools): Tidy =>
  (where, now) =>
    atomically(where.id, async ({ journal, retention, callDrafts }) => ({
      journal: await journal.eraseBefore(instantBefore(now, { months: PERIODS.journalMonths })),
      callDrafts: await callDrafts.eraseBefore(instantBefore(now, { days: PERIODS.callDraftDays })),
      links: await retention.eraseLinksBefore(formatInstant(now)),
    }));
