import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { makeLicences, makeSbom } from './sbom.ts';

interface Sbom {
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly version: string;
    readonly hashes?: readonly { readonly content: string }[];
  }[];
}

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Readonly<Record<string, string>>
>;

suite('the list of what is inside', () => {
  test('names each package of the service with its version and its hash, and none of those that only make or test it', async () => {
    const { components } = JSON.parse(await makeSbom(['linux-x64'])) as Sbom;
    const versions = new Map(components.map(({ name, version }) => [name, version]));
    // It makes the bundle, at the first start from the sources: nothing of it is inside.
    const { esbuild: _, ...inside } = dependencies;
    for (const [name, version] of Object.entries(inside)) assert.equal(versions.get(name), version, name);
    const libraries = components.filter(({ type }) => type === 'library').map(({ name }) => name);
    for (const name of [...Object.keys(devDependencies), 'esbuild'])
      assert.ok(!libraries.includes(name), `${name} is said to be inside`);
    for (const { name, hashes } of components) assert.equal(hashes?.[0]?.content.length, 128, name);
  });

  test('is the same whenever it is made', async () => {
    assert.equal(await makeSbom(['linux-x64']), await makeSbom(['linux-x64']));
  });

  test('each licence is there, Node’s too', async () => {
    const text = await makeLicences();
    for (const words of ['Lotocar\n=======', 'hono ', 'Node.js\n=======\n\nNode.js is licensed'])
      assert.ok(text.includes(words), words);
    assert.ok(!/=\n\n\n/u.test(text), 'a package has no licence');
    assert.ok(existsSync('LICENSE'));
  });
});
