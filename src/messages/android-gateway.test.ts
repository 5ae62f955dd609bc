import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import gateway from 'android-sms-gateway';
import { androidGateway } from '#src/messages/android-gateway.ts';
import type { SmsSender } from '#src/outbox/sender.ts';

// Its types say what a bundler sees; Node sees the module itself, whose default is the client.
const Client = gateway as unknown as typeof gateway.default;

const sms = {
  id: 'out-1',
  to: '+33639980001',
  subject: null,
  text: 'Bonjour à mardi',
  html: null,
  purpose: 'test',
  providerId: 'out-1',
} as const;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

const read = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
};

suite('SMS Gateway for Android', () => {
  const asked: Asked[] = [];
  let answers: Record<string, { readonly status: number; readonly body: unknown } | 'cut'> = {};
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await read(request);
    asked.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      contentType: request.headers['content-type'],
      body: text === '' ? undefined : JSON.parse(text),
    });
    const path = (request.url ?? '').split('?')[0] ?? '';
    const answer = answers[`${request.method} ${path}`] ?? { status: 404, body: { message: 'not found' } };
    if (answer === 'cut') response.destroy();
    else response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => void answerTo(request, response));
  let base = '';
  let ours: SmsSender;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    ours = androidGateway.open(
      { adresse: `${base}/`, identifiant: 'sms', motDePasse: 'çé:x' },
      { gammuFolder: '', zone: 'Europe/Paris' },
    );
  });
  after(() => server.close());

  const state = (id: string, said: string, error?: string) => ({
    id,
    state: said,
    recipients: [{ phoneNumber: '+33639980001', state: said, ...(error === undefined ? {} : { error }) }],
  });

  test('our requests are those of its official client', async () => {
    answers = {
      'POST /message': { status: 202, body: state('out-1', 'Pending') },
      'GET /message/out-1': { status: 200, body: state('out-1', 'Delivered') },
    };
    const ask = async <T>(url: string, init: RequestInit): Promise<T> => (await (await fetch(url, init)).json()) as T;
    const headersOf = (headers?: Record<string, string>) => (headers ? { headers } : {});
    const none = async <T>(): Promise<T> => Promise.reject(new Error('not asked here'));
    const theirs = new Client(
      'sms',
      'secret',
      {
        get: (url, headers) => ask(url, headersOf(headers)),
        post: (url, body, headers) => ask(url, { method: 'POST', body: JSON.stringify(body), ...headersOf(headers) }),
        put: none,
        patch: none,
        delete: none,
      },
      base,
    );
    const plain = androidGateway.open(
      { adresse: base, identifiant: 'sms', motDePasse: 'secret' },
      { gammuFolder: '', zone: 'Europe/Paris' },
    );
    asked.length = 0;
    await theirs.send({ id: sms.id, message: sms.text, phoneNumbers: [sms.to], withDeliveryReport: true });
    await theirs.getState('out-1');
    const witness = asked.splice(0);
    assert.deepEqual(await plain.send(sms), { kind: 'accepted', providerId: 'out-1' });
    assert.deepEqual(await plain.reportOf?.(sms), { kind: 'delivered' });
    assert.deepEqual(asked.splice(0), witness);
  });

  test('a password with any letter is given in UTF-8', async () => {
    await ours.reportOf?.(sms);
    assert.equal(asked.at(-1)?.authorization, `Basic ${Buffer.from('sms:çé:x').toString('base64')}`);
  });

  test('what it answers, and whether the SMS may have left', async () => {
    const kind = async (post: { readonly status: number } | 'cut', get?: unknown): Promise<string> => {
      answers = {
        'POST /message': post === 'cut' ? post : { ...post, body: {} },
        ...(get === undefined ? {} : { 'GET /message/out-1': { status: 200, body: get } }),
      };
      return (await ours.send(sms)).kind;
    };
    assert.equal(await kind({ status: 409 }), 'accepted', 'it has it already');
    assert.equal(await kind({ status: 401 }), 'not-sent');
    assert.equal(await kind({ status: 400 }), 'refused');
    assert.equal(await kind({ status: 302 }), 'not-sent', 'elsewhere is not followed');
    assert.equal(await kind({ status: 500 }), 'not-sent', 'it has nothing of this id');
    assert.equal(await kind({ status: 500 }, state('out-1', 'Sent')), 'accepted');
    assert.equal(await kind('cut', state('out-1', 'Pending')), 'unknown');
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', () => resolve()));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const nobody = androidGateway.open(
      { adresse: `http://127.0.0.1:${port}` },
      { gammuFolder: '', zone: 'Europe/Paris' },
    );
    assert.equal((await nobody.send(sms)).kind, 'not-sent');
  });

  test('reports: waiting, failed, unknown', async () => {
    for (const [said, expected] of [
      ['Processed', 'pending'],
      ['Sent', 'sent'],
      ['Failed', 'failed'],
    ] as const) {
      answers = { 'GET /message/out-1': { status: 200, body: state('out-1', said, 'RESULT_ERROR_NO_SERVICE') } };
      assert.equal((await ours.reportOf?.(sms))?.kind, expected);
    }
    answers = {};
    assert.deepEqual(await ours.reportOf?.(sms), { kind: 'not-known' });
  });

  test('what it received is asked since a day, numbers in any spelling', async () => {
    answers = {
      'GET /inbox': {
        status: 200,
        body: [
          {
            id: 'x1',
            type: 'SMS',
            sender: '06 39 98 00 01',
            contentPreview: 'OUI 4721',
            createdAt: '2026-11-24T10:00:00+01:00',
          },
          { id: 'x2', type: 'SMS', sender: 'Orange', contentPreview: 'Promo', createdAt: '2026-11-24T09:30:00Z' },
        ],
      },
    };
    const arrivals = await ours.arrivals?.(Temporal.Instant.from('2026-11-20T09:00:00Z'));
    assert.deepEqual(arrivals?.received, [
      { providerId: 'android x1', from: '+33639980001', text: 'OUI 4721', receivedAt: '2026-11-24T09:00:00.000Z' },
      { providerId: 'android x2', from: 'Orange', text: 'Promo', receivedAt: '2026-11-24T09:30:00.000Z' },
    ]);
    assert.match(asked.at(-1)?.url ?? '', /from=2026-11-20T09%3A00%3A00\.000Z/u);
    answers = {};
    assert.deepEqual((await ours.arrivals?.(Temporal.Instant.from('2026-11-20T09:00:00Z')))?.received, []);
  });

  test('on the internet, only encrypted', () => {
    const check = androidGateway.fields[0]?.check;
    for (const good of [
      'https://api.sms-gate.app/3rdparty/v1',
      'http://192.168.1.20:8080',
      'http://telephone.local:8080',
    ])
      assert.equal(check?.(good), undefined, good);
    for (const bad of [
      'http://api.sms-gate.app',
      'http://169.254.169.254/latest',
      'http://[fe80::1]:8080',
      'ftp://x',
      'https://a:b@c.example',
      '192.168.1.20',
      '',
    ])
      assert.notEqual(check?.(bad), undefined, bad);
  });
});
