import type { Match } from '#src/matching/match.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { describeWay } from '#src/requests/describe-way.ts';
import type { Slot, Way } from '#src/requests/request.ts';
import { SLOT_REASONS, slotState } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { CANCELLED_BY } from '#src/requests/cancel-ride.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { carWords, detourWords, endsOf, HELP_WORDS } from '#src/web/public/trip-words.ts';
import { AnswersLine, AskedLine, CallForm, ShareSelect } from '#src/web/workspace/call-form.tsx';
import {
  CLOSING_WORDS,
  dayWords,
  DIRECTION_WORDS,
  endsWords,
  fullName,
  slotWords,
} from '#src/web/workspace/desk-words.ts';
import type { SheetWay } from '#src/web/workspace/load-sheet.ts';
import { SheetForm, type SheetProps } from '#src/web/workspace/sheet-form.tsx';

/** Drivers shown at once; the others are one link away. */
const FIRST_DRIVERS = 6;

interface WayProps extends SheetProps {
  readonly part: SheetWay;
  /** All the drivers rather than the first ones. */
  readonly all: boolean;
  /** Trips ticked for the map. */
  readonly onMap: readonly string[];
}

export const Numbers = ({ person }: { person: Person | undefined }) =>
  person && person.phones.length > 0 ? (
    <>
      {person.phones.map(({ number }, index) => (
        <>
          {index > 0 && ', '}
          <a href={telLink(number)}>{formatPhone(number)}</a>
        </>
      ))}
    </>
  ) : person?.trustedContact ? (
    <>
      par {person.trustedContact.name},{' '}
      <a href={telLink(person.trustedContact.number)}>{formatPhone(person.trustedContact.number)}</a>
    </>
  ) : (
    <>sans numéro</>
  );

const CANCELLED_WORDS = {
  driver: 'qui conduit ne peut plus',
  passenger: 'la personne ne vient plus',
  team: 'erreur de notre part',
};

const shared = (value: boolean | null | undefined): string => (value == null ? 'pas demandé' : value ? 'oui' : 'non');

/** An agreed ride: with whom, and how to take it back. */
const RideLine = (props: SheetProps & { way: Way; slot: Slot }) => {
  const { at, sheet, state, way, slot } = props;
  const settled = slotState(sheet.request, way.id, slot);
  if (settled.kind !== 'ride') return null;
  const { ride } = settled;
  const driver = sheet.names.people.get(ride.driverId);
  const introduction = sheet.introductions.findLast(
    (one) => one.wayId === way.id && one.driverId === ride.driverId && one.slots.includes(slot),
  );
  const departure = ride.tripId === null ? null : (sheet.trips.get(ride.tripId)?.schedule.departure ?? null);
  return (
    <>
      <p>
        {ride.date !== null && slot !== ride.date && `${formatDate(ride.date, at.today)} : `}
        <strong>{fullName(driver)}</strong>, <Numbers person={driver} />
        {departure !== null && `, part à ${formatHour(departure)}`}
      </p>
      <p class="soft">
        Son numéro à la personne : {shared(introduction?.driverNumberShared)}. Le numéro de la personne à lui :{' '}
        {shared(sheet.request.passengerNumberShared)}.
      </p>
      {introduction && at.can('write-people') && (
        <details>
          <summary>Noter les numéros donnés</summary>
          <SheetForm {...props} key_={`numeros-${ride.id}`} action="numeros">
            <input type="hidden" name="introduction" value={introduction.id} />
            <div class="field-row">
              <ShareSelect
                id={`numeros-${ride.id}-conducteur`}
                name="numero_conducteur"
                label="Son numéro à la personne ?"
                value=""
              />
              <ShareSelect
                id={`numeros-${ride.id}-passager`}
                name="numero_passager"
                label="Le numéro de la personne à lui ?"
                value=""
              />
              <p class="actions">
                <button type="submit" class="second">
                  Noter
                </button>
              </p>
            </div>
          </SheetForm>
        </details>
      )}
      {at.can('write-people') && (
        <details {...(state.key === `annuler-${ride.id}` ? { open: true } : {})}>
          <summary>Annuler ce trajet</summary>
          <SheetForm {...props} key_={`annuler-${ride.id}`} action="annuler">
            <input type="hidden" name="trajet_convenu" value={ride.id} />
            <div class="actions">
              {CANCELLED_BY.map((by) => (
                <button type="submit" name="par" value={by} class="second">
                  {CANCELLED_WORDS[by]}
                </button>
              ))}
            </div>
          </SheetForm>
        </details>
      )}
    </>
  );
};

const SlotRow = (props: SheetProps & { way: Way; slot: Slot }) => {
  const { at, sheet, way, slot } = props;
  const state = slotState(sheet.request, way.id, slot);
  return (
    <li>
      <p class="row-title">
        {slotWords(slot, at.today)}
        {state.kind === 'open' && ' : à trouver'}
        {state.kind === 'otherwise' && ` : ${CLOSING_WORDS[state.settled.reason]}`}
      </p>
      <RideLine {...props} />
      {state.kind === 'otherwise' && at.can('write-people') && !sheet.request.closing && (
        <SheetForm {...props} key_={`reprendre-${way.id}-${slot}`} action="autrement" class="inline-form">
          <input type="hidden" name="trajet" value={way.id} />
          <input type="hidden" name="occasions" value={slot} />
          <button type="submit" name="motif" value="reprendre" class="link">
            Chercher de nouveau
          </button>
        </SheetForm>
      )}
    </li>
  );
};

/** "Le lundi, part à 8 h 10 de Gramat, prend à 8 h 20, arrive à 9 h 05". */
const hoursWords = (match: Match, today: IsoDate): string => {
  const { trip } = match.offer;
  const { schedule } = trip;
  const days = schedule.kind === 'regular' ? formatWeekdays(schedule.weekdays) : formatDate(schedule.date, today);
  const pickup = match.pickupAt === null ? 'heure à voir ensemble' : `prend à ${formatHour(match.pickupAt)}`;
  const arrive = match.arriveAt === null ? '' : `, arrive à ${formatHour(match.arriveAt)}`;
  return `${days}, ${pickup}${arrive}`;
};

const TAKES_WORDS = {
  wheelchair: 'le fauteuil',
  walker: 'le déambulateur',
  dog: 'le chien',
  'child-seat': 'le siège enfant',
};

const missWords = (minutes: number): string =>
  minutes > 0 ? `${Math.ceil(minutes)} min trop tôt` : `${Math.ceil(-minutes)} min trop tard`;

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

const DriverRow = (props: WayProps & { match: Match }) => {
  const { at, sheet, part, match, onMap } = props;
  const { trip, driver } = match.offer;
  const { way, open } = part;
  const person = sheet.names.people.get(driver.id);
  const neighbour =
    trip.territoryId === at.territory.id
      ? undefined
      : (sheet.neighbours.get(trip.territoryId) ?? 'un territoire voisin');
  const { start, end } = endsOf(trip);
  const car = carWords(trip);
  const mine = sheet.introductions.filter((one) => one.driverId === driver.id && one.wayId === way.id);
  const box = `carte-${way.direction}-${trip.id}`;
  return (
    <li data-trip={trip.id}>
      <p class="row-title">
        {neighbour ? `${driver.firstName} ${driver.initial}, ${neighbour}` : fullName(driver)}
        {!neighbour && (
          <>
            {' – '}
            <Numbers person={person} />
          </>
        )}
      </p>
      <p>
        {start.label} → {end.label}. {hoursWords(match, at.today)}. <strong>{detourWords(match)}</strong>
        {match.missesBy !== null && `, ${missWords(match.missesBy)}`}.
      </p>
      {(open.length > 1 || match.dates.length > 0) && match.slots.length > 0 && open.length > 1 && (
        <p class="soft">Pour : {match.slots.map((slot) => slotWords(slot, at.today)).join(', ')}</p>
      )}
      <p class="soft">
        {HELP_WORDS[trip.help]}
        {car !== '' && `. ${car}`}
        {match.askAbout.length > 0 && `. Demander pour ${match.askAbout.map((one) => TAKES_WORDS[one]).join(', ')}`}
        {trip.remarks !== '' && `. « ${trip.remarks} »`}
      </p>
      {!neighbour && <AskedLine at={at} asked={sheet.asked.get(driver.id)} />}
      <AnswersLine at={at} introductions={mine} />
      <div class="choice">
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
    </li>
  );
};

const Drivers = (props: WayProps) => {
  const { at, sheet, part, all } = props;
  const { result, way } = part;
  if (!result) return null;
  const { matches, outsideWindow } = result;
  const shown = all ? matches : matches.slice(0, FIRST_DRIVERS);
  const outside = all ? outsideWindow : outsideWindow.slice(0, Math.max(0, FIRST_DRIVERS - shown.length));
  const hidden = matches.length + outsideWindow.length - shown.length - outside.length;
  return (
    <>
      <h3>Qui peut conduire</h3>
      {matches.length === 0 && outsideWindow.length === 0 && (
        <p>
          Personne pour l’instant.
          {result.otherDays.length > 0 &&
            ` Des gens y vont ${result.otherDays.map(({ date }) => dayWords(date, at.today)).join(', ')} : un autre jour irait-il ?`}
        </p>
      )}
      <ol class="rows">
        {shown.map((match) => (
          <DriverRow {...props} match={match} />
        ))}
      </ol>
      {outside.length > 0 && (
        <>
          <h3>Le bon jour, à une autre heure</h3>
          <ol class="rows">
            {outside.map((match) => (
              <DriverRow {...props} match={match} />
            ))}
          </ol>
        </>
      )}
      {hidden > 0 && (
        <p>
          <a href={at.url(`/equipe/demandes/${sheet.request.id}`, { tous: '1' }) + `#${way.direction}`}>
            Voir les {hidden} autres
          </a>
        </p>
      )}
    </>
  );
};

const Otherwise = (props: WayProps) => {
  const { at, part, state } = props;
  const { way, open } = part;
  const id = `autrement-${way.id}`;
  return (
    <details {...(state.key === id ? { open: true } : {})}>
      <summary>{way.direction === 'outward' ? 'Régler l’aller autrement' : 'Régler le retour autrement'}</summary>
      <SheetForm {...props} key_={id} action="autrement">
        <input type="hidden" name="trajet" value={way.id} />
        <fieldset class="choices inline">
          <legend>Pour</legend>
          {open.map((slot) => (
            <div class="choice">
              <input type="checkbox" id={`${id}-${slot}`} name="occasions" value={slot} checked />
              <label for={`${id}-${slot}`}>{slotWords(slot, at.today)}</label>
            </div>
          ))}
        </fieldset>
        <div class="actions">
          {SLOT_REASONS.map((reason) => (
            <button type="submit" name="motif" value={reason} class="second">
              {CLOSING_WORDS[reason]}
            </button>
          ))}
        </div>
      </SheetForm>
    </details>
  );
};

/** People found by name or number: whoever drives without a trip in the list. */
const Others = (props: WayProps) => {
  const { at, sheet, part } = props;
  if (sheet.found.length === 0) return null;
  return (
    <>
      <h3>Une autre personne conduit</h3>
      <ul class="rows">
        {sheet.found.map((person) => (
          <li>
            <p class="row-title">
              {fullName(person)} – <Numbers person={person} />
            </p>
            <AskedLine at={at} asked={sheet.asked.get(person.id)} />
            <CallForm
              {...props}
              way={part.way}
              open={part.open}
              served={part.open}
              driverId={person.id}
              driverName={fullName(person)}
              tripId={null}
              day=""
            />
          </li>
        ))}
      </ul>
    </>
  );
};

/** One way: its occasions, who could drive, and how else it can be settled. */
export const WaySection = (props: WayProps) => {
  const { at, sheet, part } = props;
  const { way, open } = part;
  const write = at.can('write-people') && !sheet.request.closing && open.length > 0;
  return (
    <section id={way.direction} aria-labelledby={`${way.direction}-titre`}>
      <h2 id={`${way.direction}-titre`}>
        {DIRECTION_WORDS[way.direction]} : {endsWords(way)}
      </h2>
      <p>
        {describeWay(way, at.today)}
        {way.from.label !== way.from.communeName && ` ; départ à ${way.from.communeName}`}
        {way.to.label !== way.to.communeName && ` ; arrivée à ${way.to.communeName}`}
      </p>
      <ul class="rows">
        {slotsOf(way).map((slot) => (
          <SlotRow {...props} way={way} slot={slot} />
        ))}
      </ul>
      <Drivers {...props} />
      {write && <Others {...props} />}
      {write && <Otherwise {...props} />}
    </section>
  );
};
