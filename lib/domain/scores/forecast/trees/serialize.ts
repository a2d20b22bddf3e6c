import { fail, ok, type Result } from '../../../foundation/result';
import type { BoostedTrees } from './boosting';
import type { RandomForest } from './forest';
import { FORMAT_MAGIC, FORMAT_VERSION } from './rules';
import { treesFault, type Trees } from './trees';

/** Why bytes are no model: what they are instead. */
export interface NotAModel {
  readonly ok: false;
  readonly reason: 'not-a-model';
  readonly fault: string;
}

/** Magic, version, kind, width, trees, nodes, losses: seven words; then base and error as doubles, and a checksum at the end. */
const HEADER = 7 * 4 + 2 * 8;
/** A node's bytes: feature 2, missingLeft 1, threshold 4, left 4, value 8, cover 8, gain 8. */
const NODE = 35;

/** FNV-1a over the bytes. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i += 1) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

const sizeOf = (trees: number, nodes: number, losses: number) => HEADER + 4 * (trees + 1) + NODE * nodes + 8 * losses + 4;

/** Walks through the parts of a model in one fixed order; writes them, or reads them where the arrays are still empty. */
function eachPart(trees: Trees, losses: Float64Array, at: number, visit: (array: Trees[keyof Trees], index: number, offset: number, bytes: number) => void): void {
  const parts = [[trees.roots, 4], [trees.feature, 2], [trees.missingLeft, 1], [trees.threshold, 4], [trees.left, 4], [trees.value, 8], [trees.cover, 8], [trees.gain, 8], [losses, 8]] as const;
  let offset = at;
  for (const [array, bytes] of parts) {
    for (let i = 0; i < array.length; i += 1, offset += bytes) visit(array, i, offset, bytes);
  }
}

function write(view: DataView, array: Trees[keyof Trees], index: number, offset: number): void {
  const value = array[index] as number;
  if (array instanceof Float64Array) view.setFloat64(offset, value, true);
  else if (array instanceof Float32Array) view.setFloat32(offset, value, true);
  else if (array instanceof Int32Array) view.setInt32(offset, value, true);
  else if (array instanceof Int16Array) view.setInt16(offset, value, true);
  else view.setUint8(offset, value);
}

function read(view: DataView, array: Trees[keyof Trees], index: number, offset: number): void {
  if (array instanceof Float64Array) array[index] = view.getFloat64(offset, true);
  else if (array instanceof Float32Array) array[index] = view.getFloat32(offset, true);
  else if (array instanceof Int32Array) array[index] = view.getInt32(offset, true);
  else if (array instanceof Int16Array) array[index] = view.getInt16(offset, true);
  else array[index] = view.getUint8(offset);
}

/**
 * A model as bytes: little-endian, version and checksum included, the same bytes for the same model on every machine.
 * Example: deserialising them gives a model of the same predictions.
 */
export function serializeTrees(model: BoostedTrees | RandomForest): Uint8Array {
  const { trees, width, base } = model;
  const losses = model.kind === 'boosting' ? model.losses : new Float64Array(0);
  const bytes = new Uint8Array(sizeOf(trees.roots.length - 1, trees.feature.length, losses.length));
  const view = new DataView(bytes.buffer);
  const words = [FORMAT_MAGIC, FORMAT_VERSION, model.kind === 'boosting' ? 0 : 1, width, trees.roots.length - 1, trees.feature.length, losses.length];
  words.forEach((word, k) => view.setUint32(4 * k, word, true));
  view.setFloat64(28, base, true);
  view.setFloat64(36, model.kind === 'forest' ? model.outOfBagError : 0, true);
  eachPart(trees, losses, HEADER, (array, index, offset) => write(view, array, index, offset));
  view.setUint32(bytes.length - 4, checksum(bytes.subarray(0, bytes.length - 4)), true);
  return bytes;
}

function emptyTrees(trees: number, nodes: number): Trees {
  return {
    roots: new Int32Array(trees + 1),
    feature: new Int16Array(nodes),
    threshold: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  };
}

/**
 * Reads a model from bytes, or says why they are none: another format or version, wrong length or checksum, or trees that are none.
 * Example: bytes with one bit turned are refused.
 */
export function deserializeTrees(bytes: Uint8Array): Result<BoostedTrees | RandomForest, NotAModel> {
  const refuse = (fault: string): NotAModel => fail('not-a-model', { fault });
  if (bytes.length < HEADER + 4) return refuse('too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [magic, version, kind, width, count, nodes, lossCount] = Array.from({ length: 7 }, (_, k) => view.getUint32(4 * k, true)) as [number, number, number, number, number, number, number];
  if (magic !== FORMAT_MAGIC) return refuse('another format');
  if (version !== FORMAT_VERSION) return refuse(`version ${version}`);
  if (bytes.length !== sizeOf(count, nodes, lossCount)) return refuse('wrong length');
  if (view.getUint32(bytes.length - 4, true) !== checksum(bytes.subarray(0, bytes.length - 4))) return refuse('wrong checksum');
  const trees = emptyTrees(count, nodes);
  const losses = new Float64Array(lossCount);
  eachPart(trees, losses, HEADER, (array, index, offset) => read(view, array, index, offset));
  const base = view.getFloat64(28, true);
  const fault = kind > 1 ? 'unknown kind' : Number.isFinite(base) ? treesFault(trees, width) : 'no finite base';
  if (fault) return refuse(fault);
  if (kind === 0) return ok({ kind: 'boosting', width, base, trees, losses });
  return ok({ kind: 'forest', width, base, trees, outOfBagError: view.getFloat64(36, true) });
}
