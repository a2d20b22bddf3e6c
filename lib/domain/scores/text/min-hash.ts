import { stir } from '../../foundation/stir';
import type { TextToken } from './tokenize';

/** Hashes of a sketch: bands of three, so that texts of which 60 % is the same share a band in 99 of 100 cases. */
export const SKETCH_SIZE = 60;
export const BAND_ROWS = 3;

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Words and pairs of neighbouring words; marks, $cashtags and case do not count, since copies vary them. Example: of “Bitcoin falls” they are `bitcoin`, `falls`, `bitcoin falls`. */
export function shinglesOf(tokens: readonly TextToken[]): Set<string> {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number').map(({ lower }) => lower);
  return new Set([...words, ...words.slice(1).map((word, i) => `${words[i] as string} ${word}`)]);
}

/**
 * A sketch of 60 bytes by which near-duplicates are told: MinHash (Broder, On the Resemblance and Containment of Documents, 1997) of words
 * and word pairs, a byte of each minimum (Li and König, b-Bit Minwise Hashing, 2010). Null for a text without words.
 * Example: `BITCOIN falls!` has the sketch of `Bitcoin falls`.
 */
export function sketchOf(tokens: readonly TextToken[]): Uint8Array | null {
  const hashes = [...shinglesOf(tokens)].map(fnv1a);
  if (hashes.length === 0) return null;
  return Uint8Array.from({ length: SKETCH_SIZE }, (_, seed) => hashes.reduce((least, hash) => Math.min(least, stir(hash, seed + 1)), 0xffffffff) & 0xff);
}

/** Estimated share of words and pairs that two texts have in common (Jaccard), 0 to 1. Example: of a sketch with itself 1. */
export function similarity(a: Uint8Array, b: Uint8Array): number {
  let same = 0;
  for (let i = 0; i < SKETCH_SIZE; i += 1) if (a[i] === b[i]) same += 1;
  const chance = 1 / 256;
  return Math.max(0, (same / SKETCH_SIZE - chance) / (1 - chance));
}

/** The bands of a sketch as numbers: texts that share none are not compared. Example: a sketch of 60 bytes has 20. */
export function bandsOf(sketch: Uint8Array): number[] {
  return Array.from({ length: SKETCH_SIZE / BAND_ROWS }, (_, band) => [0, 1, 2].reduce((key, i) => key * 256 + (sketch[band * BAND_ROWS + i] as number), band));
}
