import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import type { Metres } from '#src/time/units.ts';

/** The node of the graph nearest to a point, in a straight line. */
export type NearestNode = (point: Point) => { readonly node: number; readonly metres: Metres };

const DEGREES = 1e-7;

/** @throws Error when the graph has no node. */
export const createNearestNode = ({ nodeCount, longitudes, latitudes }: RoadGraph): NearestNode => {
  if (nodeCount === 0) throw new Error('a graph without nodes has no nearest one');
  const tree = new KDBush(nodeCount);
  for (let node = 0; node < nodeCount; node += 1)
    tree.add((longitudes[node] as number) * DEGREES, (latitudes[node] as number) * DEGREES);
  tree.finish();
  return (point) => {
    const [node = 0] = around(tree, point.longitude, point.latitude, 1);
    const there = {
      longitude: (longitudes[node] as number) * DEGREES,
      latitude: (latitudes[node] as number) * DEGREES,
    };
    return { node, metres: greatCircleMetres(point, there) };
  };
};
