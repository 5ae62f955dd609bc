import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, suite, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createSmtpSender, type SmtpOptions } from '#src/messages/smtp-sender.ts';
import type { Outgoing } from '#src/outbox/sender.ts';
import type { MailSettings } from '#src/outbox/message-settings.ts';

const message: Outgoing = {
  id: 'out-1',
  to: 'odile@example.org',
  subject: 'C’est convenu pour mardi',
  text: 'Bonjour Odile,\n\nà mardi.',
  html: '<p>Bonjour Odile,</p>\n<p>à mardi.</p>',
  purpose: 'ride-agreed',
};

const answer = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode });

suite('e-mail by a real SMTP server', () => {
  const open: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of open) await close();
  });

  const listen = async (options: SMTPServerOptions): Promise<{ readonly port: number; readonly got: string[] }> => {
    const got: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = '';
        stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        stream.on('end', () => {
          got.push(text);
          done();
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    open.push(() => new Promise((resolve) => server.close(() => resolve())));
    return { port: (server.server.address() as AddressInfo).port, got };
  };

  const send = (settings: Partial<MailSettings>, more: Partial<SmtpOptions> = {}) =>
    createSmtpSender({
      settings: {
        host: '127.0.0.1',
        port: 25,
        security: 'none',
        user: 'lotocar',
        sealedPassword: '',
        fromName: 'Lotocar du Lot',
        fromAddress: 'envoi@lotocar.example',
        ...settings,
      },
      password: null,
      replyTo: 'equipe@lotocar.example',
      ...more,
    }).send(message);

  const problemOf = async (settings: Partial<MailSettings>, more: Partial<SmtpOptions> = {}): Promise<string> => {
    const result = await send(settings, more);
    return result.kind === 'accepted' ? 'accepted' : `${result.kind}: ${result.problem}`;
  };

  test('text and HTML, headers that keep absence messages silent, and the same Message-ID each time', async () => {
    const { port, got } = await listen({});
    const results = [await send({ port }), await send({ port })];
    assert.deepEqual(results[0], { kind: 'accepted', providerId: '<out-1@lotocar.example>' });
    assert.deepEqual(results[1], results[0]);
    for (const text of got) {
      assert.match(text, /^Message-ID: <out-1@lotocar\.example>\r$/imu);
      assert.match(text, /^Auto-Submitted: auto-generated\r$/imu);
      assert.match(text, /^From: "?Lotocar du Lot"? <envoi@lotocar\.example>\r$/imu);
      assert.match(text, /^Reply-To: "?Lotocar du Lot"? <equipe@lotocar\.example>\r$/imu);
      assert.match(text, /^List-Unsubscribe:\s+<mailto:equipe@lotocar\.example/imu);
      assert.match(text, /multipart\/alternative/u);
      assert.match(text, /text\/plain[\s\S]*text\/html/u);
    }
  });

  test('an address with a line in it adds no header and no recipient', async () => {
    const { port, got } = await listen({});
    const line = '\r\nBcc: autre@example.org';
    const sender = createSmtpSender({
      settings: {
        host: '127.0.0.1',
        port,
        security: 'none',
        user: '',
        sealedPassword: '',
        fromName: `L${line}`,
        fromAddress: 'a@b.example',
      },
      password: null,
      replyTo: `equipe@b.example${line}`,
    });
    assert.notEqual((await sender.send({ ...message, to: `odile@example.org${line}` })).kind, 'accepted');
    assert.equal((await sender.send({ ...message, subject: `A${line}` })).kind, 'accepted');
    assert.equal(got.length, 1);
    const [head = ''] = (got[0] ?? '').split('\r\n\r\n');
    assert.doesNotMatch(head, /^(?:Bcc|Cc):/imu);
    assert.match(head, /^To: odile@example\.org\r$/imu);
  });

  test('refused for good, or later: who reads knows which', async () => {
    const refuses = await listen({ onRcptTo: (_address, _session, done) => done(answer(550)) });
    assert.match(await problemOf({ port: refuses.port }), /^refused: Le serveur refuse cette adresse \(réponse 550\)/u);
    const greylists = await listen({ onRcptTo: (_address, _session, done) => done(answer(451)) });
    assert.match(await problemOf({ port: greylists.port }), /^not-sent: .*plus tard \(réponse 451\)/u);
    const sender = await listen({ onMailFrom: (_address, _session, done) => done(answer(550)) });
    assert.match(await problemOf({ port: sender.port }), /^not-sent: .*adresse d’envoi/u);
  });

  test('wrong password, wrong name, wrong port, wrong encryption: each is said in French', async () => {
    const asks = await listen({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(answer(535)),
    });
    assert.match(await problemOf({ port: asks.port }, { password: 'non' }), /^not-sent: .*mot de passe/u);
    assert.match(await problemOf({ host: 'serveur.invalid' }), /^not-sent: .*ne se trouve pas/u);
    assert.match(await problemOf({ port: 1 }), /^not-sent: .*n’a pas pu être joint/u);
    const plain = await listen({});
    assert.match(await problemOf({ port: plain.port, security: 'starttls' }), /^not-sent: .*ne propose pas STARTTLS/u);
    assert.match(await problemOf({ port: plain.port, security: 'tls' }), /^not-sent: .*ne parle pas TLS/u);
    const own = await listen({ secure: true });
    assert.match(await problemOf({ port: own.port, security: 'tls' }), /^not-sent: .*certificat/u);
    const offers = await listen({ disabledCommands: [] });
    assert.match(await problemOf({ port: offers.port, security: 'starttls' }), /^not-sent: .*certificat/u);
  });

  test('a server that says nothing is given up', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    const { port } = silent.address() as AddressInfo;
    assert.match(await problemOf({ port }, { timeouts: { greetingTimeout: 200 } }), /^not-sent: .*ne répond pas/u);
    silent.close();
    const slow = await listen({ onData: () => undefined });
    assert.match(await problemOf({ port: slow.port }, { timeouts: { socketTimeout: 300 } }), /ne répond pas/u);
  });
});
