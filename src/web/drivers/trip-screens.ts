import type { Hono, MiddlewareHandler } from 'hono';
import type { TripAct } from '#src/drivers/change-one-trip.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import type { FindHolder, Holder } from '#src/web/drivers/holder.ts';
import { storesOf } from '#src/web/tools.ts';
import { addTrip, change, daysOff, GONE, pause, resume, stop } from '#src/web/drivers/trip-actions.ts';
import { newTripPage, stateOf, tripPage } from '#src/web/drivers/trip-pages.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';

/** The trip of the address, if it is this driver's. */
const tripOf = async (c: Ctx, holder: Holder): Promise<Trip | undefined> => {
  const trip = await storesOf(c).trips.find(c.req.param('trajet') ?? '');
  return trip?.driverId === holder.driver.person.id ? trip : undefined;
};

/**
 * The pages of a driver's trips: add, change, pause, days off, stop. Written once, for personal links and for the desk.
 * @param prefix '/:territoire/lien/:token' or '/:territoire/equipe/conducteurs/:id'.
 */
export const tripScreens = (app: Hono<Env>, prefix: string, guard: MiddlewareHandler<Env>, find: FindHolder): void => {
  const screen =
    (work: (c: Ctx, holder: Holder) => Promise<Response> | Response) =>
    async (c: Ctx): Promise<Response> => {
      const holder = await find(c);
      return holder instanceof Response ? holder : work(c, holder);
    };
  const onTrip = (work: (c: Ctx, holder: Holder, trip: Trip, act: TripAct) => Promise<Response> | Response) =>
    screen(async (c, holder) => {
      const trip = await tripOf(c, holder);
      if (!trip) return notFoundPage(c, GONE);
      return work(c, holder, trip, { driverId: holder.driver.person.id, tripId: trip.id, by: holder.by });
    });

  app.get(
    `${prefix}/trajets/nouveau`,
    guard,
    screen((c, holder) => newTripPage(c, holder)),
  );
  app.post(`${prefix}/trajets`, guard, screen(addTrip));
  app.get(
    `${prefix}/trajets/:trajet`,
    guard,
    onTrip((c, holder, trip) => tripPage(c, holder, trip, stateOf(trip))),
  );
  app.post(`${prefix}/trajets/:trajet`, guard, onTrip(change));
  app.post(`${prefix}/trajets/:trajet/pause`, guard, onTrip(pause));
  app.post(`${prefix}/trajets/:trajet/reprendre`, guard, onTrip(resume));
  app.post(`${prefix}/trajets/:trajet/arreter`, guard, onTrip(stop));
  app.post(
    `${prefix}/trajets/:trajet/absence`,
    guard,
    onTrip((c, holder, trip, act) => daysOff(c, holder, trip, act, false)),
  );
  app.post(
    `${prefix}/trajets/:trajet/absence/retirer`,
    guard,
    onTrip((c, holder, trip, act) => daysOff(c, holder, trip, act, true)),
  );
};
