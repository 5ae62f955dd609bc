/** Darkest ground on which the accent writes a link (`--wash` of public.css); white on the accent does better still. */
const DARKEST_GROUND = '#f2ebdb';

/** Contrast of WCAG 2.2, success criterion 1.4.3, level AA. */
const LEAST_CONTRAST = 4.5;

// Relative luminance of an sRGB colour, as WCAG 2.2 defines it.
const luminance = (hex: string): number => {
  const channel = (start: number): number => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};

/** Ratio between two '#rrggbb' colours, from 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** Whether a '#rrggbb' can carry white words and write links on every ground of the pages. */
export const isReadableAccent = (hex: string): boolean =>
  /^#[0-9a-f]{6}$/i.test(hex) && contrast(hex, DARKEST_GROUND) >= LEAST_CONTRAST;
