import Delaunator from 'delaunator';

/** Pairs of points, each once: those of edge `e` are `from[e]` and `to[e]`. */
export interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Joins points as roads join places: the Delaunay triangulation without the edges that a third point makes useless. Those
 * of the Gabriel graph have no point in the circle whose diameter they are; those of the relative neighbour graph (looked
 * for among neighbours of both ends) no point nearer to both ends than the ends are to each other.
 * @param keep whether to keep an edge of this length that only the Gabriel graph has
 */
export const neighbourEdges = (
  x: Float64Array,
  y: Float64Array,
  keep: (length: number) => boolean = () => true,
): Edges => {
  const coords = new Float64Array(x.length * 2);
  for (let point = 0; point < x.length; point += 1) {
    coords[point * 2] = x[point] as number;
    coords[point * 2 + 1] = y[point] as number;
  }
  const { triangles, halfedges } = new Delaunator(coords);
  const apart = (a: number, b: number): number =>
    ((x[a] as number) - (x[b] as number)) ** 2 + ((y[a] as number) - (y[b] as number)) ** 2;
  const endOf = (half: number): number => triangles[half - (half % 3) + ((half + 1) % 3)] as number;
  const apexOf = (half: number): number => triangles[half - (half % 3) + ((half + 2) % 3)] as number;
  const from: number[] = [];
  const to: number[] = [];
  for (let half = 0; half < triangles.length; half += 1) {
    const twin = halfedges[half] as number;
    if (twin > half) continue;
    const a = triangles[half] as number;
    const b = endOf(half);
    const apexes = twin === -1 ? [apexOf(half)] : [apexOf(half), apexOf(twin)];
    const length = apart(a, b);
    // An angle of more than a right one over the edge: the point is in its circle.
    if (apexes.some((apex) => apart(a, apex) + apart(b, apex) < length)) continue;
    if (apexes.some((apex) => Math.max(apart(a, apex), apart(b, apex)) < length) && !keep(Math.sqrt(length))) continue;
    from.push(a);
    to.push(b);
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to) };
};
