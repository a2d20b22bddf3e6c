import 'server-only';

type Typed = Float64Array | Float32Array | Int32Array | Uint8Array | Uint16Array | Int16Array | Uint32Array | Int8Array;

const isTyped = (value: unknown): value is Typed => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** The same numbers in memory that threads share. */
function toShared<T extends Typed>(array: T): T {
  const make = array.constructor as new (buffer: SharedArrayBuffer, offset: number, length: number) => T;
  const shared = new make(new SharedArrayBuffer(array.byteLength), 0, array.length);
  shared.set(array);
  return shared;
}

/**
 * A copy of plain data (objects, arrays, maps, texts, numbers) in which every typed array lies in shared memory: posting it to a thread copies
 * nothing of them. An array that occurs twice stays one.
 */
export function shareArrays<T>(value: T, known = new Map<unknown, unknown>()): T {
  if (value === null || typeof value !== 'object') return value;
  const seen = known.get(value);
  if (seen !== undefined) return seen as T;
  if (isTyped(value)) {
    const shared = value.buffer instanceof SharedArrayBuffer ? value : toShared(value);
    known.set(value, shared);
    return shared as T;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    known.set(value, items);
    for (const item of value) items.push(shareArrays(item, known));
    return items as T;
  }
  if (value instanceof Map) {
    const entries = new Map<unknown, unknown>();
    known.set(value, entries);
    for (const [key, item] of value) entries.set(key, shareArrays(item, known));
    return entries as T;
  }
  const copy: Record<string, unknown> = {};
  known.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = shareArrays(item, known);
  return copy as T;
}
