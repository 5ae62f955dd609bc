import { mayBeShown } from '#src/matching/may-be-shown.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { type Line, linesOf } from '#src/trips/lines.ts';
import { isOver } from '#src/trips/runs-on.ts';

/** The offers of a territory that anyone may read now. */
export const publicOffers = (offers: readonly Offer[], territoryId: string, now: LocalMoment): readonly Offer[] =>
  offers.filter((offer) => mayBeShown(offer, 'public', territoryId) && !isOver(offer.trip.schedule, now));

/** The lines they make: what "Toutes les lignes" shows, and what an opening counts. */
export const publicLines = (offers: readonly Offer[], territoryId: string, now: LocalMoment): readonly Line[] =>
  linesOf(
    publicOffers(offers, territoryId, now).map(({ trip }) => trip),
    now,
  );
