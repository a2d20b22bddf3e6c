import 'server-only';
import ipaddr from 'ipaddr.js';

/** Public by their range, yet a door to the machine that one runs on: the wire server of Azure. */
const INNER = new Set(['168.63.129.16']);
/** All that is routed on the public internet of IPv6 lies in here; outside are mapped, translated, local and reserved addresses. */
const GLOBAL_UNICAST: readonly [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

const WORDS: Readonly<Record<string, string>> = {
  loopback: 'this machine',
  unspecified: 'this machine',
  private: 'a private network',
  uniqueLocal: 'a private network',
  deprecatedSiteLocal: 'a private network',
  carrierGradeNat: 'a private network',
  linkLocal: 'a local network',
  multicast: 'many machines at once',
};

/** Why no feed may lie at an IP address, or null where it is one of the public internet. */
export function ipFault(text: string): string | null {
  if (!ipaddr.isValid(text)) return 'no address at all';
  const address = ipaddr.parse(text);
  const range = address.range();
  if (range !== 'unicast') return WORDS[range] ?? 'an address that is not public';
  if (INNER.has(address.toString())) return 'an address that is not public';
  return address instanceof ipaddr.IPv6 && !address.match([...GLOBAL_UNICAST]) ? 'an address that is not public' : null;
}

/**
 * Why no request may go to an address of the web, or null. What the name leads to is judged when it is connected to. A literal IP is
 * refused in every notation: the parser of addresses has made hexadecimal, octal, short and whole-number forms one.
 */
export function webAddressFault(url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'it is no web address';
  if (url.username !== '' || url.password !== '') return 'it holds a name or a password';
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) return 'it is a number, not a name';
  return host.includes('.') ? null : 'its name is only known to this machine or its network';
}
