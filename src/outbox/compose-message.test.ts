import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOf, readyChannels } from '#src/outbox/channels.ts';
import { composeMessage, htmlOf } from '#src/outbox/compose-message.ts';
import { NO_MESSAGES } from '#src/outbox/message-settings.ts';
import { aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { MESSAGE_NOW } from '#test/fixtures/messages.ts';

const now = Temporal.Instant.from(MESSAGE_NOW);
const occasion = {
  id: 'out-1',
  key: 'k',
  personId: 'p-1',
  purpose: 'personal-link',
  about: { kind: 'person', id: 'p-1' },
} as const;
const facts = { prénom: 'Odile', lien: 'https://exemple.fr/lot/lien/abc?a=1&b=2' };

test('an SMS in the words proposed, an e-mail with the same words in text and HTML', () => {
  const sms = composeMessage(occasion, { channel: 'sms', to: '+33639980001' }, facts, aTerritory(), NO_MESSAGES, now);
  assert.match(sms.text, /^Lotocar du Lot : merci Odile\. Votre page.* https:\/\/exemple\.fr/u);
  assert.deepEqual([sms.subject, sms.html, sms.to], [null, null, '+33639980001']);
  const mail = composeMessage(
    occasion,
    { channel: 'email', to: 'o@example.org' },
    facts,
    aTerritory(),
    NO_MESSAGES,
    now,
  );
  assert.equal(mail.subject, 'Votre page personnelle');
  assert.match(mail.text, /^Bonjour Odile,\n\nMerci/u);
  assert.match(mail.html ?? '', /<a href="https:\/\/exemple\.fr\/lot\/lien\/abc\?a=1&amp;b=2">/u);
});

test('the words of the territory win, and nothing in them is HTML', () => {
  const settings = { texts: { 'personal-link': { email: '<b>Salut</b> {prénom} : {lien}' } } };
  const mail = composeMessage(occasion, { channel: 'email', to: 'o@example.org' }, facts, aTerritory(), settings, now);
  assert.match(mail.text, /^<b>Salut<\/b> Odile/u);
  assert.match(mail.html ?? '', /&lt;b&gt;Salut/u);
  assert.ok(!htmlOf('a "b" <script>').includes('<script>'));
});

test('a sentence that no wording may leave out is said in an SMS and in an e-mail', () => {
  const also = 'Trajet fait exprès : entraide gratuite, aucun frais demandé.';
  const settings = { texts: { 'personal-link': { sms: 'Votre page : {lien}', email: '{lien}' } } };
  const to = { sms: { channel: 'sms', to: '+33639980001' }, email: { channel: 'email', to: 'o@example.org' } } as const;
  const text = (channel: 'sms' | 'email', own = settings) =>
    composeMessage({ ...occasion, also }, to[channel], facts, aTerritory(), own, now).text;
  assert.equal(text('sms'), `Votre page : ${facts.lien}\n${also}`);
  assert.equal(text('email'), `${facts.lien}\n\n${also}`);
  assert.match(
    text('email', { texts: { 'personal-link': { sms: '', email: 'Bonjour\n\nDeux\n\nTrois' } } }),
    /Deux\n\nTrajet fait exprès.*\n\nTrois/u,
  );
  assert.ok(!('also' in composeMessage({ ...occasion, also }, to.sms, facts, aTerritory(), settings, now)));
});

test('by SMS where she reads them, else by e-mail, else nobody but a voice', () => {
  const both = { sms: true, email: true };
  const person = aPerson({ email: 'odile@example.org' });
  assert.deepEqual(reachOf(person, both), { channel: 'sms', to: '+33639980001' });
  assert.deepEqual(reachOf(person, { sms: false, email: true }), { channel: 'email', to: 'odile@example.org' });
  const landline = aPerson({ phones: [{ number: '+33536490007', kind: 'landline', sms: false }] });
  assert.equal(reachOf(landline, both), undefined);
  assert.equal(reachOf(person, { sms: false, email: false }), undefined);
  assert.deepEqual(readyChannels({ sms: true, email: true }, NO_MESSAGES), { sms: false, email: false });
});
