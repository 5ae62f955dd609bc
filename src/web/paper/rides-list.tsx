import type { IsoDate } from '#src/time/units.ts';
import type { At } from '#src/web/context.ts';
import type { ToldDay } from '#src/web/paper/load-day.ts';
import { Marks, RideFacts, RideHour, Ticks } from '#src/web/paper/ride-row.tsx';

/** What a gesture that was not kept says, beside the ride it was about. */
export interface Refused {
  readonly rideId: string;
  readonly date: IsoDate;
  readonly error: string;
}

interface RidesProps {
  readonly at: At;
  readonly day: ToldDay;
  readonly page: string;
  readonly refused?: Refused | undefined;
  readonly ticks?: readonly string[];
}

/** The rides of a day, by hour, each with the gestures that make sense that day. */
export const Rides = ({ at, day, refused, ticks, ...props }: RidesProps) => (
  <ol class="rides">
    {day.rides.map((told) => (
      <li>
        <RideHour told={told} />
        <div>
          <RideFacts at={at} told={told} day={day} />
          <Marks
            at={at}
            told={told}
            back={props.page}
            error={refused?.rideId === told.ride.id && refused.date === told.date ? refused.error : undefined}
          />
          {ticks && <Ticks words={ticks} />}
        </div>
      </li>
    ))}
  </ol>
);
