import type { Segments } from '#src/roads/osm/cut-roads.ts';
import type { Metres } from '#src/time/units.ts';

/** How far apart nodes are kept along a road without crossings: a place snaps to a node about half as far, at most. */
const APART: Metres = 400;

/**
 * Where to cut a chain of pieces of road into arcs of about the same length, always at points the road has: how many
 * pieces precede each cut, the end of the chain being the last. A chain that ends where it begins is cut at least once
 * on its way, so that no arc leads to its own start.
 */
export const chooseStops = (segments: Segments, chain: readonly number[]): readonly number[] => {
  const { metres } = segments;
  const isLoop = endsWhereItBegins(segments, chain);
  let length = 0;
  for (const end of chain) length += metres[end >> 1] as number;
  const parts = Math.max(isLoop ? 2 : 1, Math.round(length / APART));
  const stops: number[] = [];
  let driven = 0;
  let last = { cut: 0, off: 0 };
  for (let at = 1; at < chain.length; at += 1) {
    driven += metres[(chain[at - 1] as number) >> 1] as number;
    const cut = Math.round((driven / length) * parts);
    if (!(cut >= 1 && cut < parts)) continue;
    const off = Math.abs((driven / length) * parts - cut);
    if (cut === last.cut && off >= last.off) continue;
    if (cut === last.cut) stops.pop();
    stops.push(at);
    last = { cut, off };
  }
  if (isLoop && stops.length === 0) stops.push(chain.length >> 1);
  stops.push(chain.length);
  return stops;
};

const endsWhereItBegins = ({ tails, heads }: Segments, chain: readonly number[]): boolean => {
  const first = chain[0] as number;
  const last = chain[chain.length - 1] as number;
  const start = (first & 1) === 0 ? tails[first >> 1] : heads[first >> 1];
  return start === ((last & 1) === 0 ? heads[last >> 1] : tails[last >> 1]);
};
