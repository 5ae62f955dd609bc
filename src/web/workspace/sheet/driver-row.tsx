import { capital } from '#src/capital.ts';
import type { Match } from '#src/matching/match.ts';
import type { Way } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { carWords, endsOf, HELP_WORDS, inWords, walkWords } from '#src/web/trip-words.ts';
import { AskBox } from '#src/web/workspace/sheet/ask-several.tsx';
import { AnswersLine, AskedLine, BeforeCalling } from '#src/web/workspace/sheet/before-calling.tsx';
import { CallForm } from '#src/web/workspace/sheet/call-form.tsx';
import { fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { costWords, pickupWords } from '#src/web/workspace/shared/pickup-words.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';
import { SheetForm, type SheetProps, type WayProps } from '#src/web/workspace/sheet/sheet-form.tsx';

/** "mardi 1er décembre", "du lundi au vendredi". */
const daysWords = ({ offer: { trip } }: Match, today: IsoDate): string =>
  trip.schedule.kind === 'regular' ? formatWeekdays(trip.schedule.weekdays) : formatDate(trip.schedule.date, today);

const TAKES_WORDS = {
  wheelchair: 'le fauteuil',
  walker: 'le déambulateur',
  dog: 'le chien',
  'child-seat': 'le siège enfant',
};

/** "45 min", "7 h 51": nobody counts in hundreds of minutes. */
const lasting = (minutes: number): string => (minutes < 60 ? `${minutes} min` : formatHour(minutes));

/** How far from the hour asked: what to propose to the driver on the phone. */
const missWords = (minutes: number): string =>
  `conviendrait en partant ${lasting(Math.ceil(Math.abs(minutes)))} plus ${minutes > 0 ? 'tard' : 'tôt'}`;

/** The driver said how much earlier or later they would leave. */
const shiftWords = (minutes: number): string =>
  `accepte de partir ${lasting(Math.abs(minutes))} plus ${minutes > 0 ? 'tard' : 'tôt'}`;

/** A neighbour's driver: their own team asks them, once the person agreed. */
const NeighbourForm = (props: SheetProps & { match: Match; way: Way; name: string }) => {
  const { match, way, name } = props;
  const id = `transmettre-${way.id}-${match.offer.trip.id}`;
  return (
    <SheetForm {...props} key_={id} action="transmettre">
      <input type="hidden" name="voisin" value={match.offer.trip.territoryId} />
      <input type="hidden" name="offre" value={match.offer.trip.id} />
      <div class="choice">
        <input type="checkbox" id={`${id}-accord`} name="accord" value="oui" />
        <label for={`${id}-accord`}>
          La personne est d’accord pour que l’équipe de {name} ait son nom, son numéro et sa demande.
        </label>
      </div>
      <p class="actions">
        <button type="submit" class="second">
          Transmettre à l’équipe de {name}
        </button>
      </p>
    </SheetForm>
  );
};

const Hours = ({ match }: { match: Match }) => (
  <p class="hour">
    {match.pickupAt === null ? 'à voir' : formatHour(match.pickupAt)}
    {match.arriveAt !== null && <small>arrive à {formatHour(match.arriveAt)}</small>}
  </p>
);

/** What the car takes and what the driver said, in sentences. */
const carSentences = (match: Match): string => {
  const { trip } = match.offer;
  const { askAbout } = match;
  return [
    HELP_WORDS[trip.help],
    carWords(trip),
    askAbout.length > 0 ? `demander pour ${askAbout.map((one) => TAKES_WORDS[one]).join(' et ')}` : '',
    walkWords(match).replace(/\.$/, ''),
    trip.meetingPlace ? `rendez-vous : ${trip.meetingPlace.text}` : '',
    trip.remarks === '' ? '' : `« ${trip.remarks} »`,
  ]
    .filter((text) => text !== '')
    .map((text) => `${capital(text)}.`)
    .join(' ');
};

/** A driver who fits: the hour first, how to reach them, what it costs them, and the call noted in one gesture. */
export const DriverRow = (props: WayProps & { match: Match; rank: number }) => {
  const { at, sheet, part, match, onMap } = props;
  const { trip, driver } = match.offer;
  const { way, open } = part;
  const ours = trip.territoryId === at.territory.id;
  const neighbour = ours ? undefined : (sheet.neighbours.get(trip.territoryId) ?? 'un territoire voisin');
  const { start, end } = endsOf(trip);
  const [pickup, cost] = [pickupWords(match, way), costWords(match, way)];
  const mine = sheet.introductions.filter((one) => one.driverId === driver.id && one.wayId === way.id);
  const line = sheet.lineOf(trip);
  const box = `carte-${way.direction}-${trip.id}`;
  return (
    <li class="driver" data-trip={trip.id}>
      <Hours match={match} />
      <div>
        <p class="row-title">
          {neighbour ? (
            `${driver.firstName} ${driver.initial}, ${neighbour}`
          ) : (
            <>
              <a href={at.url(personPage(driver.id))}>{fullName(driver)}</a> –{' '}
              <Numbers person={sheet.names.people.get(driver.id)} />
            </>
          )}
        </p>
        <p>
          {pickup !== '' && <strong>{capital(pickup)}. </strong>}
          {pickup === '' ? <strong>{capital(cost)}</strong> : capital(cost)}
          {match.missesBy !== null && `, ${missWords(match.missesBy)}`}
          {match.shift !== 0 && `, ${shiftWords(match.shift)}`}. {start.label} → {end.label},{' '}
          {daysWords(match, at.today)}.
          {open.length > 1 && ` Pour : ${match.slots.map((slot) => slotWords(slot, at.today)).join(', ')}.`}
        </p>
        {line && line.passes.length > 0 && <p class="soft">Passe par {inWords(line.passes)}.</p>}
        <p class="soft">{carSentences(match)}</p>
        {ours && <BeforeCalling at={at} sheet={sheet} driverId={driver.id} days={[...open, ...match.dates]} />}
        {ours && <AskedLine at={at} asked={sheet.asked.get(driver.id)} />}
        <AnswersLine at={at} introductions={mine} />
        {at.can('write-people') &&
          (neighbour ? (
            <NeighbourForm {...props} match={match} way={way} name={neighbour} />
          ) : (
            <CallForm
              {...props}
              way={way}
              open={open}
              served={match.slots}
              driverId={driver.id}
              driverName={fullName(driver)}
              tripId={trip.id}
              day={match.dates[0] ?? ''}
            />
          ))}
        {ours && at.can('write-people') && (
          <AskBox
            {...props}
            rank={props.rank}
            driverId={driver.id}
            driverName={fullName(driver)}
            tripId={trip.id}
            served={match.slots}
          />
        )}
        <div class="choice no-print">
          <input
            type="checkbox"
            id={box}
            form="carte"
            name="carte"
            value={trip.id}
            {...(onMap.includes(trip.id) ? { checked: true } : {})}
          />
          <label for={box}>Sur la carte</label>
        </div>
      </div>
    </li>
  );
};
