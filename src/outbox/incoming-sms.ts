import type { IsoInstant } from '#src/time/units.ts';

/** An SMS as a gateway gives it. */
export interface ReceivedSms {
  /** The gateway's own name for it: the same one given twice is taken once. */
  readonly providerId: string;
  /** E.164 where it can be read, else as it came ("Orange", "38200"). */
  readonly from: string;
  readonly text: string;
  readonly receivedAt: IsoInstant;
}

/**
 * `new`: just arrived, nobody read it. `taken`: understood as an answer. `to-read`: not understood, waits on the desk.
 * `read`: a member read it. Never answered by itself.
 */
export type IncomingState = 'new' | 'taken' | 'to-read' | 'read';

export interface IncomingSms extends ReceivedSms {
  readonly id: string;
  readonly territoryId: string;
  readonly state: IncomingState;
  readonly keptAt: IsoInstant;
}

/** The SMS received by one territory: never lost, never answered by themselves. */
export interface IncomingSmsStore {
  /** Once for each `providerId`; never again once it was erased with its sender. */
  add(sms: IncomingSms): Promise<'added' | 'already'>;
  find(id: string): Promise<IncomingSms | undefined>;
  /** Newest first. */
  list(states: readonly IncomingState[], limit: number): Promise<readonly IncomingSms[]>;
  count(states: readonly IncomingState[]): Promise<number>;
  /** False when it was not in one of these states any more. */
  move(id: string, from: readonly IncomingState[], to: IncomingState): Promise<boolean>;
  /** Kept before; gives how many went. */
  eraseBefore(at: IsoInstant): Promise<number>;
  /** No gateway gives again what was erased before this: what recognises it goes too. Gives how many. */
  dropForgottenBefore(at: IsoInstant): Promise<number>;
}

/**
 * Who reads an SMS and acts on it, "OUI 4721" for instance. Called once it is kept, in no transaction; again if the process
 * stopped in between, so what it does it can do twice.
 * @returns whether it was for them: if nobody takes it, it waits on the desk.
 */
export type TakeIncomingSms = (
  territory: { readonly id: string; readonly zone: string },
  sms: IncomingSms,
) => Promise<'taken' | 'not-mine'>;
