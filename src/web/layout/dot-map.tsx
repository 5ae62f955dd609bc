import type { Point } from '#src/places/place.ts';

/** A way drawn from point to point. */
export interface MapLine {
  /** 'asked' by a passenger, 'offered' by a driver, 'needed' by several (its width says how many). */
  readonly kind: 'asked' | 'offered' | 'needed';
  readonly points: readonly Point[];
  /** 1 = the thinnest. */
  readonly weight?: number;
  readonly title?: string;
}

/** A named place; its size says how many when it has a weight. */
export interface MapSpot {
  readonly point: Point;
  readonly label: string;
  readonly weight?: number;
}

interface DotMapProps {
  readonly id: string;
  readonly title: string;
  /** Read aloud in place of the picture; the page says the same in a list. */
  readonly description: string;
  /** One dot each. */
  readonly communes: readonly Point[];
  readonly lines: readonly MapLine[];
  readonly spots: readonly MapSpot[];
}

const WIDTH = 640;
const MOST_HEIGHT = 560;
const LEAST_HEIGHT = 240;
/** Room for names at the edges. */
const MARGIN = 26;

interface Projection {
  readonly height: number;
  place(point: Point): readonly [x: number, y: number];
}

// Folds and not Math.min(...): a region has thousands of communes.
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
const round = (value: number): number => Math.round(value * 10) / 10;

/** Equirectangular around the middle: at the size of a département nobody sees the difference. */
const project = (points: readonly Point[]): Projection => {
  const latitudes = points.map(({ latitude }) => latitude);
  const longitudes = points.map(({ longitude }) => longitude);
  const [south, north, west, east] = [least(latitudes), most(latitudes), least(longitudes), most(longitudes)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const spanX = Math.max((east - west) * shrink, 0.01);
  const spanY = Math.max(north - south, 0.01);
  const scale = Math.min((WIDTH - 2 * MARGIN) / spanX, (MOST_HEIGHT - 2 * MARGIN) / spanY);
  const height = Math.max(LEAST_HEIGHT, Math.round(spanY * scale + 2 * MARGIN));
  const left = (WIDTH - spanX * scale) / 2;
  const top = (height - spanY * scale) / 2;
  return {
    height,
    place: ({ latitude, longitude }) => [
      round(left + (longitude - west) * shrink * scale),
      round(top + (north - latitude) * scale),
    ],
  };
};

/** A road has a point at each bend: those nearer than this to the one before would draw nothing. */
const LEAST_STEP = 2;

const path = (projection: Projection, points: readonly Point[]): string => {
  const steps: string[] = [];
  let before: readonly [x: number, y: number] | null = null;
  for (const [index, point] of points.entries()) {
    const [x, y] = projection.place(point);
    const isEnd = index === points.length - 1;
    if (before !== null && !isEnd && Math.hypot(x - before[0], y - before[1]) < LEAST_STEP) continue;
    steps.push(`${before === null ? 'M' : 'L'}${x} ${y}`);
    before = [x, y];
  }
  return steps.join('');
};

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the larger letters that a narrow screen gives to names: the picture shrinks there, and they must still be read. */
const LETTER_WIDTH = 13;
const LETTER_HEIGHT = 25;
/** Of that height, what letters do not fill above or below. */
const LETTER_SPARE = 4;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Where a name can be written around its place: above right first, as one reads. */
const around = (x: number, y: number, r: number, label: string): readonly (Box & { readonly end: boolean })[] => {
  const width = label.length * LETTER_WIDTH;
  const gap = r + 4;
  return [-0.3, 0.9, -1.1].flatMap((line) =>
    [false, true].map((end) => {
      const bottom = y + line * LETTER_HEIGHT + 4;
      return {
        end,
        left: end ? x - gap - width : x + gap,
        right: end ? x - gap : x + gap + width,
        top: bottom - LETTER_HEIGHT,
        bottom,
      };
    }),
  );
};

/** Names that never cover each other, the first ones first: one that finds no room is left to the list beside. */
const spread = (projection: Projection, spots: readonly MapSpot[]) => {
  const taken: Box[] = [];
  return spots.map((spot) => {
    const [x, y] = projection.place(spot.point);
    const r = spot.weight ?? 4.5;
    const room = around(x, y, r, spot.label).find(
      (box) =>
        box.left >= 0 &&
        box.right <= WIDTH &&
        box.top >= -LETTER_SPARE &&
        box.bottom <= projection.height + LETTER_SPARE &&
        !taken.some((other) => overlap(box, other)),
    );
    if (room) taken.push(room);
    return {
      spot,
      x,
      y,
      r,
      label: room && { x: room.end ? room.right : room.left, y: room.bottom - 4, end: room.end },
    };
  });
};

/** The territory as dots, with lines and names: drawn by the server, a few kilobytes, prints, works offline. */
export const DotMap = ({ id, title, description, communes, lines, spots }: DotMapProps) => {
  const all = [...communes, ...lines.flatMap(({ points }) => points), ...spots.map(({ point }) => point)];
  if (all.length === 0) return null;
  const projection = project(all);
  const placed = spread(projection, spots);
  // Zero-length strokes with round caps: three hundred dots in one element.
  const dots = communes.map((point) => `M${projection.place(point).join(' ')}h0`).join('');
  return (
    <svg
      class="dot-map"
      viewBox={`0 0 ${WIDTH} ${projection.height}`}
      width={WIDTH}
      height={projection.height}
      role="img"
      aria-labelledby={`${id}-titre ${id}-texte`}
    >
      <title id={`${id}-titre`}>{title}</title>
      <desc id={`${id}-texte`}>{description}</desc>
      <path class="communes" d={dots} />
      {lines.map((line) => (
        <path
          class={line.kind}
          d={path(projection, line.points)}
          {...(line.weight ? { 'stroke-width': line.weight } : {})}
        >
          {line.title && <title>{line.title}</title>}
        </path>
      ))}
      {placed.map(({ spot, x, y, r }) => (
        <circle class="spot" cx={x} cy={y} r={r}>
          <title>{spot.label}</title>
        </circle>
      ))}
      {placed.map(
        ({ spot, label }) =>
          label && (
            <text x={round(label.x)} y={round(label.y)} {...(label.end ? { 'text-anchor': 'end' } : {})}>
              {spot.label}
            </text>
          ),
      )}
    </svg>
  );
};
