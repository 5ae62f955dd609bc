import type { Child } from 'hono/jsx';
import type { Trial } from '#src/figures/trial.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { type Counted, costWords, countWords, KIND_WORDS, leftWords, whereWords } from '#src/web/trials/trial-words.ts';

/** One line an action, with what followed; `leaving` says bands. `more` is what the team may do with a line. */
export const TrialsTable = (props: {
  c: Ctx;
  counted: readonly Counted[];
  leaving: boolean;
  more?: ((trial: Trial) => Child) | undefined;
}) => {
  const { communes } = props.c.get('service');
  const { today } = props.c.get('at');
  return (
    <section class="scroll" aria-label="Ce qui a été essayé" tabindex={0}>
      <table class="trials">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Action</th>
            <th scope="col">Coût</th>
            <th scope="col">Où</th>
            <th scope="col">Nouvelles personnes qui conduisent</th>
            <th scope="col">Nouvelles demandes</th>
            {props.more && (
              <th scope="col" class="no-print">
                Cette ligne
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.counted.map(({ trial, followed }) => (
            <tr>
              <td>{formatDateDigits(trial.day)}</td>
              <th scope="row">
                {trial.what}
                <br />
                <span class="soft">{KIND_WORDS[trial.kind]}</span>
              </th>
              <td data-label="Coût : ">{costWords(trial)}</td>
              <td data-label="Où : ">{whereWords(trial, communes)}</td>
              <td data-label="Nouvelles personnes qui conduisent : ">
                {countWords(followed.drivers, props.leaving)}
                {leftWords(trial, today) !== '' && (
                  <>
                    <br />
                    <span class="soft">{leftWords(trial, today)}</span>
                  </>
                )}
              </td>
              <td data-label="Nouvelles demandes : ">{countWords(followed.requests, props.leaving)}</td>
              {props.more && <td class="no-print">{props.more(trial)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** What these numbers do not say, under every table of them. */
export const HonestWords = ({ leaving }: { leaving: boolean }) => (
  <p class="soft">
    Les nombres vont du jour de l’action aux quatre semaines qui suivent ; entre parenthèses, les quatre semaines
    d’avant. Ce qui a suivi n’est pas forcément dû à l’action : une autre a pu tomber en même temps, ou la saison
    changer.
    {leaving &&
      ' Ils sont donnés par tranches : dans un petit territoire, un nombre exact, ou la différence de deux, désignerait quelqu’un.'}
  </p>
);
