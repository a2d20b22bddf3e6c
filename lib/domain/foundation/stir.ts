/**
 * Two integers stirred into one of 32 bits, 0 to 2³² − 1: equal inputs give equal numbers, neighbours unrelated ones (the finaliser of MurmurHash3,
 * Austin Appleby, public domain, on `a` with the golden ratio's multiple of `b`). Not for secrets. Example: of 1 and 2 it is 232174035.
 */
export function stir(a: number, b: number): number {
  let hash = (a ^ Math.imul(b, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
