import { ANSWERS } from '#src/introductions/introduction.ts';
import type { PaperLine } from '#src/paper/paper-sheet.ts';
import { createReportLine, type Reported, type ReportRefusal, type Said, TOLD_WORDS } from '#src/paper/report-line.ts';
import { OUTCOMES } from '#src/requests/ride-day.ts';
import { addDays, isIsoDate } from '#src/time/dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { YES_AND_WAITS } from '#src/web/paper/report-calls.tsx';
import { drawReport } from '#src/web/paper/report-page.tsx';
import { SHEET_GONE, SHEETS } from '#src/web/paper/tonight-page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { MARK_WORDS } from '#src/web/workspace/shared/desk-words.ts';
import { SENTENCES } from '#src/web/workspace/sheet/sheet-refusals.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

const refusalWords = (refusal: ReportRefusal): string => {
  if (refusal === 'too-early') return 'Ce trajet est à venir : on le notera ce jour-là.';
  if (refusal === 'nothing-to-tell') return 'Il n’y a encore rien à dire à cette personne, ou c’est déjà noté.';
  return SENTENCES[refusal];
};

/** What was chosen on a line; undefined when nothing was. */
const saidOn = (form: Typed, { number, subject }: PaperLine, today: string): Said | undefined => {
  const word = typed(form, `ligne-${number}`);
  if (subject.kind === 'passenger') {
    const told = TOLD_WORDS.find((one) => one === word);
    return told && { kind: 'passenger', told };
  }
  if (subject.kind === 'ride') {
    const outcome = OUTCOMES.find((one) => one === word);
    return outcome && { kind: 'ride', outcome };
  }
  const waits = word === YES_AND_WAITS;
  const answer = waits ? 'yes' : ANSWERS.find((one) => one === word);
  if (!answer) return undefined;
  const day = typed(form, `jour-${number}`);
  const written = isIsoDate(day) ? day : null;
  return {
    kind: 'driver',
    answer,
    // Nobody wrote the day: tomorrow is when one calls again.
    callAgainOn: answer === 'call-again' ? (written ?? addDays(today, 1)) : null,
    date: answer === 'yes' ? written : null,
    note: '',
    waits,
  };
};

/** What to say of a line that was not kept; undefined when it was. */
const problemOf = (reported: Reported): string | undefined => {
  switch (reported.kind) {
    case 'done':
    case 'already':
      return undefined;
    case 'changed-meanwhile':
      return 'quelqu’un a changé cette demande entre-temps. Relisez la ligne, puis enregistrez de nouveau.';
    case 'contradicted':
      return `quelqu’un a noté entre-temps : ${MARK_WORDS[reported.day.outcome ?? 'unknown']}. Enregistrez de nouveau si ce n’est pas cela.`;
    case 'unknown':
      return 'cette demande ou ce trajet n’existe plus.';
    case 'refused':
      return refusalWords(reported.refusal);
  }
};

/**
 * `POST /{slug}/equipe/papier/:id/reporter`: every line chosen is kept by itself, in the order of the paper. What cannot be
 * is said line by line; the rest is kept, and nothing typed is lost.
 */
export const reportSheet = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { storage } = c.get('service');
  const form = await readForm(c);
  const sheet = await storage.in(at.territory.id).paper.find(c.req.param('id') ?? '');
  if (!sheet) return notFoundPage(c, SHEET_GONE);
  const report = createReportLine({ ...requestTools(c), atomically: (id, work) => storage.atomically(id, work) });
  /** Versions as this very page moves them on: its own first line does not make its second one stale. */
  const versions = new Map<string, number>();
  const errors = new Map<number, string>();
  let kept = 0;
  let conflicts = 0;
  for (const line of sheet.lines) {
    const said = saidOn(form, line, at.today);
    if (!said || line.reported !== null) continue;
    const { requestId, number } = line;
    const expectedVersion =
      said.kind === 'ride'
        ? Number(typed(form, `vu-${number}`))
        : (versions.get(requestId) ?? Number(typed(form, `version-${requestId}`)));
    const reported = await report(
      line,
      {
        territoryId: at.territory.id,
        zone: at.territory.zone,
        memberId: memberIdOf(c),
        sheetId: sheet.id,
        forDate: sheet.forDate,
        number,
        expectedVersion,
      },
      said,
    );
    if (reported.kind === 'done') kept += 1;
    if (reported.kind === 'done' && reported.request) versions.set(requestId, reported.request.version);
    const problem = problemOf(reported);
    if (problem === undefined) continue;
    errors.set(number, problem);
    if (reported.kind !== 'refused') conflicts += 1;
  }
  if (errors.size === 0) return c.redirect(at.url(`${SHEETS}/${sheet.id}/reporter`), 303);
  return drawReport(c, { values: form, errors }, kept, conflicts > 0 ? 409 : 422);
};
