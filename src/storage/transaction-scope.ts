import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows whether the running code was called from inside an `atomically` closure of one engine. */
export interface TransactionScope {
  /** Runs the closure; whatever it calls, awaits or starts is inside until it ends. */
  run<T>(closure: () => Promise<T>): Promise<T>;
  /** @throws Error when called from inside: on one connection it would wait for itself for ever. */
  refuseInside(what: string): void;
}

export const createTransactionScope = (): TransactionScope => {
  const scopes = new AsyncLocalStorage<{ open: boolean }>();
  return {
    run: (closure) => {
      const scope = { open: true };
      return scopes.run(scope, async () => {
        try {
          return await closure();
        } finally {
          scope.open = false;
        }
      });
    },
    refuseInside: (what) => {
      if (scopes.getStore()?.open !== true) return;
      throw new Error(`${what} was used inside an atomically closure: use the transaction it was given`);
    },
  };
};
