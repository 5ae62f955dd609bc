import type { IsoInstant } from '#src/time/units.ts';

/** One version of a file that the service keeps: a logo, a timetable, a road map. Its bytes never change. */
export interface FileVersion {
  /** Lower-case words in `a-z0-9-`, with `/` between them: 'logo/lot'. */
  readonly name: string;
  /** Lower-case, digits, `.` and `-`: a date, a hash. */
  readonly version: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** One version of each name is the one in use. */
  readonly current: boolean;
  readonly createdAt: IsoInstant;
}

/** The files of an instance: in the data folder, or in the database when several machines share it (design decision 15). */
export interface FileStore {
  /**
   * Keeps the bytes, flushed to the disk, then makes this version the one in use. The same bytes again change nothing else.
   * @throws Error when the name or version has other characters, or when the version already holds other bytes.
   */
  put(name: string, version: string, bytes: Uint8Array): Promise<FileVersion>;
  /** The version in use, without its bytes: cheap enough to ask often. */
  find(name: string): Promise<FileVersion | undefined>;
  /** The bytes of a version. @throws Error in French when they are gone or damaged (their sha256 is checked). */
  get(file: FileVersion): Promise<Uint8Array>;
  /** Versions of a name, or of all, by name then the newest first. */
  list(name?: string): Promise<readonly FileVersion[]>;
  /** Removes a version and its bytes, in use or not. */
  remove(name: string, version: string): Promise<void>;
}
