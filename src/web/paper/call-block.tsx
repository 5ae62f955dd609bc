import { describeWay } from '#src/requests/describe-way.ts';
import type { Request } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import { FREE_SENTENCE, kilometreWords } from '#src/web/drivers/on-call-words.ts';
import { carWords } from '#src/web/public/trip-words.ts';
import type { CallBlock, CallDriver, CallSheet } from '#src/web/paper/call-blocks.ts';
import { needWords } from '#src/web/paper/ride-words.ts';
import { Ticks } from '#src/web/paper/ride-row.tsx';
import { formatPhone } from '#src/people/phone.ts';
import {
  ANSWER_WORDS,
  DIRECTION_WORDS,
  endsWords,
  fullName,
  requestWords,
  slotWords,
} from '#src/web/workspace/desk-words.ts';
import { Numbers } from '#src/web/workspace/numbers.tsx';

/** The number by which a line is typed back. */
export const LineNumber = ({ number }: { number: number | undefined }) =>
  number === undefined ? null : <b class="line-number">{number}</b>;

const promised = (at: At, { promise }: Request): string | undefined => {
  if (promise?.keptAt !== null) return undefined;
  const late = Temporal.Instant.compare(at.now, promise.dueAt) > 0;
  // Paper is read on another day: "demain" would no longer be true.
  const { date, time } = localMoment(Temporal.Instant.from(promise.dueAt), at.territory.zone);
  return `${late ? 'En retard : réponse' : 'Réponse'} promise ${formatDate(date, at.today)}, avant ${formatHour(time)}`;
};

/** What this driver offers, and what they already said. */
export const driverWords = ({ trip, pickupAt, slots, way, last, regime, fromDoor }: CallDriver, at: At): string => {
  const departure = trip?.schedule.departure ?? null;
  const [start, end] = [trip?.stops[0]?.communeName, trip?.stops.at(-1)?.communeName];
  return [
    `${DIRECTION_WORDS[way.direction]}, ${slots.map((slot) => slotWords(slot, at.today)).join(', ')}`,
    ...(start && end
      ? [`va de ${start} à ${end}${departure === null ? '' : `, part à ${formatHour(departure)}`}`]
      : []),
    ...(regime === 'on-purpose'
      ? [`vient exprès${fromDoor === null ? '' : `, ${kilometreWords(fromDoor)} de sa porte et retour`}`]
      : []),
    ...(pickupAt === null ? [] : [`passe vers ${formatHour(pickupAt)}`]),
    ...(trip && carWords(trip) !== '' ? [carWords(trip)] : []),
    ...(last && last.state !== 'asked'
      ? [
          `déjà appelé : ${ANSWER_WORDS[last.state]}${last.callAgainOn === null ? '' : ` ${formatDate(last.callAgainOn, at.today)}`}`,
        ]
      : []),
  ].join(' ; ');
};

const Driver = ({ at, driver }: { at: At; driver: CallDriver }) => (
  <li>
    <LineNumber number={driver.numbered?.number} />
    <div>
      <p class="call-who">
        {fullName(driver.person)}{' '}
        <span class="number">
          <Numbers person={driver.person} />
        </span>
      </p>
      <p>{driverWords(driver, at)}.</p>
      {driver.regime === 'on-purpose' && <p>{FREE_SENTENCE}</p>}
      <Ticks
        words={[
          'oui',
          ...(driver.mayWait ? ['oui, attend et ramène'] : []),
          'non',
          'pas joint',
          'à rappeler le ………………',
        ]}
        write
      />
    </div>
  </li>
);

/** A request: the passenger in large letters, whom to call for it with room to write, and telling the passenger last. */
export const Block = ({ at, block }: { at: At; block: CallBlock }) => {
  const { request, passenger, drivers, tell } = block;
  const due = promised(at, request);
  const needs = needWords(request);
  const id = `appel-${request.id}`;
  return (
    <section class="call-block" aria-labelledby={id}>
      <div class="call-head">
        <h3 id={id}>
          {fullName(passenger)}{' '}
          <span class="number">
            <Numbers person={passenger} />
          </span>
        </h3>
        <p>{requestWords(request, at.today)}</p>
        {needs !== '' && <p>À savoir : {needs.toLowerCase()}.</p>}
        {request.askedFor?.callBackAsker && (
          <p>
            À rappeler plutôt : {request.askedFor.name}, {formatPhone(request.askedFor.number)}
          </p>
        )}
        {due && <p class="late">{due}.</p>}
      </div>
      <ol class="call-lines">
        {drivers.map((driver) => (
          <Driver at={at} driver={driver} />
        ))}
        {drivers.length === 0 && <li class="nobody">Personne à appeler pour l’instant.</li>}
        <li>
          <LineNumber number={tell?.number} />
          <div>
            <p class="call-who">Rappeler {fullName(passenger)} avec la réponse, même si c’est non</p>
            <Ticks words={['la personne est prévenue', 'pas jointe']} write />
          </div>
        </li>
      </ol>
    </section>
  );
};

/** Answers promised, in the order in which they are due: the first thing to look at in the morning. */
export const Promises = ({ at, sheet }: { at: At; sheet: CallSheet }) => {
  const waiting = sheet.blocks
    .flatMap((block) => {
      const { promise } = block.request;
      return promise?.keptAt === null ? [{ ...block, dueAt: promise.dueAt }] : [];
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  if (waiting.length === 0) return <p class="soft">Aucune réponse promise.</p>;
  return (
    <ul class="promises">
      {waiting.map(({ request, passenger, tell }) => {
        const [way] = request.ways;
        return (
          <li>
            <LineNumber number={tell?.number} />
            <p>
              <b>{promised(at, request)}</b> : {fullName(passenger)}, <Numbers person={passenger} />
              {way && ` (${endsWords(way)}, ${describeWay(way, at.today)})`}
            </p>
          </li>
        );
      })}
    </ul>
  );
};
