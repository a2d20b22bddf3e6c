import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { trainBoosting } from '@/lib/domain/scores/forecast/trees/boosting';
import { trainForest } from '@/lib/domain/scores/forecast/trees/forest';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import { deserializeTrees, serializeTrees } from '@/lib/domain/scores/forecast/trees/serialize';
import { makeSamples } from '../../../../support/tree-samples';

const data = makeSamples({ count: 300, width: 5, seed: 21, missing: 0.1 });
const boosting = trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 5, maxLeaves: 6 }, data);
const MODELS = [
  ['boosted trees', boosting],
  ['a model without trees', trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 0 })],
  ['a forest', trainForest(data, { ...DEFAULT_FOREST, trees: 4, maxLeaves: 12 })],
] as const;

/** Bytes with some changed, and the checksum made right again where `signed`. */
function changed(bytes: Uint8Array, at: number, value: number[], signed = true): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(value, at);
  if (!signed) return copy;
  let hash = 0x811c9dc5;
  for (const byte of copy.subarray(0, -4)) hash = Math.imul(hash ^ byte, 0x01000193);
  new DataView(copy.buffer).setUint32(copy.length - 4, hash >>> 0, true);
  return copy;
}

describe.each(MODELS)('%s as bytes', (_, model) => {
  const bytes = serializeTrees(model);

  it('come back as they were, and give the same bytes again', () => {
    const back = deserializeTrees(bytes);
    if (!back.ok) throw new Error(back.fault);
    expect(back.value).toEqual(model);
    expect(predictTrees(back.value, data.values, data.count)).toEqual(predictTrees(model, data.values, data.count));
    expect(serializeTrees(back.value)).toEqual(bytes);
  });

  it('are read from the middle of other bytes', () => {
    const around = new Uint8Array(bytes.length + 7);
    around.set(bytes, 3);
    expect(deserializeTrees(around.subarray(3, 3 + bytes.length)).ok).toBe(true);
  });
});

describe('bytes that are no model', () => {
  const bytes = serializeTrees(boosting);
  const firstFeature = 44 + 4 * 6;

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'too short'],
    ['something else', new TextEncoder().encode('{"trees": []}'.repeat(9)), 'another format'],
    ['a later version', changed(bytes, 4, [2, 0, 0, 0]), 'version 2'],
    ['a part', bytes.subarray(0, bytes.length - 1), 'wrong length'],
    ['more than one', Uint8Array.from([...bytes, ...bytes]), 'wrong length'],
    ['more nodes than there is room for', changed(bytes, 20, [255, 255, 255, 127]), 'wrong length'],
    ['a turned bit', changed(bytes, 100, [(bytes[100] as number) ^ 1], false), 'wrong checksum'],
    ['an unknown kind', changed(bytes, 8, [2, 0, 0, 0]), 'unknown kind'],
    ['a base that is no number', changed(bytes, 28, [0, 0, 0, 0, 0, 0, 0xf8, 0x7f]), 'no finite base'],
    ['features beyond its width', changed(bytes, 12, [0, 0, 0, 0]), 'node 0 splits an unknown feature'],
    ['a root that points elsewhere', changed(bytes, 44, [1, 0, 0, 0]), 'roots do not span the nodes'],
    ['a feature that there is not', changed(bytes, firstFeature, [99, 0]), 'node 0 splits an unknown feature'],
  ])('%s', (_, other, fault) => {
    expect(deserializeTrees(other)).toEqual({ ok: false, reason: 'not-a-model', fault });
  });

  it('any turned bit is refused, and nothing is ever thrown', () => {
    const rng = createRng(4);
    for (let k = 0; k < 300; k += 1) {
      const at = rng.int(bytes.length);
      expect(deserializeTrees(changed(bytes, at, [(bytes[at] as number) ^ (1 << rng.int(8))], false)).ok).toBe(false);
      const random = Uint8Array.from({ length: 48 + rng.int(200) }, () => rng.int(256));
      expect(deserializeTrees(changed(random, 0, [...bytes.subarray(0, 8)])).ok).toBe(false);
    }
  });
});
