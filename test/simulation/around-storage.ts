import type { Storage, TerritoryStores } from '#src/storage-ports.ts';
import type { Sight } from '#src/team/sight.ts';

/** The machine stops at the n-th gesture of a transaction. */
export interface PowerSwitch {
  /** Gestures left before the power goes; null when nobody plays with it. */
  cutIn: number | null;
  /** The machine is off: nothing is written until new processes start. */
  off: boolean;
  readonly cut: () => Promise<void>;
}

class PowerCut extends Error {}

type Gesture = (...given: readonly unknown[]) => Promise<unknown>;
/** What stands between a use case and one gesture of a store. */
export type Between = (store: string, name: string, gesture: Gesture) => Gesture;

const watchedStore = (store: object, storeName: string, between: Between): unknown =>
  new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' && typeof name === 'string'
        ? between(storeName, name, value.bind(target) as Gesture)
        : value;
    },
  });

const watched = <Stores extends object>(stores: Stores, between: Between): Stores =>
  new Proxy(stores, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      // The stores of the instance, in the same transaction.
      if (name === 'instance') return watched(value as object, between);
      return typeof value === 'object' && value !== null && typeof name === 'string'
        ? watchedStore(value, name, between)
        : value;
    },
  });

const writingThrough = (storage: Storage, between: Between): Storage => ({
  ...storage,
  atomically: (territoryId, work) =>
    storage.atomically(territoryId, (stores) => work(watched<typeof stores>(stores, between))),
});

/** The machine stops now. */
export const cutPower = async (power: PowerSwitch): Promise<void> => {
  power.cutIn = null;
  power.off = true;
  await power.cut();
};

/** Cuts the power inside a transaction when the switch says so; from then on nothing is written. */
export const withPowerSwitch = (storage: Storage, power: PowerSwitch): Storage => {
  const switched = writingThrough(storage, (_store, _name, gesture) => async (...given) => {
    if (power.cutIn !== null) {
      power.cutIn -= 1;
      if (power.cutIn <= 0) await cutPower(power);
    }
    if (power.off) throw new PowerCut('the power is cut');
    return gesture(...given);
  });
  return {
    ...switched,
    atomically: async (territoryId, work) => {
      if (power.off) throw new PowerCut('the power is cut');
      return switched.atomically(territoryId, work);
    },
  };
};

/** A referent is given another sight than theirs. */
interface SightFault {
  readonly sight: (sight: Sight) => Sight;
}

/** A fault planted in the storage, to see that an invariant tells it. */
export type Fault = GestureFault | SightFault;

interface GestureFault {
  readonly store: keyof TerritoryStores | 'territories';
  readonly gesture: string;
  /** Does something else than the gesture. */
  readonly instead: (gesture: Gesture, given: readonly unknown[]) => Promise<unknown>;
}

export const withFault = (storage: Storage, fault: Fault): Storage =>
  'sight' in fault
    ? { ...storage, seenBy: (sight) => storage.seenBy(fault.sight(sight)) }
    : writingThrough(storage, (store, name, gesture) =>
        store === fault.store && name === fault.gesture ? (...given) => fault.instead(gesture, given) : gesture,
      );
