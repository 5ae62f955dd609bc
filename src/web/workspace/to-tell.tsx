import type { Hono } from 'hono';
import { describeWindow } from '#src/requests/describe-way.ts';
import { rideFacts, rideSentences } from '#src/requests/ride-facts.ts';
import type { LostRide } from '#src/requests/lost-ride-store.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { changeWords } from '#src/requests/ride-changes.ts';
import { createSendTelling } from '#src/requests/send-telling.ts';
import { findWay } from '#src/requests/settlement.ts';
import { createTellLostRide } from '#src/requests/tell-lost-ride.ts';
import { createTellPerson } from '#src/requests/tell-person.ts';
import { PARTIES, type Telling, TOLD_ABOUT, TOLD_HOW, type ToldAbout } from '#src/requests/telling.ts';
import { addDays } from '#src/time/dates.ts';
import type { Person } from '#src/people/person.ts';
import { writerOf } from '#src/outbox/write-to.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { endsWords, fullName, momentWords, slotWords, spoken } from '#src/web/workspace/desk-words.ts';
import { Numbers } from '#src/web/workspace/numbers.tsx';
import { memberIdOf, requestTools } from '#src/web/workspace/tools.ts';

/** Someone to be told, and all that is said to them. */
export interface ToTell {
  readonly telling: Telling;
  readonly request: Request;
  readonly ride: Ride;
  readonly person: Person | undefined;
  readonly other: Person | undefined;
  /** What is read to them. */
  readonly words: readonly string[];
  /** They could be written to. */
  readonly channel: 'sms' | 'email' | null;
  /** Not reached, or the ride is near and they still count on it: heads the desk. */
  readonly urgent: boolean;
}

/** A ride of today or tomorrow that is off, and somebody does not know: nobody may wait at the roadside. */
const NEAR_DAYS = 1;

const isUrgent = ({ state, about }: Telling, ride: Ride, at: At): boolean =>
  state === 'not-reached' || (about === 'cancelled' && ride.date !== null && ride.date <= addDays(at.today, NEAR_DAYS));

/** A ride whose driver asked to be erased, as the list shows it: nobody is known to have driven it. */
const tellingOfLost = ({ requestId, id, state, memberId, at }: LostRide): Telling => ({
  requestId,
  rideId: id,
  party: 'passenger',
  about: 'cancelled',
  changed: [],
  state,
  how: state === 'not-reached' ? 'voice' : null,
  messageId: null,
  memberId,
  at,
  createdAt: at,
});

const rideOfLost = ({ id, wayId, slot, date, at }: LostRide): Ride => ({
  id,
  wayId,
  slot,
  date,
  driverId: '',
  tripId: null,
  kilometres: null,
  regime: 'on-the-way',
  state: 'cancelled',
  createdAt: at,
});

/** What is no longer as they were told, said before all the rest. */
const whatChanged = (request: Request, ride: Ride, { changed }: Telling): readonly string[] => {
  const way = findWay(request, ride.wayId);
  return way && changed.length > 0 ? [`Du nouveau : ${changeWords(request, way, changed, ({ label }) => label)}.`] : [];
};

/** Everyone to be told of a ride, those not reached first. */
export const loadToTell = async (c: Ctx): Promise<readonly ToTell[]> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const lost = await stores.lostRides.listPending(at.today);
  const pending = [...(await stores.tellings.listPending(at.today)), ...lost.map(tellingOfLost)];
  if (pending.length === 0) return [];
  const requests = await stores.requests.list({ ids: [...new Set(pending.map(({ requestId }) => requestId))] });
  const ids = requests.flatMap(({ passengerId, rides }) => [passengerId, ...rides.map(({ driverId }) => driverId)]);
  const people = new Map((await stores.people.findMany([...new Set(ids)])).map((person) => [person.id, person]));
  const introductions = await stores.introductions.listOfRequests(requests.map(({ id }) => id));
  const tripIds = requests.flatMap(({ rides }) => rides.flatMap(({ tripId }) => tripId ?? []));
  const trips = new Map((await stores.trips.findMany([...new Set(tripIds)])).map((trip) => [trip.id, trip]));
  const writer = await writerOf(stores, at.territory);
  const found = pending.flatMap((telling): readonly ToTell[] => {
    const request = requests.find(({ id }) => id === telling.requestId);
    const gone = lost.find(({ id }) => id === telling.rideId);
    const ride = gone ? rideOfLost(gone) : request?.rides.find(({ id }) => id === telling.rideId);
    const passenger = request && people.get(request.passengerId);
    if (!request || !ride || !passenger || !findWay(request, ride.wayId)) return [];
    const driver = people.get(ride.driverId);
    const [person, other] = telling.party === 'driver' ? [driver, passenger] : [passenger, driver];
    const introduction = introductions.findLast((one) => one.wayId === ride.wayId && one.driverId === ride.driverId);
    const facts = rideFacts({
      request,
      ride,
      driver,
      passenger,
      trip: ride.tripId === null ? null : (trips.get(ride.tripId) ?? null),
      driverNumberShared: introduction?.driverNumberShared === true,
      territory: at.territory,
      today: at.today,
    });
    const words =
      telling.about === 'cancelled'
        ? [
            `Le trajet prévu ${facts.day}${other ? ` avec ${fullName(other)}` : ''} n’a plus lieu.`,
            telling.party === 'passenger' && !request.closing
              ? 'Nous cherchons quelqu’un d’autre, et nous vous rappelons.'
              : 'Vous n’avez rien à faire.',
          ]
        : [...whatChanged(request, ride, telling), ...rideSentences(facts, telling.party)];
    // What is written to somebody names a ride that is kept.
    const channel = person && !gone ? (writer.reach(person)?.channel ?? null) : null;
    return [{ telling, request, ride, person, other, words, channel, urgent: isUrgent(telling, ride, at) }];
  });
  return found.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
};

const ABOUT_WORDS: Readonly<Record<ToldAbout, string>> = {
  settled: 'trajet convenu',
  cancelled: 'trajet annulé',
  changed: 'trajet changé',
};

const STATE_WORDS = (item: ToTell, at: At): string => {
  const { state, how, at: since } = item.telling;
  const when = momentWords(since, at.territory.zone, at.today);
  if (state === 'not-reached') return `Pas joint, ${when}.`;
  if (state === 'sent')
    return `${how === 'email' ? 'E-mail envoyé' : 'SMS envoyé'}, ${when} : rien ne dit encore qu’il est lu.`;
  return '';
};

const ToTellRow = ({ at, item }: { at: At; item: ToTell }) => {
  const { telling, request, ride, person, words, channel, urgent } = item;
  const way = findWay(request, ride.wayId);
  const key = `dire-${ride.id}-${telling.party}-${telling.about}`;
  const state = STATE_WORDS(item, at);
  const name = fullName(person);
  return (
    <li id={key}>
      <p class={urgent ? 'row-title late' : 'row-title'}>
        <a href={at.url(`/equipe/demandes/${request.id}`)}>{name}</a> – <Numbers person={person} />
      </p>
      <p>
        {urgent && <strong>{telling.about === 'cancelled' ? 'À joindre vite : ' : 'À rappeler : '}</strong>}
        {ABOUT_WORDS[telling.about]}, {telling.party === 'driver' ? 'conduit' : 'voyage'}{' '}
        {slotWords(ride.date ?? ride.slot, at.today)}
        {way && `, ${endsWords(way)}, ${describeWindow(way.window)}`}
      </p>
      {state !== '' && <p class={telling.state === 'not-reached' ? 'late' : 'soft'}>{state}</p>}
      <details>
        <summary>Ce qu’il faut dire</summary>
        <div>
          <p class="script">{spoken(words.join(' '))}</p>
        </div>
      </details>
      {at.can('write-people') && (
        <DeskForm at={at} action={at.url('/equipe/a-prevenir')}>
          <input type="hidden" name="demande" value={request.id} />
          <input type="hidden" name="trajet_convenu" value={ride.id} />
          <input type="hidden" name="qui" value={telling.party} />
          <input type="hidden" name="quoi" value={telling.about} />
          <div class="actions" role="group" aria-label={`Prévenir ${name}`}>
            <button type="submit" name="geste" value="pas-joint" class="second">
              Pas joint
            </button>
            <button type="submit" name="geste" value="voice">
              C’est dit
            </button>
            <button type="submit" name="geste" value="letter" class="second">
              Lettre remise
            </button>
            {channel !== null && telling.state !== 'sent' && (
              <button type="submit" name="geste" value="ecrire" class="second">
                {channel === 'sms' ? 'Envoyer un SMS' : 'Envoyer un e-mail'}
              </button>
            )}
          </div>
        </DeskForm>
      )}
    </li>
  );
};

/** "À prévenir": who, of what, how. Nobody leaves the list before a voice, an arrival or an answer says that they know. */
export const ToTellList = ({ at, items }: { at: At; items: readonly ToTell[] }) =>
  items.length === 0 ? null : (
    <section aria-labelledby="a-prevenir">
      <h2 id="a-prevenir">
        À prévenir <span class="soft">({items.length})</span>
      </h2>
      <ul class="rows">
        {items.map((item) => (
          <ToTellRow at={at} item={item} />
        ))}
      </ul>
    </section>
  );

const note = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const gesture = typed(form, 'geste');
  const party = PARTIES.find((one) => one === typed(form, 'qui'));
  const about = TOLD_ABOUT.find((one) => one === typed(form, 'quoi'));
  const memberId = memberIdOf(c);
  const act = { territoryId: at.territory.id, requestId: typed(form, 'demande'), memberId };
  const how = TOLD_HOW.find((one) => one === gesture);
  if (!party || !about || (how === undefined && gesture !== 'pas-joint' && gesture !== 'ecrire'))
    return notFoundPage(c, 'Cette personne n’est plus à prévenir.');
  const key = { rideId: typed(form, 'trajet_convenu'), party, about };
  const lost = (await c.get('service').storage.in(at.territory.id).lostRides.listPending(at.today)).find(
    ({ id, requestId }) => id === key.rideId && requestId === act.requestId,
  );
  if (lost) {
    const { storage, clock: now, newId } = c.get('service');
    const atomically = <T,>(id: string, work: Parameters<typeof storage.atomically<T>>[1]) =>
      storage.atomically(id, work);
    await createTellLostRide({ atomically, now, newId })(at.territory.id, memberId, lost, how !== undefined);
    return c.redirect(at.url('/equipe'), 303);
  }
  const done =
    gesture === 'ecrire'
      ? await createSendTelling(requestTools(c))(act, key)
      : await createTellPerson(requestTools(c))(
          at.territory,
          act,
          key,
          how === undefined ? { kind: 'not-reached' } : { kind: 'told', how },
          { kind: 'member', id: memberId },
        );
  if (done.kind === 'unknown') return notFoundPage(c, 'Cette personne n’est plus à prévenir.');
  return c.redirect(at.url('/equipe'), 303);
};

/** What is noted from the list of those to be told. */
export const toTellPages = (app: Hono<Env>): void => {
  app.post('/:territoire/equipe/a-prevenir', requires('write-people'), note);
};
