import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { ImportPlace, ImportStop } from '#src/imports/import-record.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import { receiveUpload } from '#src/imports/receive-upload.ts';
import type { RunOptions } from '#src/imports/run-in-thread.ts';
import { newReference } from '#src/new-reference.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { isDiskFull, sayNoRoom } from '#src/sources/download-faults.ts';
import type { Clock, IsoInstant, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** How an import ended. */
export type ImportEnd<Done> =
  | { readonly kind: 'done'; readonly made: Done }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: string };

export type StartedImport<Running, Done> =
  | { readonly kind: 'started'; readonly end: Promise<ImportEnd<Done>> }
  /** What is asked for has one under way already. */
  | { readonly kind: 'under-way'; readonly running: Running }
  /** This process is busy with another one. */
  | { readonly kind: 'busy' };

/** One import, from its beginning written down to its result put to use. */
export interface ImportTask<Step, Running, Made, Done> {
  /** What it is for: one import of each at a time. */
  readonly subjects: readonly string[];
  readonly sources: readonly ImportSource[];
  readonly onProgress?: ((step: Step, percent: number) => void) | undefined;
  /** The one of a subject that runs; null once its end is written. */
  running(subject: string): Promise<Running | null>;
  /** Writes that it begins. @returns the one under way, in whatever process: then nothing is written */
  begin(id: string, at: IsoInstant): Promise<Running | null>;
  /** @returns false when it is no longer the one that runs */
  advance(id: string, place: ImportPlace<Step>): Promise<boolean>;
  make(options: RunOptions<Step>, at: IsoInstant): Promise<Made>;
  /** @returns null when it was cancelled meanwhile: nothing has changed */
  putToUse(id: string, made: Made): Promise<Done | null>;
  stop(id: string, how: ImportStop): Promise<void>;
}

/** The imports of one kind of this process: one at a time, each with its progress written down, its cancelling, its end. */
export interface Importing<Step> {
  /** Where downloads are kept, to be taken up again. */
  readonly downloads: string;
  start<Running, Made, Done>(task: ImportTask<Step, Running, Made, Done>): Promise<StartedImport<Running, Done>>;
  /** Stops what this process does for a subject, and waits for it. */
  abort(subject: string): Promise<void>;
  /** Keeps a file that somebody sends until it is imported. @throws SaidToPeople when it is too long or does not fit */
  receive(name: string, bytes: AsyncIterable<Uint8Array>): Promise<ImportSource>;
  /** Stops what is under way and waits for it. */
  close(): Promise<void>;
}

export interface ImportingParts<Step> {
  readonly downloads: string;
  readonly firstStep: Step;
  /** What is imported, for the log. */
  readonly what: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}

/** What is said of an import is written this often: pages show it, and its process is known to live. */
const BEAT_MILLISECONDS = 1000;
/** Downloads that nobody has taken up again. */
const KEPT_MILLISECONDS = 7 * 24 * 3_600_000;

class Cancelled extends Error {}
class Closing extends SaidToPeople {
  constructor() {
    super('Le service s’est arrêté pendant l’import. Recommencez : ce qui est déjà téléchargé est gardé.');
  }
}

interface Current {
  readonly subjects: readonly string[];
  readonly aborter: AbortController;
  end: Promise<unknown>;
}

export const createImporting = <Step>(parts: ImportingParts<Step>): Importing<Step> => {
  const { downloads, clock, log, what } = parts;
  const uploads = join(downloads, 'depots');
  let current: Current | null = null;
  const now = (): string => formatInstant(clock());

  const run = async <Running, Made, Done>(
    id: string,
    task: ImportTask<Step, Running, Made, Done>,
    aborter: AbortController,
  ): Promise<ImportEnd<Done>> => {
    const at = { step: parts.firstStep, percent: 0 };
    /** Says where it is at, and learns that it was cancelled elsewhere. */
    const beat = async (): Promise<void> => {
      if (!(await task.advance(id, { ...at, seenAt: now() }))) aborter.abort(new Cancelled());
    };
    let beating: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      beating = beating
        .then(beat)
        .catch((error: unknown) => log.warn({ error: nameOf(error) }, 'the progress of an import was not written'));
    }, BEAT_MILLISECONDS);
    const settle = async (): Promise<void> => {
      clearInterval(timer);
      await beating;
    };
    try {
      await mkdir(downloads, { recursive: true, mode: 0o700 });
      await removeForgotten(downloads, uploads, clock().epochMilliseconds - KEPT_MILLISECONDS);
      const onProgress = (step: Step, percent: number): void => {
        Object.assign(at, { step, percent });
        task.onProgress?.(step, percent);
      };
      const made = await task.make({ signal: aborter.signal, onProgress }, now());
      aborter.signal.throwIfAborted();
      const done = await task.putToUse(id, made);
      await settle();
      return done === null ? { kind: 'cancelled' } : { kind: 'done', made: done };
    } catch (error) {
      await settle();
      const end = endOf(error);
      await task.stop(id, end.kind === 'failed' ? { problem: end.problem } : 'cancelled');
      return end;
    } finally {
      for (const source of task.sources)
        if (source.kind === 'file' && source.path.startsWith(uploads))
          await rm(dirname(source.path), { recursive: true, force: true });
    }
  };

  const endOf = (error: unknown): Exclude<ImportEnd<never>, { kind: 'done' }> => {
    if (error instanceof Cancelled) return { kind: 'cancelled' };
    if (error instanceof SaidToPeople) return { kind: 'failed', problem: error.message };
    if (isDiskFull(error)) return { kind: 'failed', problem: sayNoRoom(null).message };
    const reference = newReference();
    const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at')) : [];
    log.error({ reference, error: nameOf(error), stack }, `an import of ${what} broke`);
    return {
      kind: 'failed',
      problem: `L’import s’est arrêté sur une panne de Lotocar. Vous pouvez recommencer ; si elle revient, donnez cette référence : ${reference}.`,
    };
  };

  const importing: Importing<Step> = {
    downloads,
    receive: (name, bytes) => receiveUpload(uploads, name, bytes),
    async start(task) {
      if (current !== null) {
        const mine = task.subjects.find((subject) => current?.subjects.includes(subject));
        if (mine === undefined) return { kind: 'busy' };
        const running = await task.running(mine);
        if (running !== null) return { kind: 'under-way', running };
        // Its end is written: what is left of it takes a moment.
        await current?.end.catch(() => undefined);
        return importing.start(task);
      }
      const id = parts.newId();
      const mine: Current = {
        subjects: task.subjects,
        aborter: new AbortController(),
        end: Promise.resolve(),
      };
      // Taken before anything is awaited: two members may click at once.
      current = mine;
      try {
        const running = await task.begin(id, now());
        if (running !== null) {
          current = null;
          return { kind: 'under-way', running };
        }
      } catch (error) {
        current = null;
        throw error;
      }
      const end = run(id, task, mine.aborter).finally(() => {
        current = null;
      });
      mine.end = end;
      // Whoever asked may not wait for it.
      end.catch((error: unknown) => log.error({ error: nameOf(error) }, 'the end of an import was not written'));
      return { kind: 'started', end };
    },
    async abort(subject) {
      if (current?.subjects.includes(subject) !== true) return;
      const { aborter, end } = current;
      aborter.abort(new Cancelled());
      await end.catch(() => undefined);
    },
    async close() {
      current?.aborter.abort(new Closing());
      await current?.end.catch(() => undefined);
    },
  };
  return importing;
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const removeForgotten = async (downloads: string, uploads: string, before: number): Promise<void> => {
  for (const folder of [downloads, uploads])
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (path === uploads) continue;
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < before) await rm(path, { recursive: true, force: true });
    }
};
