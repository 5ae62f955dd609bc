import type { DriverLine } from '#src/spreadsheets/driver-sheet.ts';
import type { Ends } from '#src/spreadsheets/line-ends.ts';
import type { IsoInstant, NewId, TimeOfDay } from '#src/time/units.ts';
import type { Schedule, Trip } from '#src/trips/trip.ts';

interface TripContext {
  readonly territoryId: string;
  readonly personId: string;
  readonly sentAt: IsoInstant;
  readonly newId: NewId;
}

const scheduleOf = (line: DriverLine, departure: TimeOfDay | null): Schedule =>
  line.days.kind === 'one-off'
    ? { kind: 'one-off', date: line.days.date, departure }
    : {
        kind: 'regular',
        weekdays: line.days.weekdays,
        departure,
        from: null,
        until: null,
        excluded: [],
        pausedUntil: null,
      };

/** The trip of a line, and its way back when it gives one: both wait for the team to read them. */
export const tripsOf = (line: DriverLine, ends: Ends, context: TripContext): readonly [Trip, Trip?] => {
  const { territoryId, personId, sentAt, newId } = context;
  const byTheWay = ends.unplaced.length === 0 ? '' : `Passe aussi par : ${ends.unplaced.join(', ')}.`;
  const outward: Trip = {
    id: newId(),
    territoryId,
    driverId: personId,
    returnOf: null,
    schedule: scheduleOf(line, line.departure),
    stops: ends.stops,
    seats: null,
    maxDetour: null,
    flexibility: 0,
    meetingPlace: null,
    remarks: [line.place === '' ? '' : `Arrivée : ${line.place}.`, byTheWay].filter((text) => text !== '').join(' '),
    carTakes: [],
    help: line.help,
    state: 'active',
    toVerify: true,
    confirmedAt: sentAt,
    timesAsked: 0,
    createdAt: sentAt,
    version: 1,
  };
  if (line.back === null) return [outward];
  return [
    outward,
    {
      ...outward,
      id: newId(),
      returnOf: outward.id,
      schedule: scheduleOf(line, line.back.departure),
      stops: ends.stops.toReversed(),
      // The precise place of arrival is where the way back starts.
      meetingPlace: line.place === '' ? null : { text: line.place, placeId: null },
      remarks: byTheWay,
    },
  ];
};
