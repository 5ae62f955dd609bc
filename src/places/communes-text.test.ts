import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readCommunesFile } from '#src/sources/communes-file.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { makeCommunesText, POINTS_FILE, readPlacesSources } from '../../tools/data-places.ts';

describe('data/communes.txt', () => {
  test('weighs about what was promised', () => {
    assert.ok(Buffer.byteLength(readCommunesFile()) < 2_100_000);
  });

  test('is what npm run data:places makes', (t) => {
    if (!existsSync(POINTS_FILE)) {
      const why =
        'le fichier des communes n’a pas été refait : les points (commune-points.csv) ne sont pas à côté du projet';
      noteSkipped(why);
      t.skip(why);
      return;
    }
    const made = makeCommunesText(readPlacesSources());
    assert.ok(made === readCommunesFile(), 'le fichier refait diffère : relancez npm run data:places');
    assert.equal(made, makeCommunesText(readPlacesSources()));
  });
});
