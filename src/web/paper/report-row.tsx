import type { PaperLine } from '#src/paper/paper-sheet.ts';
import type { At } from '#src/web/context.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { ANSWER_WORDS, MARK_WORDS, momentWords } from '#src/web/workspace/shared/desk-words.ts';

/** What stands in the way of each line that was not kept, and what was typed. */
export interface ReportState {
  readonly values: Typed;
  readonly errors: ReadonlyMap<number, string>;
}

export type Choices = readonly (readonly [value: string, word: string])[];

const WORDS: Readonly<Record<string, string>> = { ...ANSWER_WORDS, ...MARK_WORDS, told: 'prévenue' };

/** What was typed back of a line, in the words of the paper. */
const wordsOf = ({ subject }: PaperLine, word: string): string =>
  subject.kind === 'passenger' && word === 'not-reached' ? 'pas jointe' : (WORDS[word] ?? word);

interface RowProps {
  readonly at: At;
  readonly state: ReportState;
  readonly line: PaperLine;
  readonly members: ReadonlyMap<string, string>;
  readonly label: string;
  /** Under the name: what tells this line from the others. */
  readonly more: string;
  readonly choices: Choices;
  /** What was noted since the print by someone else. */
  readonly since?: string | undefined;
  /** Version of what was noted of a ride. */
  readonly seen?: number;
}

/** One line as on paper: its number, who it is about, and one choice. Nothing chosen, nothing noted. */
export const Row = ({ at, state, line, members, label, more, choices, since, seen }: RowProps) => {
  const { number, reported } = line;
  const name = `ligne-${number}`;
  const chosen = typed(state.values, name);
  const error = state.errors.get(number);
  return (
    <li>
      <fieldset class={error ? 'invalid' : ''} {...(error ? { 'aria-describedby': `${name}-erreur` } : {})}>
        <legend>
          <b class="line-number">{number}</b> {label}
        </legend>
        {seen !== undefined && <input type="hidden" name={`vu-${number}`} value={String(seen)} />}
        <p class="soft">{more}</p>
        {since !== undefined && reported === null && <p>{since}</p>}
        {error && (
          <p class="error" id={`${name}-erreur`}>
            {error}
          </p>
        )}
        {reported === null ? (
          <div class="report-choices">
            {choices.map(([value, word]) => (
              <div class="choice">
                <input
                  type="radio"
                  id={`${name}-${value}`}
                  name={name}
                  value={value}
                  {...(chosen === value ? { checked: true } : {})}
                />
                <label for={`${name}-${value}`}>{word}</label>
              </div>
            ))}
            {line.subject.kind === 'driver' && (
              <div class="report-day">
                <label for={`jour-${number}`}>le (si un jour est écrit)</label>
                <input
                  type="date"
                  id={`jour-${number}`}
                  name={`jour-${number}`}
                  class="short"
                  value={typed(state.values, `jour-${number}`)}
                />
              </div>
            )}
          </div>
        ) : (
          <p>
            Reporté : <strong>{wordsOf(line, reported.word)}</strong>, {members.get(reported.memberId) ?? 'quelqu’un'},{' '}
            {momentWords(reported.at, at.territory.zone, at.today)}
          </p>
        )}
      </fieldset>
    </li>
  );
};
