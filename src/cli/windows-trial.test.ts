import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '#src/config.ts';
import { describeTrial, isWindowsTrial, trialEnvironment } from './windows-trial.ts';

test('the single file for Windows is a try, and nothing else is', () => {
  assert.ok(isWindowsTrial('win32', true));
  assert.ok(!isWindowsTrial('win32', false));
  assert.ok(!isWindowsTrial('linux', true));
});

test('it listens to its own computer alone, and says that nothing is seen from the internet', () => {
  assert.equal(readConfig(trialEnvironment({})).host, '127.0.0.1');
  assert.equal(readConfig(trialEnvironment({ HOST: '192.0.2.1' })).host, '192.0.2.1');
  assert.match(describeTrial(3000), /Essai : rien n’est visible d’internet\..*http:\/\/localhost:3000/su);
});
