import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { Ctx } from '#src/web/context.ts';

/** Still to be seen: a draft of less than a day, or what came in less than a week ago; the job that erases may be late. */
export const isCurrent = ({ createdAt, doneAt }: SheetImport, now: Temporal.Instant): boolean =>
  doneAt === null
    ? createdAt >= instantBefore(now, { hours: PERIODS.sheetDraftHours })
    : doneAt >= instantBefore(now, { days: PERIODS.sheetUndoDays });

/** The import of this page; undefined when it is not there, any more or at all. */
export const findImport = async (c: Ctx): Promise<SheetImport | undefined> => {
  const at = c.get('at');
  const one = await c
    .get('service')
    .storage.in(at.territory.id)
    .sheetImports.find(c.req.param('id') ?? '');
  return one && isCurrent(one, at.now) ? one : undefined;
};

/** Who last decided something of it, for a colleague who meets it. */
export const whoOf = async (c: Ctx, { memberId }: SheetImport): Promise<string> =>
  (await c.get('service').storage.instance.members.find(memberId))?.name ?? 'Quelqu’un de l’équipe';
