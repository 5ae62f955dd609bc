import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { backupName, parseBackupName } from '#src/backups/backup-name.ts';

suite('the names of backups', () => {
  test('are read back, and are in the order of time', () => {
    const at = Temporal.Instant.from('2026-10-25T01:59:30+02:00');
    const name = backupName(at, true);
    assert.equal(name, 'lotocar-2026-10-24-23h59m30.sqlite.gz.age');
    assert.deepEqual(parseBackupName(name), { madeAt: at, encrypted: true });
    const later = backupName(at.add({ hours: 2 }), false);
    assert.ok(name < later);
    assert.equal(parseBackupName(later)?.encrypted, false);
  });

  test('no other file is taken for one', () => {
    for (const name of [
      'lotocar.sqlite',
      '../lotocar-2026-10-24-23h59m30.sqlite.gz',
      'lotocar-2026-10-24-23h59m30.sqlite.gz.tmp',
      '',
    ])
      assert.equal(parseBackupName(name), undefined, name);
  });
});
