import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The program as a territory installs it, listening. */
export interface InstalledService {
  readonly url: string;
  /** All that it wrote so far. */
  said(): string;
  /** Waits for words of its own. */
  heard(wanted: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

/** How it is started. */
export interface InstalledOptions {
  /** The folder it works in; nothing of the project is there. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** `npm run package` makes it; LOTOCAR_TEST_EXECUTABLE names another. */
export const findExecutable = (): string | undefined => {
  const named = process.env['LOTOCAR_TEST_EXECUTABLE'];
  const path = resolve(named ?? 'dist-packages/lotocar-linux-x64');
  if (existsSync(path)) return path;
  if (named !== undefined) throw new Error(`${path} is not there: npm run package makes it`);
};

/**
 * Starts it in `folder`, which holds nothing but its data: what it reads is inside itself.
 * @throws Error with what it wrote, when it stops before it listens.
 */
export const startInstalled = async (
  executable: string,
  { folder, args = ['start'], env = {} }: InstalledOptions,
): Promise<InstalledService> => {
  if (existsSync(resolve(folder, 'node_modules'))) throw new Error(`${folder} holds ${readdirSync(folder).join(', ')}`);
  const child = spawn(executable, args, {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let isOver = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    tell();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const over = new Promise<void>((done) => {
    child.once('close', () => {
      isOver = true;
      tell();
      done();
    });
  });
  const heard = (wanted: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, lost) => {
      const look = (): void => {
        const match = wanted.exec(said);
        if (!match && !isOver) return;
        listeners.delete(look);
        if (match) found(match);
        else lost(new Error(`it stopped without saying ${String(wanted)}:\n${said}`));
      };
      listeners.add(look);
      look();
    });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await over;
  };
  const [, port] = await heard(/"port":(\d+)|http:\/\/localhost:(\d+)\/lot\n/u).then((match) => match.filter(Boolean));
  return { url: `http://127.0.0.1:${port}`, said: () => said, heard, stop };
};
