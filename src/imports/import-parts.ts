import type { Logger } from 'pino';
import type { FileStore } from '#src/files.ts';
import type { Clock, NewId } from '#src/time/units.ts';

/** How an import is asked for, whatever it brings. */
export interface ImportRequest<Step> {
  /** What is imported, as said to people while it goes on. */
  readonly label: string;
  /** The member who asks; null for the command line, and for what runs by itself. */
  readonly askedBy: string | null;
  /** Whether addresses inside the network of this machine may be read. */
  readonly anyAddress?: boolean;
  readonly onProgress?: (step: Step, percent: number) => void;
}

/** What the imports of one kind are made of. */
export interface ImportParts<Store> {
  readonly store: Store;
  readonly write: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  readonly files: FileStore;
  readonly dataFolder: string;
  /** Called once other files are in use. */
  readonly onChange: () => Promise<void>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}
