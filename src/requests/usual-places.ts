import type { Request } from '#src/requests/request.ts';

/** Places shown: the chemist, the market, the daughter's. */
const MOST_PLACES = 4;

const byCount = (labels: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([label]) => label);
};

/** From where someone usually leaves, and where they usually go: the most frequent first, the latest among equals. */
export const usualPlaces = (
  requests: readonly Pick<Request, 'ways'>[],
): { readonly start: string | null; readonly goals: readonly string[] } => {
  const outward = requests.flatMap(({ ways }) => ways.find(({ direction }) => direction === 'outward') ?? []);
  return {
    start: byCount(outward.map(({ from }) => from.label))[0] ?? null,
    goals: byCount(outward.map(({ to }) => to.label)).slice(0, MOST_PLACES),
  };
};
