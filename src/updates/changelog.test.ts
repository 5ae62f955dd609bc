import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { changesOf, laterThan, readChangelog, titleOf } from '#src/updates/changelog.ts';
import { readInstalledChangelog } from '#src/updates/installed-changelog.ts';
import { changelogAddress } from '#src/updates/changelog-address.ts';

const TEXT = `# Nouveautés

## À venir

- Plus tard.

## 0.10.0 – le service de l'hiver

- **Une chose**, sur
  deux lignes.

## 0.9.1
- Une erreur corrigée.

## 0.1.0 – premier service complet

- Tout.
`;

suite('what changes from one version to the next', () => {
  test('each version is read, and what none has yet', () => {
    assert.deepEqual(
      readChangelog(TEXT).map(({ version }) => version),
      [null, '0.10.0', '0.9.1', '0.1.0'],
    );
    assert.equal(readChangelog(TEXT)[1]?.body, '- **Une chose**, sur\n  deux lignes.');
    assert.deepEqual(readChangelog('<html>404</html>'), []);
  });

  test('its changes are read one by one, each with its title when it has one', () => {
    const changes = readChangelog(TEXT).map(changesOf);
    assert.deepEqual(changes, [
      ['Plus tard.'],
      ['**Une chose**, sur\ndeux lignes.'],
      ['Une erreur corrigée.'],
      ['Tout.'],
    ]);
    assert.deepEqual(
      changes.flat().map((text) => titleOf(text)),
      [null, 'Une chose', null, null],
    );
    assert.equal(titleOf('**Les messages.** Si vous l’allumez'), 'Les messages');
    assert.equal(titleOf('**Tout est dit.**'), null, 'there is nothing more to open');
    assert.deepEqual(changesOf({ version: null, title: '', body: 'Une phrase.\n\n- Une ligne' }), [
      'Une phrase.',
      'Une ligne',
    ]);
    assert.deepEqual(changesOf({ version: null, title: '', body: '' }), []);
  });

  test('only later versions are new, in the order of numbers', () => {
    const later = (installed: string) => laterThan(readChangelog(TEXT), installed).map(({ version }) => version);
    assert.deepEqual(later('0.1.0'), ['0.10.0', '0.9.1']);
    assert.deepEqual(later('0.9.1'), ['0.10.0']);
    assert.deepEqual(later('0.10.0'), []);
  });

  test('ours is readable, and has the version that is installed', () => {
    assert.ok(readChangelog(readInstalledChangelog()).some(({ version }) => version === '0.1.0'));
  });

  test('its address follows from that of the repository; without one, nobody is asked', () => {
    const raw = 'https://raw.githubusercontent.com/exemple/lotocar/HEAD/CHANGELOG.md';
    assert.equal(changelogAddress({ url: 'git+https://github.com/exemple/lotocar.git' }), raw);
    assert.equal(changelogAddress('https://github.com/exemple/lotocar'), raw);
    assert.equal(
      changelogAddress('https://gitlab.exemple.fr/mobilite/lotocar.git'),
      'https://gitlab.exemple.fr/mobilite/lotocar/-/raw/HEAD/CHANGELOG.md',
    );
    for (const none of [undefined, '', 'ssh://git@exemple.fr/lotocar', 'https://exemple.fr/lotocar'])
      assert.equal(changelogAddress(none), null);
  });
});
