import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { ALL_OFF } from '#src/territory/switches.ts';
import { workingDays } from '#src/transit/on-demand/other-way.ts';
import { CAHORS } from '#test/fixtures/drivers.ts';
import { GTFS_REFERENCE } from '#test/fixtures/gtfs-reference.ts';
import { aShuttle, aTad } from '#test/fixtures/other-ways.ts';
import { unzipTables } from '#test/fixtures/unzip.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';

const PATH = '/lot/transport-a-la-demande.zip';
const AT = '2026-11-24T08:00:00.000Z';
/** A shape of each type that is not only text. */
const SHAPES: readonly (readonly [RegExp, RegExp])[] = [
  [/^Date$/u, /^\d{8}$/u],
  [/^Time$/u, /^\d{2}:[0-5]\d:[0-5]\d$/u],
  [/^URL$/u, /^https?:\/\/\S+$/u],
  [/^(?:Enum|Integer|Non-negative integer)$/u, /^\d+$/u],
  [/^(?:Latitude|Longitude)$/u, /^-?\d+\.\d{6}$/u],
  [/^Phone number$/u, /^\+\d{6,15}$/u],
];

suite('transports on demand given away as GTFS-Flex', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  test('off, or with nothing to give, there is nothing at that address', async () => {
    const add = (...ways: readonly ReturnType<typeof aTad>[]) =>
      service.service.storage.atomically(service.territory.id, async ({ otherWays }) => {
        for (const way of ways) await otherWays.add(way, AT);
      });
    await add(aShuttle(), aTad({ id: 'arrete', stopped: true }));
    await setSwitches(service, { timetables: true });
    assert.equal((await service.get(PATH)).status, 404, 'a minibus and a stopped TAD');
    await add(
      aTad({ who: 'dès 70 ans', words: 'On vous prend, à « la porte »,\nou tout près.', unfit: ['wheelchair'] }),
      aTad({
        id: 'tad-places',
        name: 'TAD, « vers » Cahors',
        reach: 'places',
        places: [{ ...CAHORS, label: 'Gare de Cahors', source: 'local' }],
        hours: null,
        closedOnHolidaysOf: [],
        url: 'https://example.org/tad',
        booking: {
          notice: { kind: 'days-before', days: 2, until: 16 * 60 + 30, counted: workingDays(['46']) },
          phone: '+33536490012',
          url: null,
          message: '',
        },
      }),
      aTad({ id: 'tad-meme-jour', booking: { ...aTad().booking, notice: { kind: 'same-day', minutes: 90 } } }),
      aTad({ id: 'tad-maintenant', booking: { ...aTad().booking, notice: { kind: 'real-time' } } }),
    );
    await setSwitches(service, {});
    assert.equal((await service.get(PATH)).status, 404);
    await setSwitches(service, { timetables: true });
  });

  const feed = async () => {
    const response = await service.get(PATH);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Content-Type'), 'application/zip');
    return unzipTables(new Uint8Array(await response.arrayBuffer()));
  };

  test('each file, field and value is one of the reference; what it requires is there; what is named exists', async () => {
    const tables = await feed();
    for (const name of [
      'agency.txt',
      'stops.txt',
      'routes.txt',
      'trips.txt',
      'stop_times.txt',
      'calendar.txt',
      'feed_info.txt',
    ])
      assert.ok((tables.get(name)?.length ?? 0) > 0, name);
    for (const [name, rows] of tables) {
      const fields = GTFS_REFERENCE.get(name);
      assert.ok(fields, `${name} is not in the reference`);
      for (const row of rows) {
        for (const [field, { required }] of fields)
          if (required) assert.notEqual(row[field] ?? '', '', `${name} ${field}`);
        for (const [field, value] of Object.entries(row)) {
          const asked = fields.get(field);
          assert.ok(asked, `${name} has no field ${field}`);
          if (value === '') continue;
          const shape = SHAPES.find(([type]) => type.test(asked.type))?.[1];
          if (shape) assert.match(value, shape, `${name} ${field}`);
          if (asked.refersTo.length > 0)
            assert.ok(
              asked.refersTo.some((to) => {
                const [table = '', column = ''] = to.split('.');
                return tables.get(`${table}.txt`)?.some((other) => other[column] === value);
              }),
              `${name} ${field} ${value}`,
            );
        }
      }
    }
  });

  test('what the reference requires or forbids by the case', async () => {
    const tables = await feed();
    const ids = ['stops.txt:stop_id', 'location_groups.txt:location_group_id'].flatMap((one) => {
      const [name = '', field = ''] = one.split(':');
      return (tables.get(name) ?? []).map((row) => row[field]);
    });
    assert.equal(new Set(ids).size, ids.length, 'unique across stops and groups');
    const trips = Map.groupBy(tables.get('stop_times.txt') ?? [], (row) => row['trip_id']);
    for (const [trip, rows] of trips) {
      assert.deepEqual(
        rows.map((row) => row['stop_sequence']),
        ['1', '2'],
        trip ?? '',
      );
      assert.ok(rows.some((row) => row['pickup_type'] === '2') && rows.some((row) => row['drop_off_type'] === '2'));
      for (const row of rows) {
        assert.match(`${row['pickup_type']}${row['drop_off_type']}`, /^[12]{2}$/u, '0 and 3 are forbidden in a window');
        assert.equal(row['pickup_type'] === '2', row['pickup_booking_rule_id'] !== '');
      }
    }
    const rules = (tables.get('booking_rules.txt') ?? []).map((row) =>
      [
        'booking_type',
        'prior_notice_duration_min',
        'prior_notice_last_day',
        'prior_notice_last_time',
        'prior_notice_service_id',
      ].map((field) => row[field]),
    );
    assert.deepEqual(
      rules.toSorted((a, b) => a.join(' ').localeCompare(b.join(' '))),
      [
        ['0', '', '', '', ''],
        ['1', '90', '', '', ''],
        ['2', '', '1', '17:00:00', ''],
        ['2', '', '2', '16:30:00', 'tad-places-jours-comptes'],
      ],
    );
    const message = tables.get('booking_rules.txt')?.find((row) => row['booking_rule_id'] === 'tad-causse')?.[
      'message'
    ];
    assert.equal(message, 'Prix : 2 € le trajet. Pour qui : dès 70 ans. Ne prend pas de fauteuil roulant.');
  });

  test('its days are those that were typed, without the public holidays', async () => {
    const tables = await feed();
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const calendars = new Map(
      tables.get('calendar.txt')?.map((row) => [row['service_id'], days.map((day) => row[day]).join('')]),
    );
    assert.equal(calendars.get('tad-causse-1'), '0101100');
    assert.equal(calendars.get('tad-causse-2'), '0000100');
    assert.equal(calendars.get('tad-places-1'), '1111111');
    assert.equal(calendars.get('tad-places-jours-comptes'), '1111100');
    const removed = (id: string) =>
      tables
        .get('calendar_dates.txt')
        ?.filter((row) => row['service_id'] === id)
        .map((row) => row['date']);
    assert.deepEqual(removed('tad-causse-2'), ['20261225', '20270101']);
    assert.deepEqual(removed('tad-places-1'), []);
    assert.ok(removed('tad-places-jours-comptes')?.includes('20270514') === false);
    assert.ok(removed('tad-places-jours-comptes')?.includes('20270506'), 'the Ascension');
  });

  test('given to another service, it shows the same cards there', async () => {
    const { storage, timetables } = service.service;
    const neighbour = await service.addTerritory('tarn', 'Lotocar du Tarn', '81', {
      switches: { ...ALL_OFF, timetables: true },
    });
    await addMember(service, 'tarn', { role: 'coordination', in: neighbour });
    const body = new FormData();
    body.append('fichier', new Blob([await (await service.get(PATH)).arrayBuffer()]), 'tad.zip');
    const { Cookie } = await signIn(service, 'tarn', 'tarn');
    const sent = await service.app.request('/tarn/equipe/reglages/horaires/fichier', {
      method: 'POST',
      body,
      headers: { Cookie, ...SAME },
    });
    assert.equal(sent.status, 303);
    for (;;) {
      const [feed] = await storage.instance.feeds.listOf(neighbour.id);
      if (feed && feed.lastImport?.state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await timetables.refresh();
    const search = '/tarn/trajets?depart=commune:46128&arrivee=commune:46240&date=2026-11-26';
    const html = await (await service.get(search)).text();
    assert.match(html, /<h3>TAD du Causse<\/h3>/u);
    assert.doesNotMatch(html, /D’après TAD du Causse/u, 'its name says it');
    assert.match(html, /tel:\+33536490011/u);
  });
});
