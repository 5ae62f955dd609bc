import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '#src/config.ts';
import { describeSetup } from './offer-setup.ts';

test('the first start says where the set-up page is, and its code', () => {
  const said = describeSetup('vert pomme lune', readConfig({ PORT: '3000' }), 3000);
  assert.match(said, /ouvrez {2}http:\/\/localhost:3000\/$/mu);
  assert.match(said, /code {4}vert pomme lune$/mu);
  assert.match(said, /Ce code ne sert qu’à l’ouverture/u);
});

test('it says the address of the site as people reach it, and the port that was given', () => {
  const abroad = readConfig({ PUBLIC_URL: 'https://causse.exemple.fr/lotocar/', PORT: '8080' });
  assert.match(describeSetup('vert', abroad, 8080), /https:\/\/causse\.exemple\.fr\/lotocar$/mu);
  assert.match(describeSetup('vert', readConfig({ PORT: '0' }), 41_234), /http:\/\/localhost:41234\/$/mu);
});

test('a code that was chosen is never written', () => {
  const said = describeSetup('trois brebis noires', readConfig({ LOTOCAR_SETUP_CODE: 'trois brebis noires' }), 3000);
  assert.match(said, /celui de LOTOCAR_SETUP_CODE/u);
  assert.doesNotMatch(said, /brebis/u);
});
