/**
 * Roads as an extract has them, in flat columns: points numbered from 0, and ways, each a line over some of them. The
 * points of way `w` are `points[firstPoint[w]]` to `points[firstPoint[w + 1] - 1]`.
 */
export interface RawRoads {
  /** Of each point, in 1e-7 degrees. */
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /** Of each point, any of the marks below. */
  readonly marks: Uint8Array;
  readonly firstPoint: Int32Array;
  readonly points: Int32Array;
  readonly ways: WayColumns;
}

/** Of each way, what `readRoad` says of it. */
export interface WayColumns {
  /** Kilometres an hour in the order of its points; 0 where it may not be driven so. */
  readonly forward: Float32Array;
  readonly backward: Float32Array;
  /** 1 for a road kept beyond the area. */
  readonly isMain: Uint8Array;
  /** Metres; 0 to measure its points. */
  readonly lengths: Float32Array;
}

/** Of a point that some file has: extracts are cut, and their ways name points that lie outside. */
export const FOUND = 1;
/** Of a point where something stops cars. */
export const CLOSED = 2;
/** Of a point of the area whose roads are all kept. */
export const INSIDE = 4;
