import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { noteSkipped } from '#test/note-skipped.ts';

const FOLDER = 'dist-packages';
const isMade = existsSync(join(FOLDER, 'SHA256SUMS'));
if (!isMade) noteSkipped('les paquets : npm run package ne les a pas encore faits');

suite('what npm run package hands out', { skip: !isMade }, () => {
  const sums = isMade
    ? readFileSync(join(FOLDER, 'SHA256SUMS'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('  '))
    : [];

  test('each file has its checksum, and it is true', () => {
    const names = sums.map(([, name]) => name);
    for (const wanted of [/^lotocar-linux-x64$/u, /_amd64\.deb$/u, /\.cdx\.json$/u, /^LICENCES\.txt$/u])
      assert.ok(
        names.some((name) => wanted.test(name ?? '')),
        `${String(wanted)} is not in ${names.join(', ')}`,
      );
    for (const [sum, name = ''] of sums)
      assert.equal(
        createHash('sha256')
          .update(readFileSync(join(FOLDER, name)))
          .digest('hex'),
        sum,
        name,
      );
  });

  test('the executable holds under 200 MB', () => {
    assert.ok(readFileSync(join(FOLDER, 'lotocar-linux-x64')).length < 200e6);
  });
});
