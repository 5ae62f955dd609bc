import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leadsToThisMachine } from '#src/this-machine.ts';

test('an address of this machine alone is told from one that others reach', () => {
  for (const address of ['http://localhost:3000', 'http://127.0.0.1/lot', 'http://[::1]:8080', 'https://localhost'])
    assert.ok(leadsToThisMachine(address), address);
  for (const address of ['http://192.168.1.4:3000', 'https://lotocar.fr', 'http://localhost.fr', 'http://127.fr'])
    assert.ok(!leadsToThisMachine(address), address);
});
