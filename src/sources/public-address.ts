import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses of private networks, of the machine itself and of nobody (IANA special-purpose registries): what a member types
 * must not make the service read its own neighbours.
 */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Of IPv6, only `2000::/3` is given out to the public; these parts of it lead elsewhere or carry an IPv4 address inside. */
const PUBLIC_V6 = ['2000::', 3] as const;
const PRIVATE_V6 = [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const;

const refusedV4 = new BlockList();
for (const [network, bits] of PRIVATE_V4) refusedV4.addSubnet(network, bits, 'ipv4');
const refusedV6 = new BlockList();
for (const [network, bits] of PRIVATE_V6) refusedV6.addSubnet(network, bits, 'ipv6');
const givenOut = new BlockList();
givenOut.addSubnet(...PUBLIC_V6, 'ipv6');

/** Whether an IP address is one of the public internet. Anything that is no address is not. */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !refusedV4.check(address, 'ipv4');
    case 6:
      return givenOut.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
    default:
      return false;
  }
};

/** Thrown instead of connecting. */
export class PrivateAddress extends Error {
  constructor() {
    super('the address is not one of the public internet');
    this.name = 'PrivateAddress';
  }
}

/** Finds the addresses of a name and refuses it if any is private: the connection is made to the very ones looked at. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) done(error, '', 0);
    else if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address)))
      done(new PrivateAddress(), '', 0);
    else if (options.all === true) done(null, addresses);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
};
