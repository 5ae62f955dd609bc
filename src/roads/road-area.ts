import type { Point } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';

/** The part of an extract whose roads are all kept: what lies within `margin` of one of the points. */
export interface RoadArea {
  readonly around: readonly Point[];
  readonly margin: Metres;
}

/** Whether a place, in 1e-7 degrees, lies in the area. */
export type AreaTest = (longitudeE7: number, latitudeE7: number) => boolean;

/** One 1e-7 degree of a great circle, on a sphere of the mean radius of the Earth (6,371,008.8 m, IUGG). */
const METRES_PER_UNIT = (6_371_008.8 * Math.PI) / 180 / 1e7;

/** Cells across one circle: the more there are, the fewer places have to be measured. */
const CELLS_PER_CIRCLE = 16;

/** Cells across the whole area: more would take longer to lay out than to do without. */
const MOST_CELLS = 256;

/**
 * A test quick enough for each node of a large extract: a grid of cells says yes or no, and only in the cells that the
 * edge of a circle crosses are distances measured. Each circle is measured on the plane that touches its centre, within
 * 1 % up to 60 km: ample for an area that is drawn wide.
 */
export const createAreaTest = ({ around, margin }: RoadArea): AreaTest => {
  if (around.length === 0) return () => false;
  const circles = around.map((point) => circleAround(point, margin));
  const grid = layGrid(circles);
  return (longitudeE7, latitudeE7) => isInGrid(grid, longitudeE7, latitudeE7);
};

interface Circle {
  readonly longitude: number;
  readonly latitude: number;
  readonly radius: Metres;
  /** Metres of one unit of longitude at the centre. */
  readonly scale: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const circleAround = ({ longitude, latitude }: Point, radius: Metres): Circle => {
  // At a pole every longitude is near: the circle is kept from being infinitely wide.
  const scale = METRES_PER_UNIT * Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return {
    longitude: longitude * 1e7,
    latitude: latitude * 1e7,
    radius,
    scale,
    halfWidth: radius / scale,
    halfHeight: radius / METRES_PER_UNIT,
  };
};

interface Grid {
  readonly west: number;
  readonly south: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  readonly rows: number;
  /** Of each cell: the circles whose edge crosses it, or `INSIDE`. */
  readonly cells: readonly (readonly Circle[])[];
}

const OUTSIDE: readonly Circle[] = [];
const INSIDE: readonly Circle[] = [];

const layGrid = (circles: readonly Circle[]): Grid => {
  const west = least(circles, ({ longitude, halfWidth }) => longitude - halfWidth);
  const south = least(circles, ({ latitude, halfHeight }) => latitude - halfHeight);
  const width = -least(circles, ({ longitude, halfWidth }) => -longitude - halfWidth) - west;
  const height = -least(circles, ({ latitude, halfHeight }) => -latitude - halfHeight) - south;
  const finest = least(circles, ({ halfHeight }) => halfHeight) / (CELLS_PER_CIRCLE / 2);
  const cellWidth = Math.max(finest, width / MOST_CELLS, 1);
  const cellHeight = Math.max(finest, height / MOST_CELLS, 1);
  const columns = Math.floor(width / cellWidth) + 1;
  const rows = Math.floor(height / cellHeight) + 1;
  const cells: (readonly Circle[])[] = Array.from({ length: columns * rows }, () => OUTSIDE);
  const grid = { west, south, cellWidth, cellHeight, columns, rows, cells };
  for (const circle of circles) drawCircle(grid, cells, circle);
  return grid;
};

const least = (circles: readonly Circle[], of: (circle: Circle) => number): number => {
  let smallest = Infinity;
  for (const circle of circles) smallest = Math.min(smallest, of(circle));
  return smallest;
};

const drawCircle = (grid: Grid, cells: (readonly Circle[])[], circle: Circle): void => {
  const { west, south, cellWidth, cellHeight, columns, rows } = grid;
  const firstColumn = Math.max(0, Math.floor((circle.longitude - circle.halfWidth - west) / cellWidth));
  const lastColumn = Math.min(columns - 1, Math.floor((circle.longitude + circle.halfWidth - west) / cellWidth));
  const firstRow = Math.max(0, Math.floor((circle.latitude - circle.halfHeight - south) / cellHeight));
  const lastRow = Math.min(rows - 1, Math.floor((circle.latitude + circle.halfHeight - south) / cellHeight));
  for (let row = firstRow; row <= lastRow; row += 1)
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const cell = row * columns + column;
      const before = cells[cell] ?? OUTSIDE;
      if (before === INSIDE) continue;
      const [left, bottom] = [west + column * cellWidth, south + row * cellHeight];
      const acrossX = span(circle.longitude, left, left + cellWidth);
      const acrossY = span(circle.latitude, bottom, bottom + cellHeight);
      if (reaches(circle, acrossX.farthest, acrossY.farthest)) cells[cell] = INSIDE;
      else if (reaches(circle, acrossX.nearest, acrossY.nearest)) cells[cell] = [...before, circle];
    }
};

/** How near and how far a stretch of one axis lies from a place on it. */
const span = (at: number, from: number, to: number): { readonly nearest: number; readonly farthest: number } => ({
  nearest: Math.max(0, from - at, at - to),
  farthest: Math.max(at - from, to - at),
});

const reaches = ({ scale, radius }: Circle, eastwards: number, northwards: number): boolean => {
  const x = eastwards * scale;
  const y = northwards * METRES_PER_UNIT;
  return x * x + y * y <= radius * radius;
};

const isInGrid = (grid: Grid, longitudeE7: number, latitudeE7: number): boolean => {
  const column = Math.floor((longitudeE7 - grid.west) / grid.cellWidth);
  const row = Math.floor((latitudeE7 - grid.south) / grid.cellHeight);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return false;
  const circles = grid.cells[row * grid.columns + column] as readonly Circle[];
  if (circles === INSIDE) return true;
  for (const circle of circles)
    if (reaches(circle, longitudeE7 - circle.longitude, latitudeE7 - circle.latitude)) return true;
  return false;
};
