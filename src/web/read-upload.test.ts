import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readUpload, UploadCut } from '#src/web/read-upload.ts';
import { runs } from '#test/helpers/runs.ts';

const pieces = async function* (bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
};

const formOf = async (file: Uint8Array<ArrayBuffer>, name = 'lot.osm.pbf') => {
  const form = new FormData();
  form.append('_csrf', 'x');
  form.append('fichier', new Blob([file]), name);
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return {
    type: request.headers.get('content-type') ?? '',
    body: new Uint8Array(await request.arrayBuffer()),
  };
};

const contentOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(bytes));

test('a file comes out as it went in, however its bytes are cut', async () => {
  const nasty = fc.constantFrom('\r', '\n', '-', '\r\n--', '\r\n----', '\0', 'a').map((text) => Buffer.from(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(nasty, fc.uint8Array({ maxLength: 50 })), { maxLength: 20 }),
      fc.integer({ min: 1, max: 90 }),
      async (parts, size) => {
        const file = new Uint8Array(Buffer.concat(parts));
        const { type, body } = await formOf(file);
        const upload = await readUpload(type, pieces(body, size));
        assert.ok(upload);
        assert.equal(upload.name, 'lot.osm.pbf');
        assert.deepEqual(await contentOf(upload.bytes), Buffer.from(file));
      },
    ),
    { numRuns: runs(100) },
  );
});

test('a large file comes out as it went in, in pieces as large as a server hands them over', async () => {
  const file = new Uint8Array(300_000).map((_, index) => (index * 7919) % 251);
  const { type, body } = await formOf(file);
  for (const size of [1000, 8192, 8193, 65_536, body.length]) {
    const upload = await readUpload(type, pieces(body, size));
    assert.ok(upload, `in pieces of ${size}`);
    assert.deepEqual(await contentOf(upload.bytes), Buffer.from(file), `in pieces of ${size}`);
  }
});

test('a head that never ends is no form', async () => {
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('--x\r\nContent-Disposition: form-data; filename="');
    for (;;) yield Buffer.alloc(5000, 'a');
  };
  assert.equal(await readUpload('multipart/form-data; boundary=x', endless()), null);
});

test('a form without a file, and what is no form, hold none', async () => {
  const form = new FormData();
  form.append('adresse', 'https://exemple.fr');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const type = request.headers.get('content-type') ?? '';
  assert.equal(await readUpload(type, pieces(new Uint8Array(await request.arrayBuffer()), 10)), null);
  assert.equal(await readUpload('application/x-www-form-urlencoded', pieces(Buffer.from('a=b'), 2)), null);
  assert.equal(await readUpload('multipart/form-data; boundary=x', null), null);
});

test('a form cut on its way says so', async () => {
  const { type, body } = await formOf(new Uint8Array(5000));
  const upload = await readUpload(type, pieces(body.subarray(0, 2000), 100));
  assert.ok(upload);
  await assert.rejects(contentOf(upload.bytes), UploadCut);
});
