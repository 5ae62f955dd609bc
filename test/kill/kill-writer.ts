import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '#src/storage/open-engine.ts';

export interface Target {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
}

/** Writes of one run; the kill falls somewhere among them. */
export const WRITES = 1000;

/**
 * Starts test/kill/writer.ts and calls `strike` once, after a random number of acknowledged writes and a random pause.
 * @returns the ids of the writes that were acknowledged; all of them when the blow came too late.
 */
export const runWriter = async (
  on: Target,
  run: string,
  strike: (child: ChildProcess) => unknown,
): Promise<readonly string[]> => {
  const script = new URL('writer.ts', import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ['--import', './tools/tsx-loader.js', script, on.databaseUrl ?? '', on.dataFolder, run, String(WRITES)],
    // Where the server is killed the writer dies of it, loudly: that is expected.
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const acknowledged: string[] = [];
  const strikeAfter = Math.floor(Math.random() * WRITES * 0.9);
  let struck: Promise<unknown> = Promise.resolve();
  createInterface(child.stdout).on('line', (line) => {
    acknowledged.push(line);
    if (acknowledged.length === strikeAfter + 1) {
      struck = sleep(Math.random() * 10).then(() => strike(child));
    }
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  await struck;
  return acknowledged;
};

/** Opens the database again and finds every acknowledged write, whole, and no half of any other. */
export const checkKept = async (on: Target, acknowledged: readonly string[]): Promise<number> => {
  const engine = await openEngine(on);
  try {
    const rows = await engine.db.selectFrom('rate_counter').select('key').execute();
    const kept = new Set(rows.map(({ key }) => key));
    const lost = acknowledged.filter((id) => !kept.has(`${id}-left`) || !kept.has(`${id}-right`));
    assert.deepEqual(lost, [], 'acknowledged, then lost');
    const halves = [...kept].filter(
      (key) => !kept.has(key.replace(/left$/, 'right')) || !kept.has(key.replace(/right$/, 'left')),
    );
    assert.deepEqual(halves, [], 'kept by half');
    return kept.size / 2;
  } finally {
    await engine.close();
  }
};
