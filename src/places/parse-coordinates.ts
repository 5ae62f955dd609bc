import type { Point } from '#src/places/place.ts';

/**
 * Reads a position as people copy it from a map: "44.4491, 1.4366", "44,4491 1,4366", "44,4491; 1,4366", "44.4491° N 1.4366° E".
 * A French decimal comma is a decimal comma. undefined when it is not a position on Earth.
 */
export const parseCoordinates = (text: string): Point | undefined => {
  const numbers =
    /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*°?\s*([NS])?\s*(?:[;,/]\s*|\s+)(-?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([EWO])?\s*$/i.exec(
      text,
    );
  if (!numbers) return undefined;
  const [, north = '', south, east = '', west] = numbers;
  const latitude = Number(north.replace(',', '.')) * (south?.toUpperCase() === 'S' ? -1 : 1);
  const longitude = Number(east.replace(',', '.')) * (/^[WO]$/i.test(west ?? '') ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
};

/** The pair of `parseCoordinates`, to the nearest metre or so. */
export const formatCoordinates = (point: Point): string =>
  `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
