import type { Logger } from 'pino';
import type { FileStore } from '#src/files.ts';

/** Files of the instance that answer, open: by the key of whatever uses them. */
export interface OpenedFiles<Opened> {
  /** What a key uses; null when its file cannot be read, undefined when it uses none. */
  of(key: string): Opened | null | undefined;
  /** Looks for what an import, here or in another process, has changed; what is open answers meanwhile. */
  refresh(): Promise<void>;
  /** Calls `listener` with each key that no longer uses the same file. @returns what stops it */
  onChange(listener: (key: string) => void): () => void;
  /** Looks again every few seconds, until `close`. */
  watch(): void;
  close(): void;
}

/** What files are opened with. */
export interface FileReading {
  readonly files: Pick<FileStore, 'find' | 'get'>;
  readonly log: Logger;
}

export interface OpenedFilesParts<Opened> extends FileReading {
  /** Name of the file of each key. */
  readonly inUse: () => Promise<ReadonlyMap<string, string>>;
  readonly open: (bytes: Uint8Array) => Opened;
  /** What they are, for the log. */
  readonly what: string;
}

/** Soon enough after an import from the command line, and one small query. */
const LOOK_EVERY_MILLISECONDS = 5000;

export const createOpenedFiles = <Opened>(parts: OpenedFilesParts<Opened>): OpenedFiles<Opened> => {
  const { files, log, what } = parts;
  /** By name of file: opened once, whoever uses it; null when it cannot be read. */
  let opened: ReadonlyMap<string, Opened | null> = new Map();
  let inUse: ReadonlyMap<string, string> = new Map();
  const listeners = new Set<(key: string) => void>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const open = async (name: string): Promise<Opened | null> => {
    try {
      const file = await files.find(name);
      if (file === undefined) throw new Error('no such file');
      return parts.open(await files.get(file));
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      log.error({ file: name, why }, `a file of ${what} cannot be read`);
      return null;
    }
  };

  const look = async (): Promise<void> => {
    const next = await parts.inUse();
    const nextOpened = new Map<string, Opened | null>();
    for (const name of new Set(next.values())) {
      const before = opened.get(name);
      nextOpened.set(name, before === undefined ? await open(name) : before);
    }
    const changed = [...new Set([...inUse.keys(), ...next.keys()])].filter((key) => inUse.get(key) !== next.get(key));
    [opened, inUse] = [nextOpened, next];
    for (const key of changed) for (const listener of listeners) listener(key);
  };

  // One after another: each begins after it was asked for.
  const refresh = (): Promise<void> => {
    looking = looking.catch(() => undefined).then(look);
    return looking;
  };

  return {
    of: (key) => opened.get(inUse.get(key) ?? ''),
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {
      timer ??= setInterval(() => {
        refresh().catch((error: unknown) => {
          log.warn({ error: error instanceof Error ? error.name : 'unknown' }, `${what} could not be looked for`);
        });
      }, LOOK_EVERY_MILLISECONDS).unref();
    },
    close() {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
