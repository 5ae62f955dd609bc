import type { Commune, Point } from '#src/places/place.ts';

/** A territory of more communes is several; the largest département has fewer. */
export const MOST_COMMUNES = 1000;

/** The communes of a territory as they are today, each once, and the middle of them. */
export type CommunesToday =
  | { readonly kind: 'found'; readonly communeCodes: readonly string[]; readonly centre: Point }
  | { readonly kind: 'refused'; readonly reason: 'commune-unknown' | 'no-commune-with-point' };

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A code of a former commune leads to today's, which may then come twice. */
export const communesToday = (
  findCommune: (code: string) => Commune | undefined,
  codes: readonly string[],
): CommunesToday => {
  const today = new Map<string, Commune>();
  for (const code of codes) {
    const commune = findCommune(code);
    if (!commune) return { kind: 'refused', reason: 'commune-unknown' };
    today.set(commune.code, commune);
  }
  const points = [...today.values()].flatMap(({ point }) => point ?? []);
  if (points.length === 0) return { kind: 'refused', reason: 'no-commune-with-point' };
  const centre = {
    latitude: mean(points.map(({ latitude }) => latitude)),
    longitude: mean(points.map(({ longitude }) => longitude)),
  };
  return { kind: 'found', communeCodes: [...today.keys()].toSorted(), centre };
};
