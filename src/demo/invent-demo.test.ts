import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createGeography } from '#src/demo/geography.ts';
import { type DemoData, inventDemo } from '#src/demo/invent-demo.ts';
import { FIRST_LINES, LOCAL_PLACES, MARKETS } from '#src/demo/lot.ts';
import { yesesOf } from '#src/introductions/asking.ts';
import { formatPhone, parsePhone } from '#src/people/phone.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import { checkWays } from '#src/requests/check-ways.ts';
import { ridesBetween } from '#src/requests/rides-in-closures.ts';
import { isSettled, slotState } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { whatToDo } from '#src/follow-up/what-to-do.ts';
import { communesOfFrance } from '#src/sources/places-of-france.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { weekdaysOf } from '#src/time/weekdays.ts';

const communes = communesOfFrance();

const invent = (today: string, seed = 46): DemoData =>
  inventDemo({ seed, today, zone: 'Europe/Paris', territoryId: 't-lot', memberIds: ['m-1', 'm-2'], communes });

/** An ordinary Monday, a Sunday, the change of hour, the end of a year, a leap day. */
const DAYS = ['2026-11-23', '2026-11-22', '2026-03-29', '2026-12-31', '2028-02-29'] as const;

const FICTION = /^\+33(?:53649|63998)\d{4}$/;

suite('the invented Lot', () => {
  const data = invent(DAYS[0]);
  const trips = data.drivers.flatMap((driver) => driver.trips);

  test('has the figures of the ancestor after eight months', () => {
    assert.equal(data.drivers.length, 400);
    assert.equal(data.requests.length, 350);
    assert.ok(trips.length >= 300 && trips.length <= 900, `${trips.length} trips`);
  });

  test('comes out the same for one seed and one day, and lives in the calendar of its day', () => {
    assert.deepEqual(invent(DAYS[0]), data);
    assert.notDeepEqual(invent(DAYS[0], 47).drivers[0], data.drivers[0]);
    assert.notDeepEqual(invent('2026-11-24').requests[0], data.requests[0]);
  });

  test('has what a team lives with: questions asked by SMS, days away with a ride in them, paper to type back', () => {
    for (const today of DAYS) {
      const { requests, closure, sheet, drivers } = invent(today);
      const asked = requests.filter(({ introductions }) => introductions.some(({ asking }) => asking !== null));
      assert.deepEqual(
        asked.map(({ introductions }) => introductions.find(({ asking }) => asking?.rank === 1)?.asking?.answer),
        ['yes', 'no', null],
        today,
      );
      const first = asked[0]?.introductions ?? [];
      assert.equal(yesesOf(first).length, 1, 'one to confirm');
      assert.ok(asked.every(({ request }) => request.closing === null));
      for (const { asking, driverId } of asked.flatMap((one) => one.introductions)) {
        if (!asking) continue;
        assert.ok(asking.at < today && asking.until > today, today);
        assert.ok(drivers.find(({ person }) => person.id === driverId)?.person.phones.some(({ sms }) => sms));
      }
      assert.ok(closure.firstDay > addDays(today, 3) && closure.lastDay >= closure.firstDay, today);
      const open = requests.map(({ request }) => request).filter(({ closing }) => closing === null);
      assert.ok(ridesBetween(open, closure.firstDay, closure.lastDay).length > 0, `${today}: a ride while away`);
      assert.deepEqual([sheet.forDate, sheet.printedAt < today], [today, true]);
      assert.deepEqual(
        sheet.lines.map(({ number }) => number),
        sheet.lines.map((_, index) => index + 1),
      );
      const kinds = new Set(sheet.lines.map(({ subject }) => subject.kind));
      assert.ok(kinds.has('driver') && kinds.has('passenger'), `${today}: ${[...kinds].join()}`);
      assert.ok(sheet.lines.length > 10 && sheet.lines.length < 120, `${today}: ${sheet.lines.length} lines`);
    }
  });

  test("numbers are of the ranges kept for fiction, each of one person, and none is the team's", () => {
    const people = [...data.drivers.map(({ person }) => person), ...data.passengers];
    const phones = people.flatMap((person) => person.phones);
    for (const phone of phones) {
      assert.match(phone.number, FICTION);
      assert.deepEqual(parsePhone(formatPhone(phone.number)), phone);
    }
    const numbers = phones.map(({ number }) => number);
    assert.equal(new Set(numbers).size, numbers.length);
    assert.ok(!numbers.includes('+33536490046'));
    const others = [
      ...people.flatMap(({ trustedContact }) => trustedContact?.number ?? []),
      ...data.requests.flatMap(({ request }) => request.askedFor?.number ?? []),
    ];
    for (const number of others) assert.match(number, FICTION);
    assert.ok(people.every(({ phones: own }) => own.length > 0));
    assert.ok(people.every(({ email }) => email === null || email.endsWith('@exemple.fr')));
  });

  test('ids are each used once', () => {
    const ids = [
      ...data.drivers.flatMap(({ person, consents }) => [person.id, ...consents.map(({ id }) => id)]),
      ...data.passengers.map(({ id }) => id),
      ...trips.map(({ id }) => id),
      ...data.requests.flatMap(({ request, introductions }) => [
        request.id,
        ...request.ways.map(({ id }) => id),
        ...request.rides.map(({ id }) => id),
        ...introductions.flatMap((one) => [one.id, ...one.calls.map(({ id }) => id)]),
      ]),
      ...data.places.map(({ id }) => id),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });

  test('people go where people go: Cahors and Figeac first, and markets on their day', () => {
    const ends = Map.groupBy(
      trips.filter(({ returnOf }) => returnOf === null),
      ({ stops }) => stops.at(-1)?.communeName,
    );
    const most = [...ends].toSorted((a, b) => b[1].length - a[1].length).map(([name]) => name);
    assert.deepEqual(most.slice(0, 2), ['Cahors', 'Figeac']);
    const shopping = data.requests.filter(({ request }) => request.motive === 'shopping');
    assert.ok(shopping.length >= 15);
    for (const { request } of shopping) {
      const [outward] = request.ways;
      const days = MARKETS[outward?.to.communeName ?? ''] ?? [];
      assert.ok(
        outward?.when.kind === 'weekly' ||
          (outward?.when.kind === 'dates' && outward.when.dates.every((date) => days.includes(weekdayOf(date)))),
      );
    }
  });

  test('the first lines are driven by several people, on a Tuesday morning at half past nine too', () => {
    for (const [from, to] of FIRST_LINES) {
      const line = trips.filter(({ stops }) => stops[0]?.communeName === from && stops.at(-1)?.communeName === to);
      assert.ok(line.length >= 3, `${from} -> ${to}: ${line.length}`);
      const tuesday = line.some(
        ({ schedule, state }) =>
          schedule.kind === 'regular' &&
          state === 'active' &&
          weekdaysOf(schedule.weekdays).includes(2) &&
          schedule.departure !== null &&
          Math.abs(schedule.departure - 570) <= 60,
      );
      assert.ok(tuesday, `${from} -> ${to} on Tuesday`);
    }
  });

  test('a way back is the same road the other way, on the same days', () => {
    const byId = new Map(trips.map((trip) => [trip.id, trip]));
    const backs = trips.filter(({ returnOf }) => returnOf !== null);
    assert.ok(backs.length > trips.length / 3);
    for (const back of backs) {
      const outward = byId.get(back.returnOf ?? '');
      assert.deepEqual(back.stops, outward?.stops.toReversed());
      assert.equal(back.driverId, outward?.driverId);
      assert.deepEqual({ ...back.schedule, departure: null }, { ...outward?.schedule, departure: null });
    }
  });

  test('local places stand in their commune', () => {
    for (const [names, , code, latitude, longitude] of LOCAL_PLACES) {
      const { point } = communes.get(code);
      assert.ok(point && greatCircleMetres(point, { latitude, longitude }) < 7000, names[0] ?? '');
    }
  });
});

for (const today of DAYS) {
  suite(`on ${today}`, () => {
    const data = invent(today);
    const trips = data.drivers.flatMap((driver) => driver.trips);

    test('one-off trips are still to come, and something of everything exists', () => {
      const oneOffs = trips.filter(({ schedule }) => schedule.kind === 'one-off');
      assert.ok(oneOffs.length >= 20);
      for (const { schedule } of oneOffs) assert.ok(schedule.kind === 'one-off' && schedule.date > today);
      const regular = trips.flatMap(({ schedule }) => (schedule.kind === 'regular' ? [schedule] : []));
      assert.ok(regular.some(({ pausedUntil }) => pausedUntil !== null && pausedUntil < '9999'));
      assert.ok(regular.some(({ excluded }) => excluded.length > 0));
      assert.ok(regular.some(({ departure }) => departure === null));
      assert.ok(trips.some(({ stops }) => stops.length > 2));
      assert.ok(trips.some(({ confirmedAt }) => confirmedAt < addDays(today, -184)));
      assert.ok(data.drivers.every(({ welcomedOn }) => welcomedOn <= today));
      const yes = (purpose: string) =>
        data.drivers.filter(({ consents }) => consents.some((one) => one.purpose === purpose && one.given)).length;
      assert.ok(yes('listed') > 340 && yes('listed') < 400);
      assert.ok(yes('numberShown') > 160 && yes('numberShown') < 280);
    });

    test('nothing happened after it', () => {
      const instants = [
        ...data.drivers.flatMap(({ person, createdAt }) => [person.createdAt, person.lastContactAt, createdAt]),
        ...trips.flatMap(({ createdAt, confirmedAt }) => [createdAt, confirmedAt]),
        ...data.requests.flatMap(({ request, introductions }) => [
          request.createdAt,
          request.updatedAt,
          request.closing?.at ?? '',
          ...introductions.flatMap(({ calls, createdAt }) => [createdAt, ...calls.map(({ at }) => at)]),
        ]),
      ];
      assert.ok(
        instants.every((instant) => instant < today),
        instants.toSorted().at(-1) ?? '',
      );
    });

    test('requests hold together: ways, rides, reasons', () => {
      const drivers = new Set(data.drivers.map(({ person }) => person.id));
      for (const { request, introductions } of data.requests) {
        assert.equal(checkWays(request.ways, null), undefined, JSON.stringify(request.ways));
        if (!request.closing) assert.equal(checkWays(request.ways, today), undefined, JSON.stringify(request.ways));
        for (const ride of request.rides) {
          const way = request.ways.find(({ id }) => id === ride.wayId);
          assert.ok(way && slotsOf(way).includes(ride.slot) && drivers.has(ride.driverId));
          assert.equal(slotState(request, ride.wayId, ride.slot).kind, 'ride');
          if (request.closing?.reason === 'done') assert.ok(ride.date !== null && ride.date < today);
        }
        const met = request.closing?.reason === 'done' || request.closing?.reason === 'regular-found';
        if (met) assert.ok(isSettled(request));
        if (request.closing) assert.ok(request.closing.at >= request.createdAt);
        for (const one of introductions) {
          assert.ok(
            drivers.has(one.driverId) && one.createdAt >= request.createdAt,
            `${one.createdAt} ${request.createdAt}`,
          );
          for (const call of one.calls) assert.ok(call.at >= request.createdAt);
          if (one.state === 'yes')
            assert.ok(request.rides.some(({ driverId, wayId }) => driverId === one.driverId && wayId === one.wayId));
        }
      }
    });

    test('who drives sets down before the appointment, and leaves once it is over', () => {
      const metric = createGeography(communes);
      const byId = new Map(trips.map((trip) => [trip.id, trip]));
      const rides = data.requests.flatMap(({ request }) =>
        request.rides.map((ride) => ({ ride, way: request.ways.find(({ id }) => id === ride.wayId) })),
      );
      assert.ok(rides.length > 20);
      for (const { ride, way } of rides) {
        const trip = byId.get(ride.tripId ?? '');
        const [start, departure] = [trip?.stops[0], trip?.schedule.departure ?? null];
        if (!way || !start || departure === null) continue;
        const pickup = departure + metric.minutes(start.point, way.from.point);
        const arrival = pickup + metric.minutes(way.from.point, way.to.point);
        if (way.window.kind === 'arrive-by') assert.ok(arrival < way.window.at, `${arrival} after ${way.window.at}`);
        if (way.window.kind === 'leave-at') assert.ok(pickup >= way.window.at, `${pickup} before ${way.window.at}`);
      }
    });

    test('the desk has something in each of its lists, some of it late', () => {
      const now = Temporal.PlainDate.from(today).toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '10:00' });
      const alive = data.requests.filter(
        ({ request }) => !request.closing || (request.reviewOn !== null && request.reviewOn <= today),
      );
      const desk = whatToDo(
        alive.map(({ request }) => request),
        alive.flatMap(({ introductions }) => introductions),
        now.toInstant(),
        'Europe/Paris',
      );
      assert.ok(desk.callBack.some(({ due }) => due.some(({ late }) => late)));
      assert.ok(desk.now.length >= 5 && desk.now.length <= 45, `${desk.now.length} now`);
      assert.ok(desk.waiting.length >= 4, `${desk.waiting.length} waiting`);
      assert.ok(alive.some(({ request }) => !request.closing && isSettled(request)));
      const half = alive.filter(({ request }) => !request.closing && request.rides.length > 0 && !isSettled(request));
      assert.ok(half.length > 0);
    });

    test('most requests were not met, as for the ancestor, and some were', () => {
      const closed = data.requests.flatMap(({ request }) => request.closing?.reason ?? []);
      const met = closed.filter((reason) => reason === 'done' || reason === 'regular-found').length / closed.length;
      assert.ok(met > 0.15 && met < 0.45, `${met} met`);
      const open = data.requests.filter(({ request }) => !request.closing).length;
      assert.ok(open >= 40 && open <= 75, `${open} open`);
    });
  });
}
