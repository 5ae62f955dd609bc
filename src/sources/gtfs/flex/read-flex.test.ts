import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { createFeedNotes } from '#src/sources/gtfs/feed-notes.ts';
import { openFeedZip } from '#src/sources/gtfs/feed-zip.ts';
import { readServices } from '#src/sources/gtfs/read-services.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { readFlex } from '#src/sources/gtfs/flex/read-flex.ts';
import { zipFeed } from '#src/sources/gtfs/flex/zip-feed.ts';
import type { Stop } from '#src/places/place.ts';
import { flexFeedOf } from '#src/transit/on-demand/flex-feed.ts';
import type { OnDemandService } from '#src/transit/on-demand/on-demand-service.ts';
import { type OtherWay, serviceOf, workingDays } from '#src/transit/on-demand/other-way.ts';
import { decodeTimetable, encodeTimetable } from '#src/transit/timetable/timetable-file.ts';
import { type ServiceQuery, servicesFor } from '#src/transit/on-demand/services-for.ts';
import { CAHORS, GRAMAT } from '#test/fixtures/drivers.ts';
import { type FeedFiles, writeFeed } from '#test/fixtures/gtfs-feed.ts';
import { aTad } from '#test/fixtures/other-ways.ts';
import { noteSkipped } from '#test/note-skipped.ts';

const REAL = '../shared/data/gtfs/vbb-gtfs-flex.zip';
const NOW = { date: '2026-11-24', time: 9 * 60 };

const at = (latitude: number, longitude: number): Pick<Stop, 'communeCode' | 'point'> => ({
  communeCode: '',
  point: { latitude, longitude },
});

const FILES: FeedFiles = {
  'agency.txt': `agency_id,agency_name,agency_url,agency_timezone,agency_phone
A,Cars d’essai,https://cars.exemple.fr,Europe/Paris,05 36 49 00 10
`,
  'stops.txt': `stop_id,stop_name,stop_lat,stop_lon
S1,Mairie,44.60,1.70
S2,Gare,44.45,1.44
`,
  'routes.txt': `route_id,agency_id,route_long_name,route_type,route_desc,route_url
R,A,TAD du Causse,3,De porte à porte,https://tad.exemple.fr
`,
  'calendar.txt': `service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
W,1,1,1,1,1,0,0,20261101,20261231
O,1,1,1,1,1,0,0,20261101,20261231
`,
  'calendar_dates.txt': `service_id,date,exception_type
W,20261127,2
W,20261128,1
O,20261125,2
`,
  'trips.txt': `route_id,service_id,trip_id,wheelchair_accessible
R,W,t1,2
`,
  'stop_times.txt': `trip_id,stop_sequence,stop_id,location_group_id,location_id,start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type,pickup_booking_rule_id,drop_off_booking_rule_id
t1,2,,,trou,09:00:00,12:00:00,1,2,,B
t1,1,,,zone,08:00:00,11:00:00,2,1,B,
`,
  'booking_rules.txt': `booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,prior_notice_last_time,prior_notice_start_day,prior_notice_service_id,message,phone_number,booking_url
B,2,,1,17:00:00,14,O,Dites votre étage.,05 36 49 00 12,https://tad.exemple.fr/reserver
`,
  'locations.geojson': JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 'zone',
        properties: {},
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [1, 44],
                [2, 44],
                [2, 45],
                [1, 45],
                [1, 44],
              ],
            ],
            [
              [
                [3, 44],
                [4, 44],
                [4, 45],
                [3, 45],
                [3, 44],
              ],
            ],
          ],
        },
      },
      {
        type: 'Feature',
        id: 'trou',
        properties: { stop_name: 'Autour' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [1, 44],
              [2, 44],
              [2, 45],
              [1, 45],
              [1, 44],
            ],
            [
              [1.4, 44.4],
              [1.6, 44.4],
              [1.6, 44.6],
              [1.4, 44.6],
              [1.4, 44.4],
            ],
          ],
        },
      },
    ],
  }),
};

suite('GTFS-Flex, read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotocar-flex-'));
  after(() => rmSync(folder, { recursive: true }));
  let made = 0;

  const readZip = async (path: string) => {
    const zip = await openFeedZip(path);
    const notes = createFeedNotes();
    try {
      const { services } = await readFlex({ zip, notes }, await readServices({ zip, notes }));
      return { services, remarks: notes.remarks().map(({ file, what }) => `${file} : ${what}`) };
    } finally {
      zip.close();
    }
  };
  const read = async (changes: Readonly<Record<string, string | undefined>> = {}) => {
    const files = Object.fromEntries(
      Object.entries({ ...FILES, ...changes }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
    );
    return readZip(await writeFeed(join(folder, `${(made += 1)}.zip`), files));
  };
  const cards = (services: readonly OnDemandService[], changes: Partial<ServiceQuery> = {}) =>
    servicesFor(services, {
      from: at(44.5, 1.5),
      to: at(44.1, 1.1),
      date: '2026-11-26',
      window: { kind: 'any' },
      motive: null,
      needs: [],
      now: NOW,
      ...changes,
    });

  test('shapes, several of one name and with holes; windows; days; who answers', async () => {
    const { services, remarks } = await read();
    assert.deepEqual(remarks, []);
    const [service] = services;
    assert.ok(service);
    assert.deepEqual(
      [service.name, service.source, service.words],
      ['TAD du Causse', 'Cars d’essai', 'De porte à porte'],
    );
    assert.deepEqual([service.unfit, service.url], [['wheelchair'], 'https://tad.exemple.fr/']);
    const [card] = cards(services);
    assert.ok(card);
    assert.deepEqual(
      card.legs.map(({ pickUp, setDown }) => [pickUp.from, pickUp.until, setDown.from, setDown.until]),
      [[480, 660, 540, 720]],
    );
    assert.deepEqual([card.booking.phone, card.booking.url], ['+33536490012', 'https://tad.exemple.fr/reserver']);
    assert.equal(card.booking.message, 'Dites votre étage. Pas plus de 14 jours avant.');
    assert.deepEqual(card.bookBy, { date: '2026-11-24', time: 1020 }, 'the day before, but one that is not counted');
    assert.equal(cards(services, { from: at(44.5, 3.5) }).length, 1, 'the second polygon');
    assert.deepEqual(cards(services, { to: at(44.5, 1.5) }), [], 'in the hole');
    assert.deepEqual(cards(services, { from: at(44.1, 1.1), to: at(44.5, 3.5) }), [], 'not the other way round');
    assert.deepEqual(cards(services, { date: '2026-11-27' }), [], 'removed');
    assert.equal(cards(services, { date: '2026-11-28' }).length, 1, 'added');
    assert.deepEqual(cards(services, { date: '2027-01-04' }), [], 'after the last day');
  });

  test('groups of stops, with the old spelling and one line a trip; stops with windows', async () => {
    const group = await read({
      'locations.geojson': undefined,
      'location_groups.txt': 'location_group_id,location_group_name\nG,Le causse\n',
      'location_group_stops.txt': 'location_group_id,stop_id\nG,S1\nG,S2\n',
      'stop_times.txt':
        'trip_id,stop_sequence,stop_id,location_group_id,start_pickup_dropoff_window,end_pickup_dropoff_window,pickup_type,drop_off_type,pickup_booking_rule_id\nt1,1,,G,08:00:00,25:00:00,2,2,B\n',
    });
    const ends = { from: at(44.601, 1.7), to: at(44.451, 1.44) };
    assert.equal(cards(group.services, ends).length, 1);
    assert.deepEqual(cards(group.services, { ...ends, to: at(44.5, 1.44) }), []);
    const stops = await read({
      'stop_times.txt':
        'trip_id,stop_sequence,stop_id,start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type\nt1,1,S1,08:00:00,09:00:00,2,1\nt1,5,S2,09:00:00,10:00:00,1,2\n',
    });
    const [card] = cards(stops.services, ends);
    assert.deepEqual(card?.booking, { notice: { kind: 'none' }, phone: '+33536490010', url: null, message: '' });
    assert.deepEqual(cards(stops.services, { from: ends.to, to: ends.from }), []);
  });

  test('each type of booking', async () => {
    const rule = async (line: string) => {
      const { services, remarks } = await read({
        'booking_rules.txt': `booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_duration_max,prior_notice_last_day,prior_notice_last_time,phone_number\nB,${line}\n`,
      });
      return [services[0]?.legs[0]?.booking.notice, remarks] as const;
    };
    assert.deepEqual(await rule('0,,,,,'), [{ kind: 'real-time' }, []]);
    assert.deepEqual(await rule('1,45,,,,'), [{ kind: 'same-day', minutes: 45 }, []]);
    assert.deepEqual(await rule('2,,,3,,'), [{ kind: 'days-before', days: 3, until: 1439, counted: null }, []]);
    const [notice, [remark]] = await rule('1,,,,,');
    assert.deepEqual(notice, { kind: 'none' });
    assert.match(remark ?? '', /délai de réservation ne se lit pas/);
  });

  test('what is wrong is said, and leaves out as little as can be', async () => {
    const broken = await read({ 'locations.geojson': '<html>' });
    assert.deepEqual(broken.services, []);
    assert.match(broken.remarks.join('\n'), /FeatureCollection[\s\S]*n’est décrit nulle part/);
    const line = await read({
      'locations.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { id: 'zone', geometry: { type: 'Point', coordinates: [1, 44] } },
          ...JSON.parse(FILES['locations.geojson'] as string).features.slice(1),
        ],
      }),
    });
    assert.deepEqual(line.services, []);
    assert.match(line.remarks.join('\n'), /n’est ni un polygone ni plusieurs/);
    const hours = await read({ 'stop_times.txt': (FILES['stop_times.txt'] as string).replace('11:00:00', 'midi') });
    assert.match(hours.remarks.join('\n'), /ne se lisent pas/);
    const script = await read({
      'booking_rules.txt': (FILES['booking_rules.txt'] as string).replace(
        'https://tad.exemple.fr/reserver',
        'javascript:alert(1)',
      ),
    });
    assert.equal(script.services[0]?.legs[0]?.booking.url, null);
    assert.deepEqual((await read({ 'stop_times.txt': 'trip_id,stop_sequence,stop_id\nt1,1,S1\n' })).services, []);
  });

  const TYPED: readonly OtherWay[] = [
    aTad(),
    aTad({
      id: 'tad-cahors',
      name: 'TAD vers Cahors',
      reach: 'places',
      places: [{ ...CAHORS, label: 'Gare de Cahors' }],
      closedOnHolidaysOf: [],
      unfit: ['wheelchair'],
      booking: {
        ...aTad().booking,
        phone: '+33536490012',
        notice: { kind: 'days-before', days: 1, until: 960, counted: workingDays(['46']) },
      },
    }),
    aTad({
      id: 'tad-midi',
      name: 'TAD du midi',
      booking: { ...aTad().booking, phone: '+33536490013', notice: { kind: 'same-day', minutes: 90 } },
    }),
  ];

  test('what we export is read back as it was typed, whatever is asked', async () => {
    const rocamadour: Stop = {
      ...GRAMAT,
      label: 'Rocamadour',
      communeCode: '46240',
      point: { latitude: 44.7992, longitude: 1.6178 },
    };
    const points: Readonly<Record<string, Stop>> = { '46128': GRAMAT, '46240': rocamadour };
    const tables = flexFeedOf(TYPED, {
      publisher: 'Lotocar du Lot',
      homepage: 'https://lot.exemple.fr/',
      zone: 'Europe/Paris',
      today: NOW.date,
      findCommune: (code) => points[code] && { name: points[code].label, point: points[code].point },
      messageOf: () => '',
    });
    const path = join(folder, 'exported.zip');
    writeFileSync(path, await zipFeed(tables, Temporal.Instant.from('2026-11-24T08:00:00Z')));
    const { services, remarks } = await readZip(path);
    assert.deepEqual(remarks, []);
    const typed = TYPED.map(serviceOf);
    const say = (all: readonly OnDemandService[], query: Partial<ServiceQuery>) =>
      cards(all, query).map(({ service, legs, booking, bookBy, tooLate, onTime }) => ({
        name: service.name,
        unfit: service.unfit,
        hours: legs.map(({ pickUp }) => pickUp),
        phone: booking.phone,
        bookBy,
        tooLate,
        onTime,
      }));
    let found = 0;
    for (const [from, to] of [
      [GRAMAT, rocamadour],
      [rocamadour, GRAMAT],
      [GRAMAT, CAHORS],
      [CAHORS, rocamadour],
      [CAHORS, CAHORS],
    ] as const)
      for (const date of ['2026-11-24', '2026-11-26', '2026-11-27', '2026-11-28', '2026-12-25', '2027-05-07'])
        for (const window of [
          { kind: 'any' },
          { kind: 'leave-at', at: 600 },
          { kind: 'arrive-by', at: 1000 },
        ] as const) {
          const query = { from, to, date, window };
          assert.deepEqual(say(services, query), say(typed, query), `${from.label} ${to.label} ${date} ${window.kind}`);
          found += say(typed, query).length;
        }
    assert.ok(found > 60, `only ${found} cards were compared`);
  });

  test('a real feed: the on-demand buses of Angermünde', async (t) => {
    if (!existsSync(REAL)) {
      noteSkipped(`le vrai fichier GTFS-Flex n’est pas là (${REAL})`);
      t.skip('the real feed is not there');
      return;
    }
    const { services, remarks } = await readZip(REAL);
    assert.deepEqual(remarks, []);
    assert.deepEqual(
      services.map(({ name }) => name),
      ['RufBus 476, RufBus 477, RufBus 478', 'RufBus 487, RufBus 488'],
    );
    const [goerlsdorf, crussow] = [at(53.0536, 13.9447), at(52.992, 14.0744)];
    const asked = { from: goerlsdorf, to: crussow, now: { date: '2023-06-01', time: 0 } };
    const [evening, ...others] = cards(services, { ...asked, date: '2023-06-01' });
    assert.ok(evening);
    assert.deepEqual(others, []);
    assert.equal(evening.booking.phone, '+493332442755');
    assert.deepEqual(evening.booking.notice, { kind: 'same-day', minutes: 60 });
    assert.deepEqual(evening.legs[0]?.pickUp, { from: 17 * 60 + 30, until: 22 * 60 });
    assert.equal(evening.service.source, 'Uckermärkische Verkehrsgesellschaft mbH');
    // Whit Monday is served as a Sunday.
    assert.deepEqual(
      cards(services, { ...asked, now: { date: '2023-05-01', time: 0 }, date: '2023-05-29' })[0]?.legs[0]?.pickUp.from,
      480,
    );
    assert.deepEqual(cards(services, { ...asked, date: '2024-06-03' }), []);
    assert.deepEqual(cards(services, { ...asked, to: at(52.52, 13.4), date: '2023-06-01' }), [], 'Berlin');
    // Through the importer, and the file it makes.
    const { timetable, report } = await readFeed(REAL, { zone: 'Europe/Paris', builtAt: '2026-11-24T08:00:00.000Z' });
    assert.equal(report.kept.trips, 0);
    assert.equal(report.kept.onDemand, services.length);
    const kept = decodeTimetable(encodeTimetable(timetable));
    assert.deepEqual(kept.onDemand, services);
    assert.deepEqual([kept.about.firstDate, kept.about.lastDate], ['2023-01-01', '2023-12-31']);
  });
});
