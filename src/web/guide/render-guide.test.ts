import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { GUIDE, readGuidePage } from '#src/web/guide/guide-text.ts';
import { renderGuide } from '#src/web/guide/render-guide.ts';

const FOLDER = new URL('../../../docs/territoire/', import.meta.url);
const CLI = readFileSync(new URL('../../cli.ts', import.meta.url), 'utf8');

suite('a page of the guide', () => {
  test('becomes HTML, its title apart, its links followed', () => {
    const { title, html } = renderGuide('# Où l’ouvrir ?\n\nVoyez [ouvrir](ouvrir.md).', (name) => `/aide/${name}`);
    assert.equal(title, 'Où l’ouvrir ?');
    assert.equal(html, '<p>Voyez <a href="/aide/ouvrir">ouvrir</a>.</p>\n');
  });

  test('shows HTML as text, and follows no link that runs something', () => {
    const { html } = renderGuide('# Titre\n\n<b onclick="x">gras</b> [ici](javascript:alert(1)) ![](/x.png)', () => '');
    assert.doesNotMatch(html, /<b|<img|href="javascript/);
  });

  test('that has no title is refused', () => {
    assert.throws(() => renderGuide('Sans titre.', () => ''), /title/);
  });
});

suite('the guide', () => {
  test('is every file of its folder, and no other', () => {
    const files = readdirSync(FOLDER).filter((name) => name !== 'README.md');
    assert.deepEqual(files.toSorted(), GUIDE.map((name) => `${name}.md`).toSorted());
  });

  test('lists its pages in the same order where the sources are read', () => {
    const readme = readFileSync(new URL('README.md', FOLDER), 'utf8');
    const linked = [...readme.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, name]) => name);
    assert.deepEqual(linked, [...GUIDE]);
  });

  for (const name of GUIDE) {
    test(`${name}: links lead to pages of the guide, or to nothing of ours`, () => {
      for (const [, href = ''] of readGuidePage(name).matchAll(/\]\(([^)]+)\)/g))
        assert.ok(
          GUIDE.some((other) => href === `${other}.md`) || href.startsWith('https://'),
          `${href} leads nowhere`,
        );
    });

    test(`${name}: names only commands that exist`, () => {
      for (const [, command = ''] of readGuidePage(name).matchAll(/^lotocar (\w+(?: territory| roads| add| reset)?)/gm))
        assert.ok(CLI.includes(`  lotocar ${command} `), `lotocar ${command} is not in the help`);
    });
  }
});
