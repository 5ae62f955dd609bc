import type { Storage, TerritoryStores } from '#src/service.ts';

/** The machine stops at the n-th gesture of a transaction. */
export interface PowerSwitch {
  /** Gestures left before the power goes; null when nobody plays with it. */
  cutIn: number | null;
  readonly cut: () => Promise<void>;
}

export class PowerCut extends Error {}

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

/** Cuts the power inside a transaction when the switch says so. */
export const withPowerSwitch = (storage: Storage, power: PowerSwitch): Storage =>
  writingThrough(storage, (_store, _name, gesture) => async (...given) => {
    if (power.cutIn !== null) {
      power.cutIn -= 1;
      if (power.cutIn <= 0) {
        power.cutIn = null;
        await power.cut();
        throw new PowerCut('the power was cut');
      }
    }
    return gesture(...given);
  });

/** A fault planted in the storage, to see that an invariant tells it. */
export interface Fault {
  readonly store: keyof TerritoryStores;
  readonly gesture: string;
  /** Does something else than the gesture. */
  readonly instead: (gesture: Gesture, given: readonly unknown[]) => Promise<unknown>;
}

export const withFault = (storage: Storage, fault: Fault): Storage =>
  writingThrough(storage, (store, name, gesture) =>
    store === fault.store && name === fault.gesture ? (...given) => fault.instead(gesture, given) : gesture,
  );
