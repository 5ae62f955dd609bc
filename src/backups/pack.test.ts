import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pack } from './pack.ts';

test('guessing the passphrase of a backup costs what age asks: 2^18 rounds of scrypt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotocar-pack-'));
  try {
    const [copy, packed] = [join(folder, 'copy'), join(folder, 'packed.age')];
    writeFileSync(copy, 'SQLite format 3');
    await pack(copy, packed, 'quatre mots dans un coffre');
    assert.match(readFileSync(packed, 'latin1'), /^age-encryption.org\/v1\n-> scrypt \S+ 18\n/u);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
