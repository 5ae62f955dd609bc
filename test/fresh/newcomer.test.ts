import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';

// What a newcomer types, in a clone with nothing installed. The node on the path is the machine's own, as for them.
const machinePath = (process.env['PATH'] ?? '')
  .split(':')
  .filter((folder) => !folder.includes('node_modules'))
  .join(':');
const env = Object.fromEntries(
  Object.entries({ ...process.env, PATH: machinePath }).filter(
    ([key]) => !/^(npm_|NODE_|LOTOCAR_|PORT$|PUBLIC_URL$|DATABASE_URL$)/.test(key),
  ),
);

/** Starts `npm run ...` and waits for a line of its output; gives what it said and how to stop it. */
const startUntil = async (folder: string, args: readonly string[], wanted: RegExp, more: Record<string, string>) => {
  const child = spawn('npm', ['run', ...args], {
    cwd: folder,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const match = wanted.exec(said);
      if (match) resolve(match);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', () => reject(new Error(`it stopped:\n${said}`)));
  });
  return {
    found,
    said: () => said,
    stop: () =>
      new Promise<void>((resolve) => {
        child.on('close', () => resolve());
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      }),
  };
};

suite('a newcomer, from a fresh clone', () => {
  let folder = '';
  before(() => {
    const home = mkdtempSync(join(tmpdir(), 'lotocar-newcomer-'));
    folder = join(home, 'lotocar');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${process.cwd()}`, folder], { env });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env });
  });
  after(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  test('npm run demo holds a living territory, with no question asked', async () => {
    const demo = await startUntil(folder, ['demo'], /http:\/\/localhost:(\d+)\/lot\n/, { PORT: '0' });
    try {
      const base = `http://127.0.0.1:${demo.found[1]}`;
      const home = await fetch(`${base}/lot`);
      assert.equal(home.status, 200);
      const search = await (await fetch(`${base}/lot/trajets?depart=Figeac&arrivee=Cahors`)).text();
      assert.match(search, /data-trip="/, 'Figeac to Cahors finds somebody');
      const health = (await (await fetch(`${base}/health`)).json()) as { version: string; migrations: unknown[] };
      assert.match(health.version, /^\d+\.\d+\.\d+$/);
      assert.ok(health.migrations.length > 0);
      assert.match(demo.said(), /mot de passe/);
    } finally {
      await demo.stop();
    }
  });

  test('npx --no-install lotocar --help speaks', () => {
    const help = execFileSync('npx', ['--no-install', 'lotocar', '--help'], { cwd: folder, env, encoding: 'utf8' });
    assert.match(help, /lotocar start/);
  });

  test('npm run build makes a bundle that starts by itself', async () => {
    execFileSync('npm', ['run', 'build'], { cwd: folder, env });
    const help = execFileSync('npx', ['--no-install', 'node', 'dist/lotocar.js', '--help'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    assert.match(help, /lotocar start/);
  });

  test('npm start opens an empty service', async () => {
    const data = mkdtempSync(join(tmpdir(), 'lotocar-empty-'));
    const started = await startUntil(folder, ['start'], /"port":(\d+)/, { PORT: '0', LOTOCAR_DATA: data });
    try {
      const response = await fetch(`http://127.0.0.1:${started.found[1]}/`);
      assert.equal(response.status, 200);
    } finally {
      await started.stop();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
