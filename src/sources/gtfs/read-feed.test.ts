import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { type FeedRead, readFeed } from '#src/sources/gtfs/read-feed.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { addDays } from '#src/time/dates.ts';
import { runsOnDay, type Timetable } from '#src/transit/timetable/timetable.ts';
import { decodeTimetable, encodeTimetable } from '#src/transit/timetable/timetable-file.ts';
import { type FeedFiles, SMALL_FEED, writeFeed } from '#test/fixtures/gtfs-feed.ts';

const BUILT_AT = '2026-11-24T08:00:00.000Z';

suite('reading a feed', () => {
  let folder = '';
  let number = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-gtfs-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const readWhole = async (files: FeedFiles): Promise<FeedRead> => {
    const read = await readFeed(await writeFeed(join(folder, `${(number += 1)}.zip`), files), {
      zone: 'Europe/Paris',
      builtAt: BUILT_AT,
    });
    // Whatever is read can be kept and opened again, the same.
    assert.deepEqual(decodeTimetable(encodeTimetable(read.timetable)), read.timetable);
    return read;
  };
  /** The small feed with some files otherwise; '' takes one away. */
  const read = (changes: FeedFiles = {}): Promise<FeedRead> =>
    readWhole(Object.fromEntries(Object.entries({ ...SMALL_FEED, ...changes }).filter(([, text]) => text !== '')));
  const append = (file: string, ...lines: string[]): FeedFiles => ({
    [file]: `${SMALL_FEED[file] as string}${lines.join('\n')}\n`,
  });
  const refused = async (changes: FeedFiles, sentence: RegExp): Promise<void> => {
    await assert.rejects(read(changes), (error) => {
      assert.ok(error instanceof SaidToPeople, String(error));
      assert.match(error.message, sentence);
      return true;
    });
  };
  /** "Figeac Gare 7:05 > ..." of a trip. */
  const journey = ({ trips, stopTimes, stops }: Timetable, id: string): string => {
    const trip = trips.ids.indexOf(id);
    assert.ok(trip >= 0, `no trip ${id}`);
    const clock = (seconds: number): string =>
      `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;
    const said: string[] = [];
    for (let at = trips.firstStopTime[trip] ?? 0; at < (trips.firstStopTime[trip + 1] ?? 0); at += 1)
      said.push(
        `${stops.ids[stopTimes.stops[at] ?? -1]} ${clock(stopTimes.arrivals[at] ?? 0)}${stopTimes.approximate[at] === 1 ? '?' : ''}`,
      );
    return said.join(' > ');
  };
  const daysOf = ({ trips, services, about }: Timetable, id: string): readonly string[] => {
    const service = trips.services[trips.ids.indexOf(id)] ?? -1;
    const days: string[] = [];
    for (let day = 0; addDays(about.firstDate, day) <= about.lastDate; day += 1)
      if (runsOnDay(services, service, day)) days.push(addDays(about.firstDate, day));
    return days;
  };
  const remarks = ({ report }: FeedRead): readonly string[] =>
    report.remarks.map(
      ({ file, what, count, lines }) => `${file} ${lines.map(({ line }) => line).join(',')} ×${count} ${what}`,
    );

  test('the rank of the first stop is kept where the others follow it', async () => {
    const { timetable } = await read();
    assert.deepEqual(timetable.trips.ids, ['t1', 't2', 't3']);
    assert.deepEqual(timetable.trips.firstSequences, Int32Array.of(1, -1, -1));
  });

  test('stops, lines, trips and hours, with only what trips use', async () => {
    const whole = await read();
    const { timetable } = whole;
    assert.deepEqual(whole.report, { kept: { routes: 2, stops: 5, trips: 3, stopTimes: 7 }, remarks: [] });
    assert.deepEqual(timetable.stops.ids, ['F', 'C1', 'C2', 'C', 'L', 'T']);
    assert.deepEqual([...timetable.stops.kinds], [0, 0, 0, 1, 0, 0]);
    assert.deepEqual([...timetable.stops.parents], [-1, 3, 3, -1, -1, -1]);
    // A platform without a place takes that of its station.
    assert.equal(timetable.stops.latitudes[1], 44.4496);
    assert.deepEqual(
      timetable.routes.map(({ shortName, kind, color }) => [shortName, kind, color]),
      [
        ['12', 'bus', '1D5C63'],
        ['T', 'train', null],
      ],
    );
    assert.deepEqual(timetable.agencies, [
      { id: 'A', name: 'Cars d’essai', url: 'https://cars.exemple.fr', phone: '05 36 49 00 10' },
    ]);
    assert.deepEqual(timetable.about, {
      source: 'Cars d’essai',
      zone: 'Europe/Paris',
      firstDate: '2026-11-01',
      lastDate: '2026-12-31',
      builtAt: BUILT_AT,
    });
    assert.equal(journey(timetable, 't1'), 'F 7:05 > L 7:50 > C1 8:30');
    assert.equal(journey(timetable, 't2'), 'F 23:30 > C1 24:55');
    assert.deepEqual([...timetable.stopTimes.pickups].slice(0, 3), [0, 2, 1]);
    assert.deepEqual([...timetable.stopTimes.dropOffs].slice(0, 3), [1, 3, 0]);
    assert.deepEqual([...timetable.trips.blocks], [0, -1, -1]);
    assert.deepEqual(timetable.trips.shortNames, ['', '', '87123']);
  });

  test('days of the week, dates added and dates removed', async () => {
    const { timetable } = await read();
    const days = daysOf(timetable, 't1');
    assert.equal(days[0], '2026-11-02');
    assert.ok(!days.includes('2026-11-11') && days.includes('2026-11-12') && days.includes('2026-12-06'));
    assert.ok(!days.includes('2026-11-28'));
    assert.equal(days.at(-1), '2026-12-31');
    assert.deepEqual(daysOf(timetable, 't3'), ['2026-11-28']);
  });

  test('a feed of dates alone, and one of weeks alone', async () => {
    const dates = await read({ 'calendar.txt': '' });
    assert.deepEqual(daysOf(dates.timetable, 't1'), ['2026-12-06']);
    assert.equal(dates.timetable.about.firstDate, '2026-11-28');
    const weeks = await read({ 'calendar_dates.txt': '' });
    assert.ok(daysOf(weeks.timetable, 't1').includes('2026-11-11'));
    assert.deepEqual(remarks(weeks), [
      'trips.txt 4 ×1 Aucun calendrier ne dit quels jours roule cette course : elle est laissée de côté.',
      'stop_times.txt 7,8 ×2 Ce passage est celui d’une course qui n’est pas gardée : il est laissé de côté.',
    ]);
  });

  test('what the feed announces of itself cuts what it says; an announcement of other years does not', async () => {
    const info = (first: string, last: string): FeedFiles => ({
      'feed_info.txt': `feed_publisher_name,feed_start_date,feed_end_date\nÉditeur,${first},${last}\n`,
    });
    const { about } = (await read(info('20261115', '20270115'))).timetable;
    assert.deepEqual([about.firstDate, about.lastDate], ['2026-11-15', '2026-12-31']);
    assert.equal((await read(info('20200101', '20201231'))).timetable.about.firstDate, '2026-11-01');
    assert.match(remarks(await read(info('demain', '20261231')))[0] ?? '', /La période annoncée ne se lit pas/u);
  });

  test('hours that go on for ever are cut to three years around today', async () => {
    const { timetable, report } = await read({
      'calendar.txt': (SMALL_FEED['calendar.txt'] as string).replace('20261101,20261231', '20100101,20991231'),
    });
    assert.equal(timetable.about.firstDate, '2025-11-24');
    assert.equal(timetable.about.lastDate, '2028-11-23');
    assert.match(report.remarks[0]?.what ?? '', /plus de trois ans/u);
  });

  test('missing hours are worked out: evenly, or by the distance where it is known', async () => {
    const stopTimes = (rows: readonly string[]): FeedFiles => ({
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint,shape_dist_traveled\n${rows.join('\n')}\n`,
    });
    const even = await read(
      stopTimes(['t1,7:00:00,7:00:00,F,1,,', 't1,,,L,2,,', 't1,,,C2,3,,', 't1,8:30:00,8:30:00,C1,4,0,']),
    );
    assert.equal(journey(even.timetable, 't1'), 'F 7:00 > L 7:30? > C2 8:00? > C1 8:30?');
    const measured = await read(
      stopTimes(['t1,7:00:00,7:00:00,F,1,1,0', 't1,,,L,2,,10.5', 't1,,,C2,3,,30', 't1,8:00:00,,C1,4,,31.5']),
    );
    assert.equal(journey(measured.timetable, 't1'), 'F 7:00 > L 7:20? > C2 7:57? > C1 8:00');
    const [trip] = (await read(stopTimes(['t1,,7:00:00,F,1,,', 't1,8:00:00,,C1,4,,']))).timetable.stopTimes.departures;
    assert.equal(trip, 7 * 3600);
    const without = await read({
      'stop_times.txt': (SMALL_FEED['stop_times.txt'] as string).replace('t1,8:30:00,8:30:00', 't1,,'),
    });
    assert.match(
      remarks(without)[0] ?? '',
      /^stop_times\.txt 2 ×1 L’heure de départ ou d’arrivée de cette course manque/u,
    );
    assert.ok(!without.timetable.trips.ids.includes('t1'));
  });

  test('rows in any order, trips mixed, ranks that leave holes', async () => {
    const [header = '', ...rows] = (SMALL_FEED['stop_times.txt'] as string).trimEnd().split('\n');
    const mixed = await read({ 'stop_times.txt': [header, ...rows.toReversed()].join('\r\n') });
    const straight = await read();
    assert.deepEqual(mixed.timetable, straight.timetable);
    assert.match(remarks(mixed)[0] ?? '', /×3 Les passages d’une course ne se suivent pas/u);
  });

  test('hours that go back, one stop alone, the same rank twice', async () => {
    const whole = await read({
      ...append('trips.txt', 'R1,W,retour,,,', 'R1,W,seul,,,', 'R1,W,deux,,,'),
      ...append(
        'stop_times.txt',
        'retour,9:00:00,9:00:00,F,1,,',
        'retour,8:00:00,8:00:00,L,2,,',
        'seul,9:00:00,9:00:00,F,1,,',
        'deux,9:00:00,9:00:00,F,1,,',
        'deux,9:00:00,9:00:00,L,1,,',
        'deux,9:30:00,9:20:00,L,2,,',
      ),
    });
    assert.deepEqual(whole.timetable.trips.ids, ['t1', 't2', 't3']);
    assert.deepEqual(remarks(whole), [
      'stop_times.txt 9,12 ×2 Les heures de cette course reviennent en arrière : elle est laissée de côté.',
      'stop_times.txt 11 ×1 Cette course n’a qu’un arrêt : elle est laissée de côté.',
      'stop_times.txt 13 ×1 Deux passages d’une course ont le même rang : le premier compte.',
    ]);
  });

  test('a mark at the start, quotes, spaces, unknown files and columns, other line ends', async () => {
    const files = Object.fromEntries(
      Object.entries(SMALL_FEED).map(([file, text]) => {
        const lines = (text as string).trimEnd().split('\n');
        const dressed = lines.map((line, at) =>
          [
            ...line.split(',').map((cell) => (at % 2 === 0 ? `"${cell}"` : ` ${cell} `)),
            at === 0 ? 'inconnue' : '"a, ""b"""',
          ].join(','),
        );
        return [file, `\uFEFF${dressed.join('\r\n')}\r\n\r\n`];
      }),
    );
    const dressed = await readWhole({ ...files, 'fares_v9.txt': 'a,b\n1', 'pathways.txt': '', LISEZMOI: 'bonjour' });
    assert.deepEqual(dressed.timetable, (await read()).timetable);
    assert.deepEqual(remarks(dressed), []);
  });

  test('accents of Windows are read, and said once; names are one line that can be read', async () => {
    const latin = (file: string, from: string, to: string): Uint8Array =>
      Buffer.from((SMALL_FEED[file] as string).replace(from, to), 'latin1');
    const windows = await read({
      'stops.txt': latin('stops.txt', 'Limogne Place', 'Limogne, côté Église'.replace(', ', ' ')),
    });
    assert.ok(windows.timetable.stops.names.includes('Limogne côté Église'));
    assert.deepEqual(
      windows.report.remarks.map(({ file, count, lines }) => [file, count, lines.length]),
      [['stops.txt', 1, 0]],
    );
    const odd = await read({
      'stops.txt': (SMALL_FEED['stops.txt'] as string).replace('Figeac Gare', '"\u202EFigeac\r\n  ""Gare"" "'),
      'routes.txt': (SMALL_FEED['routes.txt'] as string).replace(',12,', `,${'A'.repeat(20_000)},`),
    });
    assert.ok(odd.timetable.stops.names.includes('Figeac "Gare"'), odd.timetable.stops.names.join());
    assert.equal(odd.timetable.routes[0]?.shortName.length, 40);
    const told = await read(append('stop_times.txt', 't1,9:00:00,9:00:00,\u001B[31m\u202Eperdu,9,,'));
    assert.deepEqual(
      told.report.remarks.flatMap(({ lines }) => lines.map(({ detail }) => detail)),
      ['arrêt « [31mperdu »'],
      'what a terminal would obey is not told',
    );
  });

  test('columns that may be missing', async () => {
    const { timetable, report } = await readWhole({
      'stops.txt': 'stop_id,stop_lat,stop_lon\n1,44.6,2\n2,44.4,1.4\n',
      'routes.txt': 'route_id,route_type\n1,3\n',
      'trips.txt': 'route_id,service_id,trip_id\n1,1,1\n',
      'stop_times.txt': 'stop_sequence,stop_id,trip_id,departure_time\n1,1,1,07:00:00\n2,2,1,08:00\n',
      'calendar_dates.txt': 'service_id,date,exception_type\n1,20261201,1\n',
    });
    assert.equal(journey(timetable, '1'), '1 7:00 > 2 8:00');
    assert.deepEqual(timetable.stops.names, ['1', '2']);
    assert.equal(timetable.about.source, 'Horaires');
    assert.deepEqual(
      report.remarks.map(({ what }) => what),
      ['Ce fichier manque : le nom du réseau ne sera pas montré.'],
    );
  });

  test('extended types of lines', async () => {
    const types = ['0', '101', '204', '715', '1000', '1400', '1501', '1551', '9999', '', 'car'];
    const { timetable, report } = await read({
      'routes.txt': ['route_id,route_type', 'R1,202', 'R2,106', ...types.map((type, at) => `x${at},${type}`)].join(
        '\n',
      ),
      'trips.txt': [
        'route_id,service_id,trip_id',
        'R1,W,t1',
        'R1,W,t2',
        'R2,D,t3',
        ...types.map((_, at) => `x${at},W,u${at}`),
      ].join('\n'),
      ...append('stop_times.txt', ...types.flatMap((_, at) => [`u${at},9:00:00,,F,1,,`, `u${at},9:30:00,,L,2,,`])),
    });
    assert.deepEqual(
      timetable.routes.map(({ kind }) => kind),
      ['coach', 'train', 'tram', 'train', 'coach', 'bus', 'boat', 'cable', 'taxi', 'other', 'other', 'other', 'other'],
    );
    assert.equal(report.remarks[0]?.count, 3);
  });

  test('frequencies, and those that cannot be', async () => {
    const whole = await read({
      'frequencies.txt': `trip_id,start_time,end_time,headway_secs,exact_times
t2,6:00:00,9:00:00,1800,1
t2,16:00:00,25:00:00,900,
t2,9:00:00,8:00:00,600,
t2,9:00:00,10:00:00,0,
ailleurs,9:00:00,10:00:00,600,
`,
    });
    const { trips, starts, ends, headways, exact } = whole.timetable.frequencies;
    assert.deepEqual(
      [[...trips], [...starts], [...ends], [...headways], [...exact]],
      [
        [1, 1],
        [21_600, 57_600],
        [32_400, 90_000],
        [1800, 900],
        [1, 0],
      ],
    );
    assert.deepEqual(remarks(whole), [
      'frequencies.txt 4,5 ×2 Les heures ou l’intervalle de cette fréquence ne se lisent pas : elle est laissée de côté.',
      'frequencies.txt 6 ×1 Cette fréquence est celle d’une course inconnue : elle est laissée de côté.',
    ]);
  });

  test('trips that one rides through: of whole trips, whatever stops are said', async () => {
    const whole = await read({
      'transfers.txt': `from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id
,,4,t1,t2
C2,C1,5,t2,t3
,,4,t1,ailleurs
`,
    });
    const { transfers, trips, stopTimes } = whole.timetable;
    assert.deepEqual(
      [[...transfers.types], [...transfers.fromTrips], [...transfers.toTrips]],
      [
        [4, 5],
        [0, 1],
        [1, 2],
      ],
    );
    assert.equal(transfers.from[0], stopTimes.stops[(trips.firstStopTime[1] as number) - 1]);
    assert.equal(transfers.to[0], stopTimes.stops[trips.firstStopTime[1] as number]);
    assert.deepEqual(remarks(whole), [
      'transfers.txt 4 ×1 Une course qui continue dans le même véhicule, dont l’une des deux est inconnue : la règle est laissée de côté.',
    ]);
  });

  test('transfers: of stops, stations, lines; and those of nothing', async () => {
    const whole = await read({
      'transfers.txt': `from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_trip_id
C1,C2,2,240,,
C,C,3,,,
C1,C2,0,,R1,t3
Z,F,0,,,
ailleurs,F,0,,,
C1,C2,9,,,
C1,C2,0,,R9,
C1,C1,4,,,
C1,C2,2,,,
`,
    });
    const { from, to, types, minSeconds, fromRoutes, toTrips } = whole.timetable.transfers;
    assert.deepEqual(
      [[...from], [...to], [...types], [...minSeconds]],
      [
        [1, 3, 1, 1],
        [2, 3, 2, 2],
        [2, 3, 0, 0],
        [240, 0, 0, 0],
      ],
    );
    assert.deepEqual(
      [[...fromRoutes], [...toTrips]],
      [
        [-1, -1, 0, -1],
        [-1, -1, 2, -1],
      ],
    );
    assert.deepEqual(
      whole.report.remarks.map(({ count, lines }) => [count, lines[0]?.line]),
      [
        [1, 6],
        [1, 7],
        [1, 8],
        [1, 9],
        [1, 10],
      ],
    );
  });

  test('references that lead nowhere are left out, counted, and their first lines kept', async () => {
    const lost = Array.from({ length: 50 }, (_, at) => `t1,9:00:00,9:00:00,perdu${at},${at + 10},,`);
    const whole = await read({
      ...append('stop_times.txt', ...lost, 'fantome,9:00:00,9:00:00,F,1,,', 't1,9:00:00,9:00:00,F,dix,,'),
      ...append('trips.txt', 'R9,W,t9,,,', 'R1,X,t8,,,', 'R1,W,t1,,,'),
      ...append(
        'stops.txt',
        'F,Encore,44,2,0,',
        'SansPlace,Sans place,,,0,',
        'Golfe,Golfe,0,0,0,',
        'Orphelin,Orphelin,44,2,0,nulle-part',
      ),
      ...append('calendar_dates.txt', 'W,20261332,1', 'W,20261201,3'),
      ...append('calendar.txt', 'E,1,1,1,1,1,1,1,20261201,20261101', 'G,2,0,0,0,0,0,0,20261101,20261201'),
      ...append('routes.txt', 'R3,B,x,x,3,', 'R1,A,x,x,3,'),
    });
    const perdu = whole.report.remarks.find(({ what }) => what.startsWith('Cet arrêt n’est pas dans stops.txt'));
    assert.equal(perdu?.count, 50);
    assert.equal(perdu?.lines.length, 20);
    assert.deepEqual(perdu?.lines[0], { line: 9, detail: 'arrêt « perdu0 »' });
    assert.equal(whole.report.remarks.length, 14);
    assert.equal(journey(whole.timetable, 't1'), 'F 7:05 > L 7:50 > C1 8:30');
    for (const { what } of whole.report.remarks) assert.match(what, /\.$/u);
  });

  test('a station that trips stop at is one of their stops; an entrance is not', async () => {
    const whole = await read({
      ...append('stops.txt', 'E,Entrée,44.4,1.4,2,C'),
      'stop_times.txt': (SMALL_FEED['stop_times.txt'] as string)
        .replace(',C2,10', ',C,10')
        .replace(',L,2,2,3', ',E,2,2,3'),
    });
    const { stops, stopTimes } = whole.timetable;
    for (const stop of stopTimes.stops) assert.equal(stops.kinds[stop], 0);
    assert.match(remarks(whole)[0] ?? '', /rien ne s’arrête/u);
  });

  test('on-demand transport in the same file is no stop time; what nobody can read of it is said', async () => {
    const whole = await read({
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_group_id,start_pickup_drop_off_window
t1,7:00:00,7:00:00,F,1,,
t1,8:00:00,8:00:00,L,2,,
t2,,,,1,zone,08:00:00
`,
    });
    assert.deepEqual(whole.timetable.trips.ids, ['t1']);
    assert.match(whole.report.remarks.at(-1)?.what ?? '', /passages à la demande de ce fichier ne se lisent pas/u);
  });

  test('what makes the whole feed useless is one sentence', async () => {
    await refused({ 'stops.txt': '' }, /il manque stops\.txt/u);
    await refused({ 'calendar.txt': '', 'calendar_dates.txt': '' }, /il manque calendar\.txt/u);
    await refused({ 'stop_times.txt': 'trip_id;stop_id;stop_sequence\n' }, /points-virgules/u);
    await refused(
      { 'trips.txt': 'route_id,trip_id\nR1,t1\n' },
      /trips\.txt ne se lit pas : la colonne service_id manque/u,
    );
    await refused({ 'stops.txt': '\n' }, /stops\.txt ne se lit pas : il est vide/u);
    await refused(append('trips.txt', `"R1,W,t9${'x'.repeat(200_000)}`), /un guillemet n’est pas fermé/u);
    await refused(
      { 'stops.txt': 'stop_id\nailleurs\n' },
      /aucune course ne peut être gardée.*stop_times\.txt, 7 fois \(ligne 2 : arrêt « F »\)/u,
    );
    await refused(
      {
        'calendar.txt': (SMALL_FEED['calendar.txt'] as string).replace('1,1,1,1,1,0,0', '0,0,0,0,0,0,0'),
        'calendar_dates.txt': 'service_id,date,exception_type\nD,20261128,2\n',
      },
      /ne roule jamais/u,
    );
    await refused(
      { 'stop_times.txt': 'trip_id,stop_sequence,location_id\nt1,1,zone\n' },
      /que du transport à la demande/u,
    );
  });

  test('a rule file that cannot be read is left out, the rest is kept', async () => {
    const whole = await read({ 'transfers.txt': 'de,à\nC1,C2\n', 'frequencies.txt': 'trip_id\n"t1' });
    assert.deepEqual(remarks(whole), [
      'frequencies.txt  ×1 Ce fichier ne se lit pas (les colonnes start_time, end_time, headway_secs manquent) : il est laissé de côté.',
      'transfers.txt  ×1 Ce fichier ne se lit pas (les colonnes from_stop_id, to_stop_id manquent) : il est laissé de côté.',
    ]);
  });
});
