import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';
import { offer, query, regular, RULES } from '#test/fixtures/lot-offers.ts';
import { matchAmong } from '#test/fixtures/match-among.ts';

const find = (offers: readonly Offer[], asked: MatchQuery, rules = RULES) => matchAmong(offers, asked, rules);
const ids = (offers: readonly Offer[], asked: MatchQuery, rules = RULES) =>
  find(offers, asked, rules).matches.map((match) => match.offer.trip.id);

describe('detour', () => {
  test("the ancestor's own example: Pradines → Gourdon on the way of Cahors → Gourdon", () => {
    const [match] = find([offer(['Cahors', 'Gourdon'])], query('Pradines', 'Gourdon')).matches;
    // By hand: straight km 5.13 + 28.36 - 32.28, times 1.4, at 60 km/h.
    assert.ok(match && match.detour > 1 && match.detour < 3, String(match?.detour));
    assert.equal(match.band, 'direct');
    assert.equal(match.estimated, true);
    assert.ok(Math.abs(match.detourMetres() - match.detour * 1000) < 5);
    assert.deepEqual([match.boardAfterStop, match.alightAfterStop], [0, 0]);
  });

  test('no gap between bands: each whole and half minute up to the limit is in one of them', () => {
    const seen = new Set<string>();
    for (let north = 0; north <= 40; north += 0.5) {
      // A straight line north, left to pick someone up who lives aside.
      const asked = query('Cahors', 'Gourdon');
      const aside = { ...asked.from, communeCode: '46000', point: { latitude: 44.55, longitude: 1.42 + north / 80 } };
      const [match] = find([offer(['Cahors', 'Gourdon'])], { ...asked, from: aside }).matches;
      if (match === undefined) continue;
      const { detour, band } = match;
      assert.equal(band, detour <= 5 ? 'direct' : detour <= 15 ? 'small' : 'large');
      assert.ok(detour <= 45);
      seen.add(`${band} ${detour > 5 && detour < 10 ? 'between 5 and 10' : ''}`.trim());
    }
    // Between 5 and 10 minutes the ancestor showed nobody.
    assert.ok(seen.has('small between 5 and 10'), [...seen].join());
    assert.ok(seen.has('direct') && seen.has('large'));
  });

  test('a detour exactly at the end of a band belongs to it', () => {
    const driver = offer(['Cahors', 'Gourdon']);
    const asked = query('Mercuès', 'Gourdon');
    const detour = find([driver], asked).matches[0]?.detour ?? 0;
    assert.ok(detour > 0);
    assert.equal(
      find([driver], asked, { ...RULES, bands: { direct: detour, small: 15, large: 45 } }).matches[0]?.band,
      'direct',
    );
    assert.equal(
      find([driver], asked, { ...RULES, bands: { direct: 0, small: detour, large: 45 } }).matches[0]?.band,
      'small',
    );
    assert.equal(
      find([driver], asked, { ...RULES, bands: { direct: 0, small: 0, large: detour } }).matches[0]?.band,
      'large',
    );
    assert.deepEqual(ids([driver], asked, { ...RULES, bands: { direct: 0, small: 0, large: detour - 0.01 } }), []);
  });

  test("the driver's own limit wins, lower or higher; the band still says which", () => {
    const asked = query('Gramat', 'Figeac');
    const plain = find([offer(['Assier', 'Figeac'])], asked, { ...RULES, bands: { direct: 5, small: 15, large: 200 } });
    const detour = plain.matches[0]?.detour ?? 0;
    assert.ok(detour > 20 && detour < 60, String(detour));
    assert.deepEqual(
      ids([offer(['Assier', 'Figeac'], { maxDetour: 10 })], asked, {
        ...RULES,
        bands: { direct: 5, small: 15, large: 60 },
      }),
      [],
    );
    const [more] = find([offer(['Assier', 'Figeac'], { maxDetour: 60 })], asked, {
      ...RULES,
      bands: { direct: 5, small: 15, large: 20 },
    }).matches;
    assert.equal(more?.band, 'large');
    assert.ok(more?.why.some((reason) => reason.kind === 'driver-accepts-more' && reason.limit === 60));
    assert.deepEqual(ids([offer(['Cahors', 'Gourdon'], { maxDetour: 0 })], query('Cahors', 'Gourdon')), [
      'Cahors-Gourdon',
    ]);
  });

  test('nobody goes against their own trip, however short', () => {
    // Twice 8 minutes would be a "detour" of 16 minutes.
    assert.deepEqual(ids([offer(['Cahors', 'Mercuès'])], query('Mercuès', 'Cahors')), []);
    assert.deepEqual(ids([offer(['Gourdon', 'Cahors'])], query('Cahors', 'Gourdon')), []);
    assert.deepEqual(ids([offer(['Cahors', 'Mercuès'])], query('Cahors', 'Mercuès')), ['Cahors-Mercuès']);
  });

  test('within the direct band, a few steps backwards are still a favour one can ask', () => {
    const asked = query('Mercuès', 'Mercuès');
    const south = { ...asked.to, point: { ...asked.to.point, latitude: asked.to.point.latitude - 0.01 } };
    const [match] = find([offer(['Cahors', 'Gourdon'])], { ...asked, to: south }).matches;
    assert.equal(match?.band, 'direct');
    assert.ok(match.detour > 2, String(match.detour));
  });

  test('communes on the way are real stops: the detour counts from them', () => {
    const by = find([offer(['Gramat', 'Lacapelle', 'Assier', 'Figeac'])], query('Assier', 'Figeac')).matches[0];
    assert.equal(by?.detour, 0);
    assert.equal(by?.passesBy, 'Assier');
    const straight = find([offer(['Gramat', 'Figeac'])], query('Lacapelle', 'Figeac')).matches[0];
    const withVia = find([offer(['Gramat', 'Lacapelle', 'Figeac'])], query('Lacapelle', 'Figeac')).matches[0];
    assert.ok((straight?.detour ?? 0) > 1);
    assert.equal(withVia?.detour, 0);
  });

  test('someone who lives near a stop on the way is told which', () => {
    const match = find([offer(['Gramat', 'Assier', 'Figeac'])], query('Livernon', 'Figeac')).matches[0];
    assert.deepEqual(match?.why[0], { kind: 'passes-by', end: 'from', communeName: 'Assier', how: 'near-stop' });
    assert.equal(match?.passesBy, 'Assier');
    assert.deepEqual(match?.why.at(1), { kind: 'same-commune', end: 'to' });
  });
});

const why = (stops: Parameters<typeof offer>[0], asked: MatchQuery) => find([offer(stops)], asked).matches[0];

describe('the words of a match', () => {
  test('both own ends need no word but the detour', () => {
    const match = why(['Cahors', 'Gourdon'], query('Cahors', 'Gourdon'));
    assert.deepEqual(match?.why, [
      { kind: 'same-commune', end: 'from' },
      { kind: 'same-commune', end: 'to' },
      { kind: 'detour', minutes: 0, estimated: true },
    ]);
    assert.equal(match?.passesBy, null);
  });

  test('a place on the way between two stops is named itself', () => {
    assert.equal(why(['Cahors', 'Gourdon'], query('Mercuès', 'Gourdon'))?.passesBy, 'Mercuès');
    assert.equal(why(['Gourdon', 'Cahors'], query('Gourdon', 'Mercuès'))?.passesBy, 'Mercuès');
    assert.equal(why(['Gramat', 'Figeac'], query('Gramat', 'Assier'))?.passesBy, 'Assier');
  });

  test('a real detour names no commune', () => {
    const match = why(['Assier', 'Figeac'], query('Lacapelle', 'Figeac'));
    assert.equal(match?.band, 'small');
    assert.equal(match?.passesBy, null);
  });
});

describe('days and hours', () => {
  const everyday = offer(['Cahors', 'Gourdon'], { id: 'everyday' });
  const tuesdays = offer(['Cahors', 'Gourdon'], { id: 'tuesdays', schedule: regular({ weekdays: 2, departure: 540 }) });
  const variable = offer(['Cahors', 'Gourdon'], { id: 'variable', schedule: regular({ departure: null }) });

  test('a day gone by has nobody, and the coming days are named', () => {
    const result = find(
      [everyday, tuesdays],
      query('Cahors', 'Gourdon', { when: { kind: 'date', date: '2026-11-30' } }),
    );
    assert.deepEqual(result.matches, []);
    assert.equal(result.otherDays[0]?.date, '2026-12-02');
    assert.deepEqual(
      result.otherDays.find((day) => day.date === '2026-12-08'),
      { date: '2026-12-08', weekday: 2, drivers: 2, onTime: 2 },
    );
    assert.ok(result.otherDays.every((day) => day.date > '2026-11-30' && day.weekday < 6));
  });

  test('today, once the driver has left, is over', () => {
    const today = { kind: 'date', date: '2026-12-01' } as const;
    const asked = query('Cahors', 'Gourdon', { when: today });
    assert.deepEqual(ids([everyday, tuesdays, variable], asked), ['variable']);
    assert.deepEqual(ids([everyday, tuesdays], { ...asked, now: { date: '2026-12-01', time: 520 } }), ['tuesdays']);
    assert.deepEqual(ids([everyday, tuesdays], { ...asked, now: { date: '2026-12-01', time: 510 } }), [
      'everyday',
      'tuesdays',
    ]);
  });

  test('an appointment: the arrival that waits least first, late apart, variable last', () => {
    const asked = query('Cahors', 'Gourdon', {
      when: { kind: 'date', date: '2026-12-08' },
      window: { kind: 'arrive-by', at: 590 },
    });
    // 32.3 km as the crow flies: 46 minutes on the road, so 9 h 16 for the one and 9 h 46 for the other.
    const result = find([variable, everyday, tuesdays], asked);
    assert.deepEqual(
      result.matches.map((match) => match.offer.trip.id),
      ['tuesdays', 'variable'],
    );
    assert.deepEqual(
      result.outsideWindow.map((match) => [match.offer.trip.id, match.missesBy]),
      [['everyday', 4]],
    );
    const late = find([tuesdays], { ...asked, window: { kind: 'arrive-by', at: 585 } });
    assert.deepEqual(
      late.outsideWindow.map((match) => match.missesBy),
      [-1],
    );
    assert.deepEqual([late.outsideWindow[0]?.pickupAt, late.outsideWindow[0]?.arriveAt], [540, 586]);
  });

  test('the asked day without anyone names the other days', () => {
    const result = find(
      [tuesdays],
      query('Cahors', 'Gourdon', { when: { kind: 'date', date: '2026-12-10' }, window: { kind: 'leave-at', at: 480 } }),
    );
    assert.deepEqual(result.otherDays, [
      { date: '2026-12-08', weekday: 2, drivers: 1, onTime: 0 },
      { date: '2026-12-15', weekday: 2, drivers: 1, onTime: 0 },
    ]);
  });

  test('a weekly need is served on the weekdays it can be, by regular trips only', () => {
    const once = offer(['Cahors', 'Gourdon'], {
      id: 'once',
      schedule: { kind: 'one-off', date: '2026-12-08', departure: 510 },
    });
    const when = { kind: 'weekdays', mask: 2 + 64, from: '2026-12-01', until: null } as const;
    const { matches } = find([everyday, tuesdays, once], query('Cahors', 'Gourdon', { when }));
    assert.deepEqual(
      matches.map((match) => match.slots),
      [['weekday-2'], ['weekday-2']],
    );
    assert.equal(matches[0]?.dates[0], '2026-12-08');
  });
});

describe('who is shown, and in which order', () => {
  const asked = query('Cahors', 'Gourdon');
  test('seats told and too few refuse; seats never told do not', () => {
    const list = [
      offer(['Cahors', 'Gourdon'], { id: 'two', seats: 2 }),
      offer(['Cahors', 'Gourdon'], { id: 'untold' }),
    ];
    assert.deepEqual(ids(list, { ...asked, seats: 3 }), ['untold']);
    assert.deepEqual(ids(list, { ...asked, seats: 2 }), ['two', 'untold']);
  });

  test('a car that takes the wheelchair comes first in its band, the others are to be asked', () => {
    const list = [
      offer(['Cahors', 'Gourdon'], { id: 'a' }),
      offer(['Cahors', 'Gourdon'], { id: 'b', carTakes: ['wheelchair'] }),
    ];
    const { matches } = find(list, { ...asked, needs: ['wheelchair', 'companion'] });
    assert.deepEqual(
      matches.map((match) => [match.offer.trip.id, match.askAbout]),
      [
        ['b', []],
        ['a', ['wheelchair']],
      ],
    );
    assert.ok(matches[1]?.why.some((reason) => reason.kind === 'ask-about'));
  });

  test('equal ones keep the order of their ids', () => {
    const list = ['c', 'a', 'b'].map((id) => offer(['Cahors', 'Gourdon'], { id }));
    assert.deepEqual(ids(list, asked), ['a', 'b', 'c']);
    assert.deepEqual(ids(list.toReversed(), asked), ['a', 'b', 'c']);
  });

  test('the public reads those who accepted; the team reads all who were welcomed', () => {
    const list = [
      offer(['Cahors', 'Gourdon'], { id: 'listed' }),
      offer(['Cahors', 'Gourdon'], { id: 'not listed' }, { listed: false }),
      offer(['Cahors', 'Gourdon'], { id: 'to verify', toVerify: true }),
      offer(['Cahors', 'Gourdon'], { id: 'not welcomed' }, { welcomed: false }),
      offer(['Cahors', 'Gourdon'], { id: 'set aside' }, { setAside: true }),
      offer(['Cahors', 'Gourdon'], { id: 'stopped', state: 'stopped' }),
      offer(['Cahors', 'Gourdon'], { id: 'neighbour', territoryId: 'voisin' }),
      offer(['Cahors', 'Gourdon'], { id: 'willing neighbour', territoryId: 'voisin' }, { neighbours: true }),
      offer(
        ['Cahors', 'Gourdon'],
        { id: 'unlisted neighbour', territoryId: 'voisin' },
        { neighbours: true, listed: false },
      ),
    ];
    assert.deepEqual(ids(list, asked), ['listed', 'willing neighbour']);
    assert.deepEqual(ids(list, { ...asked, audience: 'team' }), [
      'listed',
      'not listed',
      'to verify',
      'willing neighbour',
    ]);
    const shown = find(list, asked).matches.find((match) => match.offer.trip.territoryId !== 'lot');
    assert.deepEqual(shown?.why[0], { kind: 'neighbour', territoryId: 'voisin' });
  });
});

const back = (hour: number | null, changes: Partial<Offer['trip']> = {}) =>
  offer(
    ['Gourdon', 'Cahors'],
    { id: `back ${hour}`, schedule: regular({ departure: hour }), ...changes },
    { id: 'camille' },
  );

describe('the way back', () => {
  const out = offer(['Cahors', 'Gourdon'], { id: 'out' }, { id: 'camille' });
  const wayBackOf = (list: readonly Offer[], changes: Partial<MatchQuery> = {}) =>
    find([out, ...list], query('Cahors', 'Gourdon', changes)).matches.find((match) => match.offer === out)?.wayBack;

  test('its absence is said', () => {
    assert.equal(wayBackOf([]), null);
    assert.equal(wayBackOf([back(540)]), null, 'leaves before the outward trip arrives');
    assert.equal(wayBackOf([back(1020, { schedule: regular({ departure: 1020, weekdays: 96 }) })]), null, 'other days');
    assert.equal(
      wayBackOf([offer(['Gourdon', 'Cahors'], { schedule: regular({ departure: 1020 }) })]),
      null,
      'someone else',
    );
  });

  test('the one offered as the return comes before another', () => {
    assert.equal(wayBackOf([back(1020), back(720)])?.offer.trip.id, 'back 720');
    const linked = wayBackOf([back(1020, { returnOf: 'out' }), back(720)]);
    assert.deepEqual([linked?.offer.trip.id, linked?.linked, linked?.pickupAt], ['back 1020', true, 1020]);
    assert.equal(wayBackOf([back(null)])?.pickupAt, null);
  });

  test('it says the days on which it brings back', () => {
    const fridays = back(1020, { schedule: regular({ departure: 1020, weekdays: 16 }) });
    const when = { kind: 'weekdays', mask: 31, from: '2026-12-01', until: null } as const;
    assert.deepEqual(wayBackOf([fridays], { when })?.slots, ['weekday-5']);
    assert.deepEqual(wayBackOf([fridays], { when: { kind: 'date', date: '2026-12-04' } })?.dates, ['2026-12-04']);
    assert.equal(wayBackOf([fridays], { when: { kind: 'date', date: '2026-12-03' } }), null);
  });

  test('of a weekly need, somebody else brings back every week or not at all', () => {
    const once = back(1020, { schedule: { kind: 'one-off', date: '2026-12-04', departure: 1020 } });
    const other = { ...once, driver: { ...once.driver, id: 'dominique' } };
    const asked = (when: MatchQuery['when']) =>
      find([out, other], query('Cahors', 'Gourdon', { pairs: true, when })).matches[0]?.otherBack?.offer ?? null;
    assert.equal(asked({ kind: 'weekdays', mask: 31, from: '2026-12-01', until: null }), null);
    assert.equal(asked({ kind: 'date', date: '2026-12-04' }), other);
  });
});
