import type { ImportLine, LineOutcome } from '#src/sheet-imports/sheet-import.ts';
import type { Tally } from '#src/spreadsheets/import-tally.ts';

/** What became, or would become, of these lines. */
export const outcomesOf = (
  lines: readonly Pick<ImportLine, 'line'>[],
  { known, refused, doubts }: Tally,
  taken: LineOutcome | null = null,
): readonly Pick<ImportLine, 'line' | 'outcome' | 'said'>[] => {
  const wasKnown = new Set(known);
  const refusals = new Map(refused.map(({ line, reason }) => [line, reason]));
  const doubtful = Map.groupBy(doubts, ({ line }) => line);
  return lines.map(({ line }) => {
    const reason = refusals.get(line);
    if (reason !== undefined) return { line, outcome: 'refused', said: [reason] };
    if (wasKnown.has(line)) return { line, outcome: 'known', said: [] };
    const said = doubtful.get(line)?.map(({ doubt }) => doubt) ?? [];
    return { line, outcome: taken ?? (said.length > 0 ? 'doubt' : 'new'), said };
  });
};
