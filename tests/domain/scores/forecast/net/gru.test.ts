import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { clipLength, createAdam } from '@/lib/domain/scores/forecast/net/adam';
import { backward, createGradient } from '@/lib/domain/scores/forecast/net/gru-gradient';
import { deserializeGru, predictGru, predictSamples, serializeGru, shapeOf } from '@/lib/domain/scores/forecast/net/gru-model';
import { createPass, forward } from '@/lib/domain/scores/forecast/net/gru-pass';
import { gruLayout, startWeights } from '@/lib/domain/scores/forecast/net/gru-shape';
import { addOuter, timesRows } from '@/lib/domain/scores/forecast/net/products';
import { GRU_DEFAULTS, type GruOptions } from '@/lib/domain/scores/forecast/net/rules';
import { pickSequences, sequencesOf, type SequenceData } from '@/lib/domain/scores/forecast/net/sequence-data';
import { trainGru } from '@/lib/domain/scores/forecast/net/train-gru';

const normals = (length: number, seed: number) => {
  const rng = createRng(seed);
  return Float64Array.from({ length }, () => rng.normal());
};

/** Sequences of noise with two bumps; the target says which came first, which no average over the steps can tell. */
function orderMarket(count: number, seed: number, steps = 24): SequenceData {
  const rng = createRng(seed);
  const channels = 3;
  const values = new Float32Array(count * steps * channels);
  const target = new Float64Array(count);
  for (let sample = 0; sample < count; sample += 1) {
    const at = (step: number, channel: number) => (sample * steps + step) * channels + channel;
    for (let step = 0; step < steps; step += 1) values[at(step, 0)] = 0.3 * rng.normal();
    const up = rng.next() < 0.5;
    const [first, second] = [2 + rng.int(steps / 2 - 4), steps / 2 + rng.int(steps / 2 - 2)];
    values[at(first, 0)] = up ? 2 : -2;
    values[at(second, 0)] = up ? -2 : 2;
    target[sample] = (up ? 0.3 : -0.3) + 0.05 * rng.normal();
  }
  return sequencesOf({ steps, channels, values, offset: Int32Array.from({ length: count }, (_, i) => i * steps * channels), target });
}

const FAST: GruOptions = { ...GRU_DEFAULTS, hidden: 6, batch: 32, epochs: 14, learningRate: 0.015, patience: 5 };

describe('products', () => {
  it('multiply rows and add outer products as the plain sums do', () => {
    for (const [rows, k, n] of [[4, 3, 5], [8, 1, 2], [4, 2, 1]] as const) {
      const [a, w, g] = [normals(rows * k, 1), normals(n * k, 2), normals(rows * n, 3)];
      const [out, sum] = [new Float64Array(rows * n), new Float64Array(n * k).fill(1)];
      timesRows({ values: a, at: 0 }, rows, k, { values: w, at: 0 }, n, { values: out, at: 0 });
      addOuter({ values: g, at: 0 }, n, { values: a, at: 0 }, k, rows, { values: sum, at: 0 });
      for (let j = 0; j < n; j += 1) {
        for (let row = 0; row < rows; row += 1) expect(out[row * n + j]).toBeCloseTo([...Array(k).keys()].reduce((s, i) => s + (a[row * k + i] ?? 0) * (w[j * k + i] ?? 0), 0), 12);
        for (let i = 0; i < k; i += 1) expect(sum[j * k + i]).toBeCloseTo([...Array(rows).keys()].reduce((s, row) => s + (g[row * n + j] ?? 0) * (a[row * k + i] ?? 0), 1), 12);
      }
    }
  });

  it('keep their examples', () => {
    const out = new Float64Array(8);
    timesRows({ values: Float64Array.of(1, 2, 0, 0, 0, 0, 0, 0), at: 0 }, 4, 2, { values: Float64Array.of(1, 0, 0, 3), at: 0 }, 2, { values: out, at: 0 });
    expect([...out.subarray(0, 2)]).toEqual([1, 6]);
    const sum = new Float64Array(2);
    addOuter({ values: Float64Array.of(2, 0, 0, 0), at: 0 }, 1, { values: Float64Array.of(1, 3, 0, 0, 0, 0, 0, 0), at: 0 }, 2, 4, { values: sum, at: 0 });
    expect([...sum]).toEqual([2, 6]);
  });
});

describe('the pass through a net', () => {
  it('is the plain recurrence, written out for one unit over two steps', () => {
    const shape = { channels: 1, hidden: 1, steps: 2 };
    const [wz, wr, wn, uz, ur, un, bz, br, bn, c, head, b] = [0.5, -0.3, 0.8, 0.2, 0.4, -0.6, 0.1, -0.2, 0.05, 0.3, 1.5, -0.1] as const;
    const pass = createPass(shape, 1);
    [0.7, -1.2].forEach((x, t) => { pass.inputs[t * pass.rows] = x; });
    forward(pass, Float64Array.of(wz, wr, wn, uz, ur, un, bz, br, bn, c, head, b));
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const state = [0.7, -1.2].reduce((h, x) => {
      const z = sigmoid(wz * x + uz * h + bz);
      const r = sigmoid(wr * x + ur * h + br);
      return (1 - z) * Math.tanh(wn * x + bn + r * (un * h + c)) + z * h;
    }, 0);
    expect(pass.outputs[0]).toBeCloseTo(head * state + b, 14);
    expect(gruLayout(shape).size).toBe(12);
    expect(createPass(shape, 30).rows).toBe(32);
  });

  it('answers its bias where all else is 0', () => {
    const pass = createPass({ channels: 2, hidden: 3, steps: 4 }, 4);
    const weights = new Float64Array(pass.at.size);
    weights[pass.at.headBias] = 0.2;
    forward(pass, weights);
    expect([...pass.outputs]).toEqual([0.2, 0.2, 0.2, 0.2]);
  });

  it.each([[1, 3, 12], [4, 5, 30], [7, 2, 90]])('has the gradient of central differences: %i channels, %i units, %i steps, to 1e-6', (channels, hidden, steps) => {
    const shape = { channels, hidden, steps };
    const pass = createPass(shape, 6);
    const weights = startWeights(shape, createRng(5)).map((weight, i) => weight + 0.05 * Math.sin(i));
    const rows = 6;
    const inputs = normals(pass.inputs.length, 6);
    const target = normals(rows, 7);
    const loss = () => {
      pass.inputs.set(inputs);
      forward(pass, weights);
      return target.reduce((sum, wanted, row) => sum + ((pass.outputs[row] as number) - wanted) ** 2, 0);
    };
    loss();
    const gradient = createGradient(pass);
    backward(pass, weights, Float64Array.from({ length: pass.rows }, (_, row) => (row < rows ? 2 * ((pass.outputs[row] as number) - (target[row] as number)) : 0)), gradient);
    const analytic = gradient.weights.slice();
    const width = 1e-5;
    let worst = 0;
    for (let i = 0; i < weights.length; i += 1) {
      const kept = weights[i] as number;
      weights[i] = kept + width;
      const above = loss();
      weights[i] = kept - width;
      const numeric = (above - loss()) / (2 * width);
      weights[i] = kept;
      worst = Math.max(worst, Math.abs(numeric - (analytic[i] as number)) / Math.max(1e-2, Math.abs(numeric) + Math.abs(analytic[i] as number)));
    }
    expect(worst).toBeLessThan(1e-6);
    expect(analytic.some((slope) => Math.abs(slope) > 0.01)).toBe(true);
  });
});

describe('steps', () => {
  it('moves by the rate first, whatever the slope, and shrinks weights by their decay', () => {
    const weights = Float64Array.of(1, 1);
    createAdam(2, 0.1, 0).step(weights, Float64Array.of(5, -0.001));
    expect(weights[0]).toBeCloseTo(0.9, 6);
    expect(weights[1]).toBeCloseTo(1.1, 4);
    const still = Float64Array.of(2);
    createAdam(1, 0.1, 0.5).step(still, Float64Array.of(0));
    expect(still[0]).toBeCloseTo(1.9, 12);
  });

  it('shortens long gradients only', () => {
    const long = Float64Array.of(3, 4);
    expect(clipLength(long, 1)).toBe(5);
    expect(long[0]).toBeCloseTo(0.6, 12);
    expect(long[1]).toBeCloseTo(0.8, 12);
    const short = Float64Array.of(0.3, 0.4);
    clipLength(short, 1);
    expect([...short]).toEqual([0.3, 0.4]);
  });
});

describe('trainGru', () => {
  const data = orderMarket(1_600, 11);
  const fresh = orderMarket(400, 12);
  const model = trainGru(data, FAST, orderMarket(400, 13));

  it('learns what came first, which a sum over the steps cannot tell', () => {
    const answers = predictGru(model, fresh);
    const right = answers.filter((answer, i) => Math.sign(answer) === Math.sign(fresh.target[i] as number)).length;
    expect(right).toBeGreaterThan(380);
    expect(model.validationLoss).toBeLessThan(0.03);
  });

  it('moves by no gradient that is longer than allowed', () => {
    const still = { ...FAST, epochs: 1, maxSamples: 64, clipNorm: 0 };
    const turned: SequenceData = { ...data, target: data.target.map((value) => -value) };
    const weights = (of: SequenceData, options: GruOptions) => [...trainGru(of, options).weights];
    // Gradients cut to nothing teach nothing, whatever is to be learned.
    expect(weights(turned, still)).toEqual(weights(data, still));
    expect(weights(turned, { ...still, clipNorm: 1 })).not.toEqual(weights(data, { ...still, clipNorm: 1 }));
  });

  it('reads only channels that were ever present', () => {
    expect([...model.active]).toEqual([0]);
    expect(shapeOf(model)).toEqual({ channels: 1, hidden: 6, steps: 24 });
  });

  it('gives the same bytes for the same seed and data, others for another seed, and survives its bytes', () => {
    const short = { ...FAST, epochs: 1, maxSamples: 200 };
    const bytes = serializeGru(trainGru(data, short));
    expect(serializeGru(trainGru(data, short))).toEqual(bytes);
    expect(serializeGru(trainGru(data, { ...short, seed: 2 }))).not.toEqual(bytes);
    const again = deserializeGru(serializeGru(model));
    expect(again).toEqual(model);
    expect(predictGru(again, fresh)).toEqual(predictGru(model, fresh));
    expect(() => deserializeGru(bytes.subarray(0, bytes.length - 8))).toThrow('cut off');
    expect(() => deserializeGru(new Uint8Array(64))).toThrow('not a recurrent net');
  });

  it('stops early on noise and keeps the weights of the best epoch', () => {
    const noise = { ...orderMarket(200, 14), target: normals(200, 15) };
    let read = 0;
    const judged = { ...noise, target: normals(200, 16), fill: (sample: number, out: Float32Array) => noise.fill(sample, out) && (read += 1) > 0 };
    const stopped = trainGru(noise, { ...FAST, epochs: 40, patience: 2 }, judged);
    // What judges is read through once to see what is there, and then after every epoch.
    expect(read).toBe(200 * (1 + stopped.epochs + 2));
    expect(stopped.epochs).toBeLessThan(30);
    expect(stopped.weights).toEqual(trainGru(noise, { ...FAST, epochs: stopped.epochs }).weights);
  });

  it('answers with the running mean of its weights over the steps', () => {
    const few = pickSequences(data, Int32Array.from({ length: 32 }, (_, i) => i));
    const after = (epochs: number, memory: number) => trainGru(few, { ...FAST, epochs, memory }).weights;
    const [first, second, third] = [after(1, 1), after(2, 1), after(3, 1)];
    after(3, 9).forEach((weight, i) => expect(weight).toBeCloseTo(((first[i] as number) + (second[i] as number) + (third[i] as number)) / 3, 12));
    expect(third).not.toEqual(first);
  });

  it('leaves out what has no target or no history, and still answers where there is history', () => {
    const known = data.target.slice(0, 100);
    const some = { ...pickSequences(data, Int32Array.from({ length: 120 }, (_, i) => i)), target: Float64Array.from({ length: 120 }, (_, i) => known[i] ?? Number.NaN) };
    const short = { ...FAST, epochs: 2 };
    const first = pickSequences(data, Int32Array.from({ length: 100 }, (_, i) => i));
    expect(serializeGru(trainGru(some, short))).toEqual(serializeGru(trainGru(first, short)));
    const blind: SequenceData = { ...some, fill: (sample, out) => sample !== 1 && some.fill(sample, out) };
    const answers = predictGru(model, blind);
    expect(Number.isNaN(answers[1])).toBe(true);
    expect(answers[0]).toBe(predictSamples(model, data, Int32Array.of(0))[0]);
    expect(answers[119]).toBe(predictSamples(model, data, Int32Array.of(119))[0]);
  });

  it('answers finite numbers with nothing to learn from', () => {
    const nothing = trainGru({ ...data, target: new Float64Array(data.count).fill(Number.NaN) }, FAST);
    expect(nothing.epochs).toBe(0);
    expect(predictGru(nothing, fresh).every(Number.isFinite)).toBe(true);
  });
});

describe('sequence banks', () => {
  it('share their numbers, and can be picked from', () => {
    const bank = sequencesOf({ steps: 2, channels: 1, values: Float32Array.of(1, 2, 3), offset: Int32Array.of(0, 1, -1), target: Float64Array.of(0.1, 0.2, 0.3) });
    const out = new Float32Array(2);
    const picked = pickSequences(bank, Int32Array.of(2, 1));
    expect(bank.fill(0, out) && [...out]).toEqual([1, 2]);
    expect(picked.fill(1, out) && [...out]).toEqual([2, 3]);
    expect(picked.fill(0, out)).toBe(false);
    expect([...picked.target]).toEqual([0.3, 0.2]);
  });
});
