// The invariants can fail: a fault planted in the storage is told by the invariant whose idea it breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Request } from '#src/requests/request.ts';
import type { Telling } from '#src/requests/telling.ts';
import type { CallDraft } from '#src/requests/call-draft.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Fault } from '#test/simulation/around-storage.ts';
import { runLife } from '#test/simulation/run-life.ts';

interface Planted {
  readonly fault: Fault;
  /** Minutes between two steps: what takes many rides at once needs a crowded fortnight. */
  readonly pace?: number;
  /** What is lived more often than it is, to meet a rare thing soon. */
  readonly often?: readonly string[];
  /** One of these names what is broken. */
  readonly toldBy: RegExp;
}

const PLANTED: Readonly<Record<string, Planted>> = {
  'a request that is acknowledged and never written': {
    fault: { store: 'requests', gesture: 'add', instead: async () => undefined },
    toldBy: /was acknowledged, and is not there/,
  },
  'a change of a request that is acknowledged and never written': {
    fault: {
      store: 'requests',
      gesture: 'save',
      instead: async (_save, [request]) => ({ ...(request as Request), version: (request as Request).version + 1 }),
    },
    toldBy: /whatWasAcknowledgedIsThere/,
  },
  'a return that is forgotten when the request is noted': {
    fault: {
      store: 'requests',
      gesture: 'add',
      instead: (add, [request, by]) =>
        add({ ...(request as Request), ways: (request as Request).ways.slice(0, 1) }, by),
    },
    toldBy: /was kept without a way/,
  },
  'a request closed as done with an occasion left open': {
    fault: {
      store: 'requests',
      gesture: 'save',
      instead: async (save, [request, by]) => {
        const { closing, rides } = request as Request;
        if (closing?.reason !== 'done') return save(request, by);
        return save({ ...(request as Request), rides: rides.map((ride) => ({ ...ride, state: 'cancelled' })) }, by);
      },
    },
    toldBy: /noClosedRequestHasAnUnsettledReturn/,
  },
  'a promise left behind by a closing': {
    fault: {
      store: 'requests',
      gesture: 'save',
      instead: async (save, [request, by]) => {
        const { closing, promise } = request as Request;
        return save(
          closing && promise ? { ...(request as Request), promise: { ...promise, keptAt: null } } : request,
          by,
        );
      },
    },
    toldBy: /noPromiseOutlivesItsRequest/,
  },
  'a call that is not written': {
    fault: { store: 'introductions', gesture: 'add', instead: async () => undefined },
    toldBy: /callsAreAllThere/,
  },
  'a version that is not looked at': {
    fault: {
      store: 'requests',
      gesture: 'find',
      // Everyone is told that what they read still holds.
      instead: async (find, given) => {
        const request = (await find(...given)) as Request | undefined;
        return request && { ...request, version: request.version - 1 };
      },
    },
    toldBy: /an old page|as last acknowledged|threw/,
  },
  'a trip whose change is not written': {
    fault: { store: 'trips', gesture: 'change', instead: async () => 'changed' },
    toldBy: /tripsAreAsAcknowledged/,
  },
  'a person who is erased, and stays': {
    fault: { store: 'people', gesture: 'erase', instead: async () => undefined },
    toldBy: /peopleAreAllThere/,
  },
  'a car whose places are not counted': {
    fault: {
      store: 'trips',
      gesture: 'findMany',
      instead: async (find, given) =>
        ((await find(...given)) as readonly Trip[]).map((trip) => ({ ...trip, seats: null })),
    },
    pace: 26,
    often: [
      'two members have the same driver say yes at once',
      'the answer to an act is lost, and it is done again',
      'a request is noted',
    ],
    toldBy: /noCarIsPromisedToMoreThanItsSeats/,
  },
  'a message written as often as it is asked': {
    fault: {
      store: 'outbox',
      gesture: 'add',
      instead: (add, [message]) => add({ ...(message as OutboxMessage), key: (message as OutboxMessage).id }),
    },
    toldBy: /was added twice|noMessageIsCreatedTwice/,
  },
  'an SMS that leaves again after a crash': {
    fault: {
      store: 'outbox',
      gesture: 'save',
      instead: (save, [message]) => {
        const { state } = message as OutboxMessage;
        return save(
          state === 'uncertain' ? { ...(message as OutboxMessage), state: 'waiting', settledAt: null } : message,
        );
      },
    },
    toldBy: /noSmsThatLeftWaits|noSmsLeavesTwice/,
  },
  'a yes given by a message that a later change forgets': {
    fault: {
      store: 'introductions',
      gesture: 'save',
      instead: (save, [introduction, at]) => {
        const { asking, state } = introduction as Introduction;
        const forgotten = asking?.answer === 'yes' && state === 'asked' ? { state: 'no' } : {};
        return save({ ...(introduction as Introduction), ...forgotten }, at);
      },
    },
    pace: 26,
    often: ['several drivers are asked by a message', 'a driver answers by their link', 'someone offers to drive'],
    toldBy: /noYesIsLost|noDriverOfARideSaidNoAfter/,
  },
  'a driver who asked not to be asked, and is': {
    fault: { store: 'rests', gesture: 'findMany', instead: async () => [] },
    pace: 26,
    often: ['several drivers are asked by a message', 'a driver answers by their link', 'someone offers to drive'],
    toldBy: /asked not to be asked any more, and was asked/,
  },
  'two members who call the same driver': {
    fault: { store: 'holds', gesture: 'find', instead: async () => undefined },
    toldBy: /two members hold|on the phone/,
  },
  'a message that told somebody before it arrived': {
    fault: {
      store: 'tellings',
      gesture: 'put',
      instead: (put, [telling]) => {
        const { state } = telling as Telling;
        return put(state === 'sent' ? { ...(telling as Telling), state: 'told' } : telling);
      },
    },
    toldBy: /nobodyIsToldByAMessageThatDidNotArrive/,
  },
  'an SMS received that is handed on each time it comes': {
    fault: { store: 'incomingSms', gesture: 'move', instead: async () => true },
    toldBy: /handed on twice/,
  },
  'an absence of the team that is not written': {
    fault: { store: 'territories', gesture: 'addClosure', instead: async () => undefined },
    toldBy: /absencesAreAllThere/,
  },
  'a promise proposed for a day on which nobody answers': {
    fault: {
      store: 'territories',
      gesture: 'find',
      instead: async (find, given) => {
        const territory = (await find(...given)) as Territory | undefined;
        return territory && { ...territory, closures: [] };
      },
    },
    pace: 26,
    toldBy: /noProposedPromiseFallsWhileTheTeamIsAway|nobody is asked about it/,
  },
  'a ride while the team is away that was decided, and is asked about again': {
    fault: { store: 'closureRides', gesture: 'decide', instead: async () => undefined },
    pace: 26,
    often: [
      'the team notes that it will be away',
      'a ride while the team is away is decided',
      'a driver is called',
      'someone offers to drive',
    ],
    toldBy: /was said to take place, and is asked about again/,
  },
  'a call kept under the name of a colleague': {
    fault: {
      store: 'callDrafts',
      gesture: 'save',
      instead: (save, [draft]) => save({ ...(draft as CallDraft), memberId: 'nord-membre-1' }),
    },
    toldBy: /everyCallIsItsMembersOnly|noCallIsLostBeforeItsWeek/,
  },
  'a call that was noted, and comes back': {
    fault: { store: 'callDrafts', gesture: 'end', instead: async () => undefined },
    toldBy: /a late page brought it back|everyCallIsItsMembersOnly/,
  },
  'a call thrown away by a crowded desk': {
    fault: { store: 'callDrafts', gesture: 'save', instead: async () => true },
    toldBy: /noCallIsLostBeforeItsWeek/,
  },
  'a line of paper that is not marked as typed back': {
    fault: { store: 'paper', gesture: 'report', instead: async () => undefined },
    pace: 60,
    toldBy: /paperIsTypedBackOnce|was typed back twice/,
  },
  'a referent whose communes are not looked at': {
    fault: { sight: (sight) => ({ ...sight, communeCodes: ['46042', ...sight.communeCodes] }) },
    toldBy: /out of their sight/,
  },
  'a referent who is shown every driver': {
    fault: { sight: (sight) => ({ ...sight, fitting: async () => ({ has: () => true }) as unknown as Set<string> }) },
    toldBy: /a referent got the person/,
  },
  'two sheets joined, and what was asked is lost': {
    fault: { store: 'introductions', gesture: 'giveTo', instead: async () => undefined },
    pace: 26,
    often: ['two sheets are found to be one person', 'a driver is called', 'someone offers to drive'],
    toldBy: /lost calls when|noYesIsLost|is lost/,
  },
  'those asked are not told that it is settled otherwise': {
    fault: {
      store: 'introductions',
      gesture: 'save',
      instead: (save, [introduction, at]) => {
        const { asking } = introduction as Introduction;
        return save({ ...(introduction as Introduction), asking: asking && { ...asking, thankedAt: null } }, at);
      },
    },
    pace: 26,
    often: ['several drivers are asked by a message', 'occasions are settled otherwise', 'someone offers to drive'],
    toldBy: /theOthersAskedAreTold/,
  },
};

for (const [what, { fault, toldBy, pace = 200, often = [] }] of Object.entries(PLANTED))
  test(`the simulation tells ${what}`, async () => {
    const life = await runLife({ seed: 46, steps: 800, engine: 'sqlite', pace, often, fault });
    assert.equal(life.kind, 'broken', 'the fault went unseen');
    assert.match(life.broken.join('\n'), toldBy);
  });
