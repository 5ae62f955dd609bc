import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { MESSAGE_TEXTS } from '#src/outbox/message-texts.ts';
import { PLACEHOLDERS, type Placeholder, renderMessage, unknownPlaceholders } from '#src/outbox/placeholders.ts';

test('braces are filled, whatever the keyboard', () => {
  const facts = { prénom: 'Odile', jour: 'mardi', 'téléphone de l’autre': '06 39 98 00 01' };
  assert.equal(renderMessage('Bonjour {prénom}, à {Jour}.', facts), 'Bonjour Odile, à mardi.');
  assert.equal(renderMessage("Son numéro : { téléphone de l'autre }", facts), 'Son numéro : 06 39 98 00 01');
  assert.equal(
    renderMessage('{pre\u0301nom}'.replace('pre\u0301', 'pre\u0301'), facts),
    'Odile',
    'accents written apart',
  );
});

test('a missing fact leaves no hole', () => {
  assert.equal(renderMessage('Bonjour {prénom}, {jour} {heure}.', { jour: 'mardi' }), 'Bonjour, mardi.');
  assert.equal(renderMessage('Avant\nBesoins : {besoins}\nAprès', {}), 'Avant\nAprès');
  assert.equal(renderMessage('Un\n\n{lien}\n\nDeux', { lien: 'x' }), 'Un\n\nx\n\nDeux');
});

test('what is filled in is not read again', () => {
  assert.equal(renderMessage('{autre}', { autre: '{lien}', lien: 'secret' }), '{lien}');
});

test('an unknown word in braces is found, and leaves nothing', () => {
  assert.deepEqual(unknownPlaceholders('{prénom} {motif} {Adresse} {note}', ['prénom']), ['motif', 'Adresse', 'note']);
  assert.deepEqual(unknownPlaceholders('{lien}', ['prénom']), ['lien'], 'not for this message');
  assert.equal(renderMessage('{prénom} {motif} {adresse} {note} {constructor} b', { prénom: 'a' }), 'a b');
});

test('each proposed text uses only what it may, and what it must', () => {
  for (const [purpose, { may, must, sms, subject, email }] of Object.entries(MESSAGE_TEXTS)) {
    for (const text of [sms, subject, email]) assert.deepEqual(unknownPlaceholders(text, may), [], purpose);
    for (const needed of must) assert.ok(sms.includes(`{${needed}}`) && email.includes(`{${needed}}`), purpose);
  }
});

test('no template ever says a motive, a note or an address: there is nothing to fill them with', () => {
  const facts = Object.fromEntries(Object.keys(PLACEHOLDERS).map((name) => [name, `<${name}>`])) as Record<
    Placeholder,
    string
  >;
  const secrets = {
    motif: 'dialyse',
    motive: 'dialyse',
    adresse: '3 rue des Lilas',
    address: '3 rue des Lilas',
    note: 'sourde',
  };
  const piece = fc.oneof(
    fc.constantFrom(...Object.keys({ ...secrets, ...PLACEHOLDERS }).map((name) => `{${name}}`)),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = renderMessage(pieces.join(''), { ...facts, ...secrets });
      for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret));
    }),
  );
});
