import type { IsoInstant, NewId } from '#src/time/units.ts';
import { detailsOfReturn, type OfferedTrip, type TripDetails } from '#src/trips/trip-details.ts';
import type { Trip } from '#src/trips/trip.ts';

interface Kept {
  readonly territoryId: string;
  readonly driverId: string;
  readonly at: IsoInstant;
  readonly newId: NewId;
}

const keep = ({ territoryId, driverId, at, newId }: Kept, details: TripDetails, returnOf: string | null): Trip => ({
  ...details,
  id: newId(),
  territoryId,
  driverId,
  returnOf,
  state: 'active',
  toVerify: false,
  confirmedAt: at,
  timesAsked: 0,
  createdAt: at,
  version: 1,
});

/** The trips to keep for what was offered: one, or two when there is a way back, the outward first. */
export const makeTrips = (kept: Kept, { details, back }: OfferedTrip): readonly Trip[] => {
  const outward = keep(kept, details, null);
  return back === null ? [outward] : [outward, keep(kept, detailsOfReturn(details, back), outward.id)];
};
