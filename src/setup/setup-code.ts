import { foldCode, type HashText } from '#src/team/password.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';
import { NO_ANSWERS } from '#src/setup/setup-draft.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Shorter ones can be tried one by one, by whoever reaches the page first. */
export const LEAST_CODE_LENGTH = 12;

interface SetupStores {
  readonly setups: SetupDraftStore;
  readonly territories: { list(): Promise<readonly unknown[]> };
  readonly settings: {
    get(key: 'setup-code'): Promise<string | undefined>;
    set(key: 'setup-code', value: string | null): Promise<void>;
  };
}

interface Needs {
  readonly atomicallyOnInstance: <T>(work: (stores: SetupStores) => Promise<T>) => Promise<T>;
  readonly hashText: HashText;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * Opens the set-up of an instance without any territory, and says its code: the one given, else the one made at the first
 * start, the same at each start. undefined, and no code opens anything, once there is a territory.
 */
export const createOfferSetup =
  ({ atomicallyOnInstance, hashText, now, newId }: Needs) =>
  (given: string | null, fresh: string): Promise<string | undefined> =>
    atomicallyOnInstance(async ({ setups, territories, settings }) => {
      const own = await setups.findOwn();
      if ((await territories.list()).length > 0) {
        // A territory came by another way: an export, the command line.
        if (own) await setups.remove(own.id);
        await settings.set('setup-code', null);
        return undefined;
      }
      const code = given ?? (await settings.get('setup-code')) ?? fresh;
      if (given === null) await settings.set('setup-code', code);
      const tokenHash = hashText(foldCode(code));
      const at = formatInstant(now());
      if (!own)
        await setups.add({ id: newId(), kind: 'own', tokenHash, answers: NO_ANSWERS, createdAt: at, touchedAt: at });
      else if (own.tokenHash !== tokenHash) await setups.changeToken(own.id, tokenHash);
      return code;
    });
