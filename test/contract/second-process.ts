import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface SecondProcess {
  /** Lets it begin, for the verbs that wait until all are ready. */
  readonly go: () => void;
  /** Waits until it has said this line. */
  readonly says: (line: string) => Promise<void>;
  /** All it said, once it has ended well. */
  readonly done: Promise<readonly string[]>;
}

/** Starts test/contract/worker.ts on a database, in a real process of its own. */
export const startWorker = (
  verb: string,
  on: { readonly databaseUrl: string | null; readonly dataFolder: string },
  argument = '',
): SecondProcess => {
  const script = new URL('worker.ts', import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ['--import', './tools/tsx-loader.js', script, verb, on.databaseUrl ?? '', on.dataFolder, argument],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    waiting.get(line)?.();
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const done = new Promise<readonly string[]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(lines);
      else reject(new Error(`the second process ended with ${String(code)}: ${errors}`));
    });
  });
  const says = async (line: string): Promise<void> => {
    if (lines.includes(line)) return;
    const said = new Promise<void>((resolve) => waiting.set(line, resolve));
    await Promise.race([said, done]);
    if (!lines.includes(line)) throw new Error(`the second process ended without saying ${line}`);
  };
  // One that failed at once has closed its end: `done` says why.
  child.stdin.on('error', () => undefined);
  const go = (): void => {
    child.stdin.end('go\n');
  };
  return { go, says, done };
};

/** Starts several workers, lets them begin together, and waits for all. */
export const startTogether = async (workers: readonly SecondProcess[]): Promise<readonly (readonly string[])[]> => {
  await Promise.all(workers.map(({ says }) => says('open')));
  for (const { go } of workers) go();
  return await Promise.all(workers.map(({ done }) => done));
};
