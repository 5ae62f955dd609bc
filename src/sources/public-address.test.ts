import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { test } from 'node:test';
import { isPublicAddress, lookupPublic, PrivateAddress } from '#src/sources/public-address.ts';

test('addresses of private networks and of the machine are told from those of the internet', () => {
  const inside = [
    '0.0.0.0 10.0.0.1 100.64.3.2 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1',
    '192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255',
    ':: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::a00:1 fe80::1 fec0::1 fc00::1 fd12:3456::1 ff02::1 2002:a00:1::1 2001:db8::1',
  ].flatMap((line) => line.split(' '));
  for (const address of inside) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '172.32.0.1', '193.0.0.1', '2a01:4f8::1', '2606:4700::1111'])
    assert.equal(isPublicAddress(address), true, address);
  for (const address of ['', 'localhost', '1.2.3', '0x7f000001'])
    assert.equal(isPublicAddress(address), false, address);
});

test('a name that leads inside is refused before any connection', async () => {
  for (const all of [true, false]) {
    const error = await new Promise<unknown>((resolve) => {
      lookupPublic('localhost', { all }, (refused, address: string | LookupAddress[]) => resolve(refused ?? address));
    });
    assert.ok(error instanceof PrivateAddress);
  }
});
