import type { Point } from '#src/places/place.ts';
import { cellOf, type Columns } from '#src/spreadsheets/columns.ts';
import { type LineReading, readLine, refuseLine } from '#src/spreadsheets/line-reading.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';

/** One line of a places' sheet: several names for one point. */
export interface PlaceLine {
  readonly names: readonly string[];
  readonly point: Point;
}

const DEGREES = /^([+-]?\d{1,3})[.,](\d+)$/;

/** A position in decimal degrees, with a point or with a French comma. undefined when it is none. */
export const parseDegrees = (text: string): number | undefined => {
  const [, whole, part] = DEGREES.exec(text.replace(/[\s°]/g, '')) ?? [];
  return whole === undefined ? undefined : Number(`${whole}.${part}`);
};

/** "44.4491, 1.43663" or "44,4491; 1,43663" copied from a map into one cell. */
const PAIR = /^([+-]?\d{1,3}[.,]\d+)\s*[,; ]\s*([+-]?\d{1,3}[.,]\d+)$/;

/** Latitudes and longitudes of metropolitan France, Antilles, Guyane, Réunion, Mayotte, Saint-Pierre-et-Miquelon. */
const FRANCE = [
  [41, 51.5, -5.5, 10],
  [14, 18.5, -63.5, -60.5],
  [2, 6, -55, -51],
  [-21.5, -20.5, 55, 56],
  [-13.2, -12.5, 44.9, 45.5],
  [46.5, 47.3, -56.7, -56],
] as const;

const isFrance = ({ latitude, longitude }: Point): boolean =>
  FRANCE.some(
    ([south, north, west, east]) => latitude > south && latitude < north && longitude > west && longitude < east,
  );

/** The names and the point on one line. */
export const readPlaceLine = (columns: Columns, row: SheetRow): LineReading<PlaceLine> =>
  readLine((doubt) => {
    const names = cellOf(columns, row, 'names')
      .split(/[,;\n]/)
      .map((name) => name.replace(/\s+/g, ' ').trim())
      .filter((name) => name !== '');
    if (names.length === 0) refuseLine('Le nom du lieu manque.');
    const tooLong = names.find((name) => name.length > 120);
    if (tooLong !== undefined) refuseLine(`Le nom « ${tooLong.slice(0, 40)}… » est trop long. Raccourcissez-le.`);
    const cells = [cellOf(columns, row, 'latitude'), cellOf(columns, row, 'longitude')] as const;
    const pair = PAIR.exec(cells.find((cell) => PAIR.test(cell)) ?? '');
    const [latitude, longitude] = [parseDegrees(pair?.[1] ?? cells[0]), parseDegrees(pair?.[2] ?? cells[1])];
    if (latitude === undefined || longitude === undefined) {
      return refuseLine(
        `La position « ${cells.filter((cell) => cell !== '').join(' ; ')} » ne se lit pas. Écrivez latitude et longitude avec leurs décimales, par exemple 44,4491 et 1,4366.`,
      );
    }
    const point = { latitude, longitude };
    if (!isFrance(point)) {
      const swapped = isFrance({ latitude: longitude, longitude: latitude });
      refuseLine(
        swapped
          ? 'La latitude et la longitude sont inversées. Échangez-les.'
          : `La position « ${cells.join(' ; ')} » n'est pas en France. Vérifiez-la sur une carte.`,
      );
    }
    const decimals = Math.min(
      ...[pair?.[1] ?? cells[0], pair?.[2] ?? cells[1]].map((cell) => /[.,](\d+)/.exec(cell)?.[1]?.length ?? 0),
    );
    if (decimals < 3)
      doubt('La position a moins de trois décimales : elle peut être fausse de plusieurs centaines de mètres.');
    const unique = [...new Set(names)];
    return { names: unique, point };
  });
