import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQLITE_FILE } from '#src/storage/engine.ts';
import { openEngine } from '#src/storage/open-engine.ts';

const migrate = async (): Promise<Uint8Array> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-migrated-'));
  try {
    const engine = await openEngine({ databaseUrl: null, dataFolder });
    await engine.close();
    return readFileSync(join(dataFolder, SQLITE_FILE));
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

let migrated: Promise<Uint8Array> | undefined;

/** Puts an empty database, migrated once in this process, into a data folder that has none: the migrations have tests of their own. */
export const placeMigratedFile = async (dataFolder: string): Promise<void> => {
  const path = join(dataFolder, SQLITE_FILE);
  if (!existsSync(path)) writeFileSync(path, await (migrated ??= migrate()), { mode: 0o600 });
};
