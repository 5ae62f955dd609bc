import type { IsoInstant } from '#src/time/units.ts';

/** Someone asked for a space on this host. Read by who runs it; kept until it is answered, and thirty days more. */
export interface SpaceRequest {
  readonly id: string;
  /** The set-up it began, while there is one. */
  readonly draftId: string | null;
  /** What the set-up made: unpublished until the answer is yes. */
  readonly territoryId: string | null;
  /** Of the service: "Lotocar du Haut-Quercy". */
  readonly name: string;
  /** The territory, in their words. */
  readonly area: string;
  /** Who asks. */
  readonly asker: string;
  /** E.164, to call them back. */
  readonly phone: string;
  readonly email: string | null;
  readonly controller: string;
  readonly state: 'waiting' | 'accepted' | 'refused';
  /** Said with a refusal. */
  readonly word: string;
  readonly askedAt: IsoInstant;
  readonly answeredAt: IsoInstant | null;
}

/** The spaces asked for on this host. */
export interface SpaceRequestStore {
  /** Those that wait first, the oldest first. */
  list(): Promise<readonly SpaceRequest[]>;
  find(id: string): Promise<SpaceRequest | undefined>;
  findByDraft(draftId: string): Promise<SpaceRequest | undefined>;
  findByTerritory(territoryId: string): Promise<SpaceRequest | undefined>;
  countWaiting(): Promise<number>;
  add(request: SpaceRequest): Promise<void>;
  save(request: SpaceRequest): Promise<void>;
  remove(id: string): Promise<void>;
}
