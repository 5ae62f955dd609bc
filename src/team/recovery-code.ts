import type { IsoInstant } from '#src/time/units.ts';

/** Codes on one sheet: a sheet lasts years. */
export const CODES_ON_SHEET = 8;

/** One code of the sheet that the mairie keeps in its safe. */
export interface RecoveryCode {
  /** Its place on the sheet, from 1. */
  readonly number: number;
  /** SHA-256 of the code; null once it was used: it opens nothing more. */
  readonly codeHash: string | null;
  readonly madeAt: IsoInstant;
  readonly usedAt: IsoInstant | null;
  /** Id of the member it let in. */
  readonly usedFor: string | null;
  /** When somebody of the coordination read that it was used. */
  readonly toldAt: IsoInstant | null;
}

/** The recovery sheet of one territory. */
export interface RecoveryCodeStore {
  /** By their place on the sheet; empty where none was made. */
  list(): Promise<readonly RecoveryCode[]>;
  findByHash(codeHash: string): Promise<RecoveryCode | undefined>;
  /** Another sheet: the codes of the former one are gone. */
  replace(codeHashes: readonly string[], madeAt: IsoInstant): Promise<void>;
  use(number: number, memberId: string, at: IsoInstant): Promise<void>;
  /** The uses so far were read. */
  noteTold(at: IsoInstant): Promise<void>;
}

/** Those that still open. */
export const remaining = (codes: readonly RecoveryCode[]): number =>
  codes.filter(({ codeHash }) => codeHash !== null).length;
