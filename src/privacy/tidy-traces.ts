import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** Lines of journal older than twelve months, links that open no more, calls left half noted, and calls and rests that are over go. */
export const createTidyTraces =
  ({ atomically }: TidyTools): Tidy =>
  (where, now) =>
    atomically(where.id, async ({ journal, retention, callDrafts, holds, rests }) => ({
      journal: await journal.eraseBefore(instantBefore(now, { months: PERIODS.journalMonths })),
      callDrafts: await callDrafts.eraseBefore(instantBefore(now, { days: PERIODS.callDraftDays })),
      holds: await holds.eraseBefore(formatInstant(now)),
      rests: await rests.eraseBefore(localMoment(now, where.zone).date),
      links: await retention.eraseLinksBefore(formatInstant(now)),
    }));
