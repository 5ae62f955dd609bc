import { lineKey } from '#test/simulation/kept.ts';
import type { Seen } from '#test/simulation/seen.ts';

/** What paper says is there once: each line typed back is marked with the word that was kept, and no other line is. */
export const paperIsTypedBackOnce = ({ kept, paperLines }: Seen): readonly string[] =>
  paperLines.flatMap(({ sheetId, number, word }) => {
    const typed = kept.typedBack.get(lineKey(sheetId, number)) ?? null;
    return typed === word
      ? []
      : [
          `the line ${number} of ${sheetId} was typed back as ${typed ?? 'nothing'}, and is marked ${word ?? 'nothing'}`,
        ];
  });
