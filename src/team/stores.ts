import type { LinkStore } from '#src/people/link-store.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { Clock, NewId } from '#src/time/units.ts';

/** What the use cases about members read and write, in one transaction. */
export interface TeamStores {
  readonly links: LinkStore;
  readonly journal: JournalStore;
  readonly instance: { readonly members: MemberStore };
}

export interface TeamTools {
  readonly atomically: <T>(territoryId: string, work: (stores: TeamStores) => Promise<T>) => Promise<T>;
  readonly now: Clock;
  readonly newId: NewId;
}

/** Who acts: a member of the coordination, or the command line (null). */
export interface TeamAct {
  readonly territoryId: string;
  readonly byMember: string | null;
}
