import { invariant } from '../../foundation/invariant';
import type { Line } from './line/train-line';
import type { Model } from './models';
import { deserializeGru, serializeGru } from './net/gru-model';
import type { ModelKind } from './settings';
import { deserializeTrees, serializeTrees } from './trees/serialize';

/** A line as bytes: how many weights, intercept, penalty, weights; little-endian doubles. */
function lineBytes({ intercept, lambda, weights }: Line): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * (3 + weights.length)));
  [weights.length, intercept, lambda, ...weights].forEach((value, i) => view.setFloat64(8 * i, value, true));
  return new Uint8Array(view.buffer);
}

/** The line at the head of some bytes, and what follows it. */
function splitLine(bytes: Uint8Array, kind: ModelKind): { readonly line: Line; readonly rest: Uint8Array } {
  const fits = (numbers: number) => bytes.byteLength >= 8 * numbers;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = fits(3) ? view.getFloat64(0, true) : Number.NaN;
  invariant(Number.isInteger(width) && width >= 0 && fits(3 + width), `the bytes are not a ${kind}`);
  const numbers = Array.from({ length: 2 + width }, (_, i) => view.getFloat64(8 * (i + 1), true));
  const [intercept, lambda, ...weights] = numbers as [number, number, ...number[]];
  return { line: { intercept, lambda, weights: Float64Array.from(weights) }, rest: bytes.subarray(8 * (3 + width)) };
}

function restOf(model: Model): Uint8Array {
  switch (model.kind) {
    case 'gru':
      return model.net ? serializeGru(model.net) : new Uint8Array(0);
    case 'ridge':
      return new Uint8Array(0);
    default:
      return serializeTrees(model.trees);
  }
}

/** A model as bytes, its line first; the same model gives the same bytes. Example: `decodeModel('ridge', encodeModel(model))` equals the model. */
export function encodeModel(model: Model): Uint8Array {
  const [line, rest] = [lineBytes(model.line), restOf(model)];
  const bytes = new Uint8Array(line.length + rest.length);
  bytes.set(line);
  bytes.set(rest, line.length);
  return bytes;
}

/** Reads what `encodeModel` wrote; throws where the bytes are not such a model. Example: see there. */
export function decodeModel(kind: ModelKind, bytes: Uint8Array): Model {
  const { line, rest } = splitLine(bytes, kind);
  if (kind === 'gru') return { kind, line, net: rest.length === 0 ? null : deserializeGru(rest) };
  if (kind === 'ridge') {
    invariant(rest.length === 0, 'the bytes are not a ridge');
    return { kind, line };
  }
  const read = deserializeTrees(rest);
  invariant(read.ok && read.value.kind === kind, `the bytes are not a ${kind}`);
  return { kind, line, trees: read.value } as Model;
}
