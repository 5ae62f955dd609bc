import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachProblem } from '#src/people/reached-by.ts';
import { aPerson } from '#test/fixtures/drivers.ts';

const landline = { number: '+33536490007', kind: 'landline', sms: false } as const;

test('someone is reached in a way that reaches them', () => {
  const contact = { name: 'Voisine', number: '+33536490042' };
  assert.equal(reachProblem(aPerson({ phones: [landline] })), undefined);
  assert.equal(reachProblem(aPerson({ phones: [landline], reachedBy: 'sms' })), 'no-sms');
  assert.equal(reachProblem(aPerson({ reachedBy: 'sms' })), undefined);
  assert.equal(reachProblem(aPerson({ reachedBy: 'letter' })), 'no-address');
  assert.equal(reachProblem(aPerson({ reachedBy: 'letter', address: '3 rue Haute, Gramat' })), undefined);
  assert.equal(reachProblem(aPerson({ reachedBy: 'contact' })), 'no-contact');
  assert.equal(reachProblem(aPerson({ reachedBy: 'contact', trustedContact: contact })), undefined);
});
