/** A seeded source of randomness: the same seed gives the same numbers on every machine. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, bound). */
  int(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** Student's t with `degrees` degrees of freedom, scaled to unit variance (degrees > 2). */
  studentT(degrees: number): number;
  /** An independent stream, a function of this seed and the label alone. */
  fork(label: string): Rng;
}

function hashText(text: string, seed: number): number {
  let hash = (seed ^ 0x9e3779b9) >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x85ebca6b) >>> 0;
    hash = (hash ^ (hash >>> 13)) >>> 0;
  }
  return Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35) >>> 0;
}

/**
 * Builds a generator from a 32-bit seed (sfc32, Chris Doty-Humphrey's small fast counting generator, public domain design).
 * Normals by Box–Muller. Example: `createRng(7).next() === createRng(7).next()`.
 */
export function createRng(seed: number): Rng {
  let a = hashText('a', seed);
  let b = hashText('b', seed);
  let c = hashText('c', seed);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / 4_294_967_296;
  };
  for (let i = 0; i < 16; i += 1) next();
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const studentT = (degrees: number): number => {
    let chiSquare = 0;
    for (let i = 0; i < degrees; i += 1) chiSquare += normal() ** 2;
    return (normal() / Math.sqrt(chiSquare / degrees)) * Math.sqrt((degrees - 2) / degrees);
  };
  return { next, int: (bound) => Math.floor(next() * bound), normal, studentT, fork: (label) => createRng(hashText(label, seed)) };
}

/** Deals integers into a random order in place, each order as likely (Fisher and Yates; Durstenfeld 1964). Example: 0, 1, 2 by seed 1 are 1, 2, 0. */
export function shuffle(items: Int32Array, rng: Rng): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = rng.int(i + 1);
    [items[i], items[j]] = [items[j] as number, items[i] as number];
  }
}
