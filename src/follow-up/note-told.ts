import type { Party, Telling, ToldHow } from '#src/requests/telling.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Who told, when and by what. */
export interface ToldBy {
  readonly how: ToldHow;
  readonly at: IsoInstant;
  readonly memberId: string | null;
}

/** Once told, it stays told. */
export const asTold = (telling: Telling, { how, at, memberId }: ToldBy): Telling =>
  telling.state === 'told' ? telling : { ...telling, state: 'told', how, at, memberId };

/** Everything one person of a request had to know was said at once. */
export const noteAllTold = async (
  tellings: TellingStore,
  requestId: string,
  party: Party,
  by: ToldBy,
): Promise<void> => {
  for (const one of await tellings.ofRequests([requestId]))
    if (one.party === party && one.state !== 'told') await tellings.put(asTold(one, by));
};
