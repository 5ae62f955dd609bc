import type { Point } from '#src/places/place.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import type { Ctx } from '#src/web/context.ts';
import { DotMap } from '#src/web/layout/dot-map.tsx';
import { communePoints } from '#src/web/workspace/shared/commune-points.ts';
import { endsWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import type { Sheet } from '#src/web/workspace/sheet/load-sheet.ts';
import type { SheetProps } from '#src/web/workspace/sheet/sheet-form.tsx';

/** Trips drawn: those ticked, else those agreed and the best of each way. */
export const tripsOnMap = (c: Ctx, sheet: Sheet): readonly string[] => {
  const ticked = c.req.queries('carte') ?? [];
  if (ticked.length > 0) return ticked.slice(0, 12);
  return [
    ...agreedRides(sheet.request).flatMap(({ tripId }) => tripId ?? []),
    ...sheet.ways.flatMap(({ result }) => result?.matches[0]?.offer.trip.id ?? []),
  ];
};

/** The request's line and the ways of the drivers ticked, on the territory's dots. */
export const RequestMap = ({ c, at, sheet, onMap }: SheetProps & { c: Ctx; onMap: readonly string[] }) => {
  const matches = sheet.ways.flatMap(({ result }) => (result ? [...result.matches, ...result.outsideWindow] : []));
  const offered = new Map(matches.map(({ offer }) => [offer.trip.id, offer.trip]));
  const trips = [...new Set(onMap)].flatMap((id) => offered.get(id) ?? sheet.trips.get(id) ?? []);
  const driverOf = (driverId: string): string => {
    const match = matches.find(({ offer }) => offer.driver.id === driverId);
    return fullName(sheet.names.people.get(driverId) ?? match?.offer.driver);
  };
  const [outward] = sheet.request.ways;
  const names = new Map<string, { label: string; point: Point }>();
  for (const way of sheet.request.ways)
    for (const stop of [way.from, way.to]) names.set(stop.communeCode, { label: stop.communeName, point: stop.point });
  for (const trip of trips)
    for (const stop of [trip.stops[0], trip.stops.at(-1)])
      if (stop) names.set(stop.communeCode, { label: stop.communeName, point: stop.point });
  return (
    <section aria-label="Carte">
      <DotMap
        id="carte-demande"
        title="La demande et les trajets choisis"
        description={`Trait plein : ${outward ? endsWords(outward) : ''}. Traits pointillés : ${
          trips.map((trip) => driverOf(trip.driverId)).join(', ') || 'aucun trajet coché'
        }.`}
        communes={communePoints(c)}
        lines={[
          ...trips.map((trip) => ({
            kind: 'offered' as const,
            points: sheet.lineOf(trip)?.points ?? trip.stops.map(({ point }) => point),
            title: driverOf(trip.driverId),
          })),
          ...sheet.request.ways
            .slice(0, 1)
            .map((way) => ({ kind: 'asked' as const, points: [way.from.point, way.to.point], title: endsWords(way) })),
        ]}
        spots={[...names.values()]}
      />
      <form id="carte" method="get" action={at.url(`/equipe/demandes/${sheet.request.id}`)} class="no-print">
        <p class="actions">
          <span class="soft">Trait plein : la demande. Pointillés : les trajets cochés « Sur la carte ».</span>
          <button type="submit" class="second">
            Dessiner
          </button>
        </p>
      </form>
    </section>
  );
};
