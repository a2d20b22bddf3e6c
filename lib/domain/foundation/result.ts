/**
 * A computation that can be infeasible returns a `Result`: the value, or a typed reason with the numbers that explain it.
 * `invariant` is for our own mistakes; a `Result` is for the world's.
 */
export type Failure = { readonly ok: false; readonly reason: string };
export type Result<T, E extends Failure = Failure> = { readonly ok: true; readonly value: T } | E;

/** Wraps a value as a success. Example: `ok(3)` is `{ ok: true, value: 3 }`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Builds a failure with its numbers. Example: `fail('too-few', { count: 2 })` is `{ ok: false, reason: 'too-few', count: 2 }`. */
export function fail<R extends string, D extends object>(reason: R, detail: D): { readonly ok: false; readonly reason: R } & D;
export function fail<R extends string>(reason: R): { readonly ok: false; readonly reason: R };
export function fail(reason: string, detail: object = {}): Failure {
  return { ok: false, reason, ...detail };
}
