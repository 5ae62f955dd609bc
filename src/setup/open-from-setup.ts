import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { createAddMember } from '#src/team/add-member.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import { startSession } from '#src/team/session.ts';
import type { TeamStores } from '#src/team/stores.ts';
import { createTerritory, type TerritoryRefusal } from '#src/territory/create-territory.ts';
import type { FutureMember, SetupAnswers } from '#src/setup/setup-draft.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';
import type { SpaceRequestStore } from '#src/setup/space-request.ts';
import { slugOfName } from '#src/territory/slug-of-name.ts';
import { communesOfParts } from '#src/territory/territory-part.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface OpeningStores extends Pick<TeamStores, 'links' | 'journal'> {
  readonly instance: {
    readonly members: MemberStore;
    readonly territories: TerritoryStore;
    readonly setups: SetupDraftStore;
    readonly spaces: SpaceRequestStore;
    readonly settings: { set(key: 'setup-code', value: null): Promise<void> };
  };
}

interface Needs {
  readonly atomically: <T>(territoryId: string, work: (stores: OpeningStores) => Promise<T>) => Promise<T>;
  readonly directory: CommuneDirectory;
  readonly now: Clock;
  readonly newId: NewId;
}

export type SetupEnd =
  | { readonly kind: 'opened'; readonly territory: Territory; readonly memberId: string }
  /** Another browser ended it, or a territory came by another way. */
  | { readonly kind: 'over' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'refused'; readonly refusal: TerritoryRefusal | 'first-login-taken' | 'second-login-taken' };

/** The address a set-up will give its territory. */
export const slugOf = ({ slug, name }: Pick<SetupAnswers, 'slug' | 'name'>): string => slug ?? slugOfName(name ?? '');

/** All the communes it will have. */
export const communesOf = (directory: CommuneDirectory, { parts, border }: SetupAnswers): readonly string[] =>
  [...new Set([...communesOfParts(directory, parts), ...(border ?? [])])].toSorted();

/** Undoes the transaction: nothing of a territory that may not open is kept. */
class Refusal extends Error {
  readonly refusal: TerritoryRefusal;
  constructor(refusal: TerritoryRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Opens the territory of a set-up, with its first members, and signs the first one in; the set-up and its code end there. */
export const createOpenFromSetup =
  ({ atomically, directory, now, newId }: Needs) =>
  async (draftId: string, sessionId: string): Promise<SetupEnd> => {
    const territoryId = newId();
    const open = async (stores: OpeningStores): Promise<SetupEnd> => {
      const { setups, spaces, members, territories, settings } = stores.instance;
      const draft = await setups.find(draftId);
      if (!draft) return { kind: 'over' };
      const space = draft.kind === 'space' ? await spaces.findByDraft(draft.id) : undefined;
      if (space?.state === 'refused') return { kind: 'over' };
      const { answers } = draft;
      const { name, phone, phoneHours, controller, first, second, opening } = answers;
      if (
        name === null ||
        phone === null ||
        phoneHours === null ||
        controller === null ||
        !first ||
        second === null ||
        !opening
      )
        return { kind: 'unfinished' };
      if (draft.kind === 'own' && (await territories.list()).length > 0) return { kind: 'over' };
      // Never someone of another territory of this instance, who would find a new team in their desk.
      if (await members.findByLogin(first.login)) return { kind: 'refused', refusal: 'first-login-taken' };
      if (second !== 'later' && (second.login === first.login || (await members.findByLogin(second.login))))
        return { kind: 'refused', refusal: 'second-login-taken' };
      const created = await createTerritory({
        atomicallyOnInstance: (work) => work({ territories }),
        findCommune: (code) => directory.find(code),
        clock: now,
        newId: () => territoryId,
      })({
        slug: slugOf(answers),
        name,
        phone,
        phoneHours,
        controller,
        communeCodes: communesOf(directory, answers),
        // A space opens when its host agrees, whatever was chosen.
        opening: { ...opening, awaitsHost: draft.kind === 'space' && space?.state !== 'accepted' },
      });
      if (created.kind === 'refused') throw new Refusal(created.reason);
      const add = async (member: FutureMember): Promise<string> => {
        const added = await createAddMember({ atomically: (_, work) => work(stores), now, newId })(
          { territoryId, byMember: null },
          { ...member, email: null, role: 'coordination', host: false },
        );
        if (added.kind === 'refused') throw new Error(`a member of a set-up was refused: ${added.refusal}`);
        return added.member.id;
      };
      const memberId = await add(first);
      if (second !== 'later') await add(second);
      await setups.remove(draft.id);
      if (space) await spaces.save({ ...space, draftId: null, territoryId });
      if (draft.kind === 'own') await settings.set('setup-code', null);
      await members.addSession(startSession(sessionId, memberId, now()));
      await members.noteSignIn(memberId, formatInstant(now()));
      return { kind: 'opened', territory: created.territory, memberId };
    };
    try {
      return await atomically(territoryId, open);
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', refusal: error.refusal };
      throw error;
    }
  };
