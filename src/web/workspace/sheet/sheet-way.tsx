import type { Match } from '#src/matching/match.ts';
import { describeWay, describeWayHome } from '#src/requests/describe-way.ts';
import { SLOT_REASONS } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { AskSeveral } from '#src/web/workspace/sheet/ask-several.tsx';
import { Yeses } from '#src/web/workspace/sheet/yeses.tsx';
import { AskedLine, BeforeCalling } from '#src/web/workspace/sheet/before-calling.tsx';
import { CallForm } from '#src/web/workspace/sheet/call-form.tsx';
import {
  CLOSING_WORDS,
  dayWords,
  DIRECTION_WORDS,
  endsWords,
  fullName,
  slotWords,
} from '#src/web/workspace/shared/desk-words.ts';
import { DriverRow } from '#src/web/workspace/sheet/driver-row.tsx';
import { type WayProps, SheetForm } from '#src/web/workspace/sheet/sheet-form.tsx';
import { JourneysToTell } from '#src/web/workspace/call/journeys-to-tell.tsx';
import { FIRST_DRIVERS } from '#src/web/workspace/sheet/load-sheet.ts';
import { ServicesToTell } from '#src/web/workspace/other-ways/services-to-tell.tsx';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';
import { ToldToDriver } from '#src/web/workspace/sheet/told-to-driver.tsx';
import { shownVolunteers, Volunteers } from '#src/web/workspace/sheet/sheet-volunteers.tsx';
import { SlotRow } from '#src/web/workspace/sheet/slot-row.tsx';

interface Shown {
  readonly shown: readonly Match[];
  readonly outside: readonly Match[];
  readonly hidden: number;
}

const shownOf = ({ part: { result }, all }: Pick<WayProps, 'part' | 'all'>): Shown => {
  if (!result) return { shown: [], outside: [], hidden: 0 };
  const { matches, outsideWindow, counts } = result;
  const shown = all ? matches : matches.slice(0, FIRST_DRIVERS);
  const outside = all ? outsideWindow : outsideWindow.slice(0, Math.max(0, FIRST_DRIVERS - shown.length));
  return { shown, outside, hidden: counts.matches + counts.outsideWindow - shown.length - outside.length };
};

const Drivers = (props: WayProps & Shown) => {
  const { at, sheet, part, shown, outside, hidden } = props;
  const { result, way } = part;
  if (!result) return null;
  const { matches, outsideWindow } = result;
  return (
    <>
      <h3>Qui peut conduire</h3>
      <ToldToDriver request={sheet.request} way={way} />
      {matches.length === 0 && outsideWindow.length === 0 && (
        <p>
          Personne pour l’instant.
          {result.otherDays.length > 0 &&
            ` Des gens y vont ${result.otherDays.map(({ date }) => dayWords(date, at.today)).join(', ')} : un autre jour irait-il ?`}
        </p>
      )}
      <ol class="rows">
        {shown.map((match, at) => (
          <DriverRow {...props} match={match} rank={at + 1} />
        ))}
      </ol>
      {outside.length > 0 && (
        <>
          <h3>Le bon jour, à une autre heure</h3>
          <ol class="rows">
            {outside.map((match, at) => (
              <DriverRow {...props} match={match} rank={shown.length + at + 1} />
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
            <BeforeCalling at={at} sheet={sheet} driverId={person.id} days={part.open} />
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
  const drivers = shownOf(props);
  const trips = [...drivers.shown, ...drivers.outside];
  const ours = trips.filter(({ offer }) => offer.trip.territoryId === at.territory.id);
  const volunteers = shownVolunteers(props);
  const transit = <JourneysToTell at={at} way={part.journeys} />;
  const transitFirst = part.journeys?.beside.comesFirst === true;
  const write = at.can('write-people') && !sheet.request.closing && open.length > 0;
  return (
    <section id={way.direction} aria-labelledby={`${way.direction}-titre`}>
      <h2 id={`${way.direction}-titre`}>
        {DIRECTION_WORDS[way.direction]} : {endsWords(way)}
      </h2>
      <p>
        {describeWay(way, at.today)}
        {way.direction === 'return' && ` ; ${describeWayHome(way)}`}
        {way.from.label !== way.from.communeName && ` ; départ à ${way.from.communeName}`}
        {way.to.label !== way.to.communeName && ` ; arrivée à ${way.to.communeName}`}
      </p>
      <ul class="rows">
        {slotsOf(way).map((slot) => (
          <SlotRow {...props} way={way} slot={slot} />
        ))}
      </ul>
      <Yeses {...props} />
      {transitFirst && transit}
      <Drivers {...props} {...drivers} />
      <Volunteers {...props} shown={volunteers} ranksAfter={trips.length} />
      {write && (
        <AskSeveral
          {...props}
          driverIds={[...ours.map(({ offer }) => offer.driver.id), ...volunteers.map(({ driver }) => driver.id)]}
        />
      )}
      {!transitFirst && transit}
      <ServicesToTell at={at} outward={way.direction === 'outward'} services={part.services} />
      {write && <Others {...props} />}
      {write && <Otherwise {...props} />}
    </section>
  );
};
