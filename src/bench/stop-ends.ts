import { type Network, partOf } from '#src/transit/network/network.ts';
import type { Walks } from '#src/transit/network/near-stops.ts';

/** The stops of these ids, without any walk: as engines that go from stop to stop are asked. */
export const stopsByName = (network: Network): ((stopIds: readonly string[]) => Walks) => {
  const numbers = new Map<string, number>();
  for (let stop = 0; stop < network.stopCount; stop += 1) {
    const { firstStop, timetable } = partOf(network, stop);
    numbers.set(timetable.stops.ids[stop - firstStop] as string, stop);
  }
  return (stopIds) => {
    const stops = Int32Array.from(stopIds.flatMap((id) => numbers.get(id) ?? []));
    return { stops, seconds: new Int32Array(stops.length) };
  };
};
