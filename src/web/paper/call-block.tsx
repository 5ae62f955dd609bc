import { beforeWords } from '#src/web/instant-words.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { At } from '#src/web/context.ts';
import { FREE_SENTENCE } from '#src/web/drivers/on-call-words.ts';
import type { CallBlock, CallDriver, CallSheet } from '#src/web/paper/call-sheet.ts';
import { occasionWords, offerWords } from '#src/web/paper/driver-words.ts';
import { LineNumber } from '#src/web/paper/line-number.tsx';
import { isLate } from '#src/web/paper/promises.tsx';
import { needWords } from '#src/web/paper/ride-words.ts';
import { Ticks } from '#src/web/paper/ride-row.tsx';
import { fullName, requestWords } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

const Driver = ({ at, driver }: { at: At; driver: CallDriver }) => {
  const words = offerWords(driver, at);
  return (
    <li>
      <LineNumber number={driver.numbered?.number} />
      <div>
        <p class="call-who">
          {fullName(driver.person)}{' '}
          <span class="number">
            <Numbers person={driver.person} />
          </span>
        </p>
        <p>
          {words !== '' && `${words}. `}
          {driver.regime === 'on-purpose' && FREE_SENTENCE}
        </p>
        <Ticks
          words={['oui', ...(driver.mayWait ? ['oui, attend et ramène'] : []), 'non', 'pas joint', 'rappeler le']}
          write
        />
      </div>
    </li>
  );
};

/** Drivers one after the other for the same days: the days are written once, and the numbers keep their order. */
const byOccasion = (drivers: readonly CallDriver[], at: At): readonly (readonly [string, readonly CallDriver[]])[] => {
  const runs: [string, CallDriver[]][] = [];
  for (const driver of drivers) {
    const occasion = occasionWords(driver, at);
    const last = runs.at(-1);
    if (last?.[0] === occasion) last[1].push(driver);
    else runs.push([occasion, [driver]]);
  }
  return runs;
};

/** A request: the passenger in large letters, whom to call for it with room to write, and telling the passenger last. */
const Block = ({ at, block }: { at: At; block: CallBlock }) => {
  const { request, passenger, drivers, tell, otherwise } = block;
  const { promise, askedFor } = request;
  const needs = needWords(request);
  const id = `appel-${request.id}`;
  return (
    <section class="call-block" aria-labelledby={id}>
      <h3 id={id}>
        {fullName(passenger)}{' '}
        <span class="number">
          <Numbers person={passenger} />
        </span>
      </h3>
      <p>{requestWords(request, at.today)}</p>
      {needs !== '' && <p>À savoir : {needs.toLowerCase()}.</p>}
      {otherwise.map((words) => (
        <p>{words}</p>
      ))}
      {askedFor?.callBackAsker && (
        <p>
          À rappeler plutôt : {askedFor.name}, {formatPhone(askedFor.number)}
        </p>
      )}
      {promise?.keptAt === null && (
        <p class="late">
          {isLate(at, promise.dueAt) ? 'En retard : réponse promise ' : 'Réponse promise '}
          {beforeWords(at, promise.dueAt)}.
        </p>
      )}
      {byOccasion(drivers, at).map(([occasion, some]) => (
        <>
          <p class="occasion">{occasion}</p>
          <ol class="call-lines">
            {some.map((driver) => (
              <Driver at={at} driver={driver} />
            ))}
          </ol>
        </>
      ))}
      {drivers.length === 0 && <p>Personne à appeler pour l’instant.</p>}
      <div class="call-lines tell">
        <LineNumber number={tell?.number} />
        <div>
          <p class="call-who">Rappeler {fullName(passenger)}, même si c’est non</p>
          <Ticks words={['prévenue', 'pas jointe']} write />
        </div>
      </div>
    </section>
  );
};

/** Every request of a sheet, in the order of the desk. */
export const Blocks = ({ at, sheet }: { at: At; sheet: CallSheet }) => (
  <>
    {sheet.blocks.map((block) => (
      <Block at={at} block={block} />
    ))}
  </>
);
