import type { Commune, Point } from '#src/places/place.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import {
  type Calendar,
  calendarTables,
  compact,
  type FeedTable,
  workingCalendar,
} from '#src/transit/on-demand/flex-calendars.ts';
import type { Notice } from '#src/transit/on-demand/on-demand-service.ts';
import { type OtherWay, weekParts } from '#src/transit/on-demand/other-way.ts';

export interface FlexFeedOptions {
  /** Who publishes it, and where it is read about. */
  readonly publisher: string;
  readonly homepage: string;
  readonly zone: string;
  readonly today: IsoDate;
  readonly findCommune: (code: string) => Pick<Commune, 'name' | 'point'> | undefined;
  /** What riders are told beside the notice: price, who it is for. */
  readonly messageOf: (way: OtherWay) => string;
}

/** What a feed says holds for a year; it is written again each time it is asked for. */
const DAYS_AHEAD = 365;
/** Bus: the reference has no type of its own for what is called for. */
const ROUTE_TYPE = '3';
const [CALLED, NONE] = ['2', '1'];

/** Whether it can be written as GTFS-Flex: a transport on demand whose ends are known. */
export const isExported = (way: OtherWay): boolean =>
  way.kind === 'on-demand' && !way.stopped && (way.reach === 'within' || way.reach === 'places');

const clock = (time: TimeOfDay): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}:00`;

/** booking_type, prior_notice_duration_min, prior_notice_last_day, prior_notice_last_time. */
const noticeCells = (notice: Notice): readonly string[] => {
  switch (notice.kind) {
    case 'none':
    case 'real-time':
      return ['0', '', '', ''];
    case 'same-day':
      return ['1', String(notice.minutes), '', ''];
    case 'days-before':
      return ['2', '', String(notice.days), clock(notice.until)];
  }
};

interface Place {
  readonly id: string;
  readonly name: string;
  readonly point: Point;
}

/** One service: its stops, its groups of stops, its trips. */
const partsOf = (way: OtherWay, { findCommune }: FlexFeedOptions) => {
  const communes = way.communeCodes.flatMap((code): readonly Place[] => {
    const commune = findCommune(code);
    return commune?.point ? [{ id: `commune-${code}`, name: commune.name, point: commune.point }] : [];
  });
  const places = way.places.map(({ label, point }, index): Place => ({
    id: `${way.id}-lieu-${index + 1}`,
    name: label,
    point,
  }));
  const zone = { id: `${way.id}-zone`, name: way.name, stops: communes };
  const goals = { id: `${way.id}-lieux`, name: places.map(({ name }) => name).join(', '), stops: places };
  const directions =
    way.reach === 'within' ? [[zone, zone] as const] : [[zone, goals] as const, [goals, zone] as const];
  const parts = weekParts(way.hours).map((part, index) => ({ ...part, id: `${way.id}-${index + 1}` }));
  const trips = parts.flatMap(({ id, hours }) =>
    directions.map(([from, to], direction) => ({
      id: `${id}-${direction === 0 ? 'aller' : 'retour'}`,
      serviceId: id,
      direction,
      hours,
      from: from.id,
      to: to.id,
      within: from === to,
    })),
  );
  const groups = way.reach === 'within' ? [zone] : [zone, goals];
  return { way, groups, parts, trips, stops: [...communes, ...places] };
};

type Parts = ReturnType<typeof partsOf>;

const stopTimesOf = ({ way, trips }: Parts): readonly (readonly string[])[] =>
  trips.flatMap(({ id, hours, from, to, within }) => {
    const window = [clock(hours.from), clock(hours.until)];
    // Inside one zone one is fetched and set down anywhere: the reference asks for the same group twice.
    const [first, second] = within
      ? [
          [CALLED, CALLED],
          [CALLED, CALLED],
        ]
      : [
          [CALLED, NONE],
          [NONE, CALLED],
        ];
    const rule = (type: string | undefined): string => (type === CALLED ? way.id : '');
    const row = (sequence: string, group: string, [pickUp = '', setDown = '']: readonly string[] = []) => [
      id,
      sequence,
      group,
      ...window,
      pickUp,
      setDown,
      rule(pickUp),
      rule(setDown),
    ];
    return [row('1', from, first), row('2', to, second)];
  });

/**
 * The transports on demand that a territory typed, as the files of a GTFS-Flex feed; communes are stops at their points, and
 * a zone is a group of them (decision 024). Empty when there is none.
 */
export const flexFeedOf = (ways: readonly OtherWay[], options: FlexFeedOptions): readonly FeedTable[] => {
  const { publisher, homepage, zone, today } = options;
  const all = ways.filter(isExported).map((way) => partsOf(way, options));
  if (all.length === 0) return [];
  const stops = new Map(all.flatMap((one) => one.stops).map((stop) => [stop.id, stop]));
  const calendars = all.flatMap(({ way, parts }): readonly Calendar[] => [
    ...parts.map(({ id, weekdays }) => ({ id, weekdays, closedOnHolidaysOf: way.closedOnHolidaysOf, from: today })),
    ...workingCalendar(way, today),
  ]);
  return [
    {
      name: 'agency.txt',
      columns: ['agency_id', 'agency_name', 'agency_url', 'agency_timezone', 'agency_lang', 'agency_phone'],
      rows: all.map(({ way }) => [way.id, way.name, way.url ?? homepage, zone, 'fr', way.booking.phone ?? '']),
    },
    {
      name: 'stops.txt',
      columns: ['stop_id', 'stop_name', 'stop_lat', 'stop_lon'],
      rows: [...stops.values()].map(({ id, name, point }) => [
        id,
        name,
        point.latitude.toFixed(6),
        point.longitude.toFixed(6),
      ]),
    },
    {
      name: 'routes.txt',
      columns: ['route_id', 'agency_id', 'route_long_name', 'route_desc', 'route_type', 'route_url'],
      rows: all.map(({ way }) => [way.id, way.id, way.name, way.words, ROUTE_TYPE, way.url ?? '']),
    },
    {
      name: 'trips.txt',
      columns: ['route_id', 'service_id', 'trip_id', 'direction_id', 'wheelchair_accessible'],
      rows: all.flatMap(({ way, trips }) =>
        trips.map(({ id, serviceId, direction }) => [
          way.id,
          serviceId,
          id,
          String(direction),
          way.unfit.includes('wheelchair') ? '2' : '0',
        ]),
      ),
    },
    {
      name: 'stop_times.txt',
      columns:
        'trip_id,stop_sequence,location_group_id,start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type,pickup_booking_rule_id,drop_off_booking_rule_id'.split(
          ',',
        ),
      rows: all.flatMap(stopTimesOf),
    },
    ...calendarTables(calendars, addDays(today, DAYS_AHEAD)),
    {
      name: 'location_groups.txt',
      columns: ['location_group_id', 'location_group_name'],
      rows: all.flatMap(({ groups }) => groups.map(({ id, name }) => [id, name])),
    },
    {
      name: 'location_group_stops.txt',
      columns: ['location_group_id', 'stop_id'],
      rows: all.flatMap(({ groups }) => groups.flatMap((group) => group.stops.map((stop) => [group.id, stop.id]))),
    },
    {
      name: 'booking_rules.txt',
      columns:
        'booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,prior_notice_last_time,prior_notice_service_id,message,phone_number,info_url'.split(
          ',',
        ),
      rows: all.map(({ way }) => [
        way.id,
        ...noticeCells(way.booking.notice),
        workingCalendar(way, today)[0]?.id ?? '',
        options.messageOf(way),
        way.booking.phone ?? '',
        way.url ?? '',
      ]),
    },
    {
      name: 'feed_info.txt',
      columns: [
        'feed_publisher_name',
        'feed_publisher_url',
        'feed_lang',
        'feed_start_date',
        'feed_end_date',
        'feed_version',
      ],
      rows: [[publisher, homepage, 'fr', compact(today), compact(addDays(today, DAYS_AHEAD)), compact(today)]],
    },
  ];
};
