import type { InstanceSettings } from '#src/instance-settings.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import { NO_ANSWERS } from '#src/setup/setup-draft.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';
import type { SpaceRequest, SpaceRequestStore } from '#src/setup/space-request.ts';
import type { TerritoryPart } from '#src/territory/territory-part.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface HostStores {
  readonly territories: Pick<TerritoryStore, 'list'>;
  readonly members: Pick<MemberStore, 'list'>;
  readonly settings: Pick<InstanceSettings, 'get'>;
}

/**
 * Whether this instance takes in other territories: it has one, someone who runs it (role host), and they did not say no.
 * The machine of one territory alone has no host.
 */
export const offersSpaces = async ({ territories, members, settings }: HostStores): Promise<boolean> => {
  if ((await settings.get('spaces')) === 'closed') return false;
  if (!(await members.list()).some(({ host, disabledAt }) => host && disabledAt === null)) return false;
  return (await territories.list()).length > 0;
};

/** Unanswered at once: whoever runs the host calls each of them. */
const MOST_WAITING = 50;

interface AskStores extends HostStores {
  readonly setups: SetupDraftStore;
  readonly spaces: SpaceRequestStore;
}

interface Needs {
  readonly atomicallyOnInstance: <T>(work: (stores: AskStores) => Promise<T>) => Promise<T>;
  readonly now: Clock;
  readonly newId: NewId;
}

/** What is asked of who wants a space, and what their words of the territory were understood as. */
export type AskedSpace = Pick<SpaceRequest, 'name' | 'area' | 'asker' | 'phone' | 'email' | 'controller'> & {
  readonly parts: readonly TerritoryPart[];
};

/** Keeps the request and begins the set-up it asks for, with what was said already; the same secret twice is one request. */
export const createAskSpace =
  ({ atomicallyOnInstance, now, newId }: Needs) =>
  ({ parts, ...asked }: AskedSpace, tokenHash: string): Promise<'asked' | 'no-host' | 'too-many'> =>
    atomicallyOnInstance(async (stores) => {
      const { setups, spaces } = stores;
      if (!(await offersSpaces(stores))) return 'no-host';
      if (await setups.findByTokenHash(tokenHash)) return 'asked';
      if ((await spaces.countWaiting()) >= MOST_WAITING) return 'too-many';
      const at = formatInstant(now());
      const draftId = newId();
      const { name, controller } = asked;
      const answers = { ...NO_ANSWERS, name, controller, parts };
      await setups.add({ id: draftId, kind: 'space', tokenHash, answers, createdAt: at, touchedAt: at });
      await spaces.add({
        ...asked,
        id: newId(),
        draftId,
        territoryId: null,
        state: 'waiting',
        word: '',
        askedAt: at,
        answeredAt: null,
      });
      return 'asked';
    });
