import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '@/lib/domain/foundation/quadrature';
import { createRng } from '@/lib/domain/foundation/rng';
import { standardDeviation } from '@/lib/domain/foundation/statistics';
import { CHANNEL_REASONS, SEQUENCE_CHANNELS } from '@/lib/domain/scores/forecast/net/channels';
import { backThroughTime, createGradient } from '@/lib/domain/scores/forecast/net/gru-gradient';
import { predictGru, type GruModel } from '@/lib/domain/scores/forecast/net/gru-model';
import { bringInputs, createPass, forward } from '@/lib/domain/scores/forecast/net/gru-pass';
import { gruLayout, startWeights, type GruShape } from '@/lib/domain/scores/forecast/net/gru-shape';
import { explainGru } from '@/lib/domain/scores/forecast/net/integrated-gradients';
import { GRU_DEFAULTS } from '@/lib/domain/scores/forecast/net/rules';
import { sequencesOf, type SequenceData } from '@/lib/domain/scores/forecast/net/sequence-data';
import { trainGru } from '@/lib/domain/scores/forecast/net/train-gru';

/** Of the spread of a net's answers: 0.01 % of it are 0.003 points of percentile, were it alone; points are kept to a hundredth. */
const TOLERANCE = 0.0001;

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

function noise(shape: Pick<GruShape, 'steps' | 'channels'>, count: number, seed: number, missing: readonly number[] = []): SequenceData {
  const rng = createRng(seed);
  const size = shape.steps * shape.channels;
  const values = Float32Array.from({ length: count * size }, () => Math.max(-4, Math.min(4, 1.3 * rng.normal())));
  const target = Float64Array.from({ length: count }, (_, i) => Math.max(-0.5, Math.min(0.5, 0.1 * (values[(i + 1) * size - shape.channels] as number) + 0.05 * rng.normal())));
  return sequencesOf({ ...shape, values, offset: Int32Array.from({ length: count }, (_, i) => (missing.includes(i) ? -1 : i * size)), target });
}

const netOf = (shape: GruShape, weights: Float64Array, active = Int32Array.from({ length: shape.channels }, (_, i) => i)): GruModel =>
  ({ steps: shape.steps, channels: shape.channels, active, hidden: shape.hidden, weights, epochs: 1, trainingLoss: Number.NaN, validationLoss: Number.NaN });

describe('gaussLegendre', () => {
  it('keeps its example, and the table of Abramowitz and Stegun 25.4 moved to [0, 1]', () => {
    const { points, weights } = gaussLegendre(2);
    points.forEach((point, i) => expect(point).toBeCloseTo(0.5 + (i === 0 ? -0.5 : 0.5) / Math.sqrt(3), 14));
    weights.forEach((weight) => expect(weight).toBeCloseTo(0.5, 14));
    const five = gaussLegendre(5);
    [-0.906179845938664, -0.538469310105683, 0, 0.538469310105683, 0.906179845938664].forEach((x, i) => expect(five.points[i]).toBeCloseTo((1 + x) / 2, 14));
    [0.236926885056189, 0.478628670499366, 0.568888888888889, 0.478628670499366, 0.236926885056189].forEach((w, i) => expect(five.weights[i]).toBeCloseTo(w / 2, 14));
    expect(gaussLegendre(1)).toEqual({ points: [0.5], weights: [1] });
    expect(() => gaussLegendre(0)).toThrow('at least one point');
  });

  it.each([1, 2, 3, 5, 8, 16])('is exact up to degree 2n − 1 and not beyond, n = %i', (n) => {
    const { points, weights } = gaussLegendre(n);
    const integral = (degree: number): number => sum(points.map((x, i) => (weights[i] as number) * x ** degree));
    for (let degree = 0; degree < 2 * n; degree += 1) expect(integral(degree)).toBeCloseTo(1 / (degree + 1), 13);
    if (n < 6) expect(Math.abs(integral(2 * n) - 1 / (2 * n + 1))).toBeGreaterThan(1e-7);
  });
});

describe('backThroughTime', () => {
  it('has the derivative by each input of central differences, to 1e-6', () => {
    const shape = { channels: 3, hidden: 4, steps: 7 };
    const weights = startWeights(shape, createRng(2));
    const pass = createPass(shape, 4);
    const rng = createRng(3);
    const inputs = pass.inputs.map(() => rng.normal());
    const answer = (): number => {
      forward(pass, weights);
      return sum(pass.outputs);
    };
    pass.inputs.set(inputs);
    answer();
    backThroughTime(pass, weights, new Float64Array(4).fill(1), createGradient(pass));
    const slopes = inputs.map((_, i) => {
      const [from, c] = [Math.floor(i / 3) * 12, i % 3];
      return sum(Array.from({ length: 12 }, (_none, j) => (pass.gates[from + j] as number) * (weights[j * 3 + c] as number)));
    });
    slopes.forEach((slope, i) => {
      pass.inputs.set(inputs);
      pass.inputs[i] = (inputs[i] as number) + 1e-5;
      const above = answer();
      pass.inputs[i] = (inputs[i] as number) - 1e-5;
      expect((above - answer()) / 2e-5).toBeCloseTo(slope, 6);
    });
    expect(slopes.some((slope) => Math.abs(slope) > 0.01)).toBe(true);
  });

  it('starts from nothing where the inputs are 0', () => {
    const pass = createPass({ channels: 2, hidden: 1, steps: 2 }, 1);
    pass.gates.fill(7);
    bringInputs(pass, new Float64Array(pass.at.size).fill(1));
    expect(pass.gates.every((value) => value === 0)).toBe(true);
  });
});

describe('integrated gradients', () => {
  it('of samples that are alike are 0 everywhere, and nobody without history has any', () => {
    const shape = { channels: 2, hidden: 3, steps: 5 };
    const net = netOf(shape, startWeights(shape, createRng(4)));
    const values = Float32Array.from({ length: 10 }, (_, i) => Math.sin(i));
    const { base, contributions } = explainGru(net, sequencesOf({ steps: 5, channels: 2, values, offset: Int32Array.of(0, -1, 0), target: new Float64Array(3) }));
    expect(contributions).toEqual([new Float64Array(2), null, new Float64Array(2)]);
    expect(base).toBeCloseTo(predictGru(net, sequencesOf({ steps: 5, channels: 2, values, offset: Int32Array.of(0), target: new Float64Array(1) }))[0] as number, 14);
    expect(explainGru(net, noise(shape, 1, 1, [0]))).toEqual({ base: Number.NaN, contributions: [null] });
  });

  it('of a net that says the same whatever it is told are 0 everywhere', () => {
    const shape = { channels: 2, hidden: 3, steps: 5 };
    const weights = startWeights(shape, createRng(4));
    const at = gruLayout(shape);
    weights.fill(0, at.head, at.headBias);
    weights[at.headBias] = 0.25;
    expect(explainGru(netOf(shape, weights), noise(shape, 3, 2, [1]))).toEqual({ base: 0.25, contributions: [new Float64Array(2), null, new Float64Array(2)] });
  });

  it('of a net that only adds up are weight × distance: a table', () => {
    // One unit, one step, gates that let a small candidate through whole: the answer is head × tanh(w · x), straight near 0.
    const shape = { channels: 2, hidden: 1, steps: 1 };
    const at = gruLayout(shape);
    const weights = new Float64Array(at.size);
    weights.set([1e-4, -3e-4], at.input + 2 * 2);
    weights[at.bias] = -40;
    weights[at.head] = 1e4;
    const values = Float32Array.of(1, 0, 3, 2);
    const { base, contributions } = explainGru(netOf(shape, weights), sequencesOf({ steps: 1, channels: 2, values, offset: Int32Array.of(0, 2), target: new Float64Array(2) }));
    // The neutral sequence is [2, 1]: the answer to it is 2 − 3.
    expect(base).toBeCloseTo(-1, 5);
    [[-1, 3], [1, -3]].forEach((parts, sample) => parts.forEach((part, c) => expect(contributions[sample]?.[c]).toBeCloseTo(part, 5)));
  });

  it('are those of a thousand midpoints with central differences on a tiny net', () => {
    const shape = { channels: 3, hidden: 2, steps: 4 };
    const net = netOf(shape, startWeights(shape, createRng(8)));
    const data = noise(shape, 3, 9);
    const size = 12;
    const own = Array.from({ length: 3 }, (_, sample) => {
      const out = new Float32Array(size);
      data.fill(sample, out);
      return Float64Array.from(out);
    });
    const neutral = Float64Array.from({ length: size }, (_, i) => Math.fround(sum(own.map((values) => values[i] as number)) / 3));
    const pass = createPass(shape, 1);
    const answer = (x: Float64Array): number => {
      x.forEach((value, i) => { pass.inputs[Math.floor(i / 3) * 12 + (i % 3)] = value; });
      forward(pass, net.weights);
      return pass.outputs[0] as number;
    };
    const byChannel = (to: Float64Array): Float64Array => {
      const moved = new Float64Array(3);
      for (let k = 0; k < 1_000; k += 1) {
        const x = neutral.map((value, i) => value + ((k + 0.5) / 1_000) * ((to[i] as number) - value));
        x.forEach((value, i) => {
          const slope = (answer(x.with(i, value + 1e-5)) - answer(x.with(i, value - 1e-5))) / 2e-5;
          moved[i % 3] = (moved[i % 3] as number) + (((to[i] as number) - (neutral[i] as number)) * slope) / 1_000;
        });
      }
      return moved;
    };
    explainGru(net, data).contributions.forEach((parts, sample) => {
      byChannel(own[sample] as Float64Array).forEach((part, c) => expect(parts?.[c]).toBeCloseTo(part, 6));
    });
  });

  it('sum to the answer less that to the neutral sequence, within 0.01 % of the spread of answers, whatever the net', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const rng = createRng(seed);
      const shape = { channels: 1 + rng.int(22), hidden: 1 + rng.int(8), steps: 2 + rng.int(89) };
      const active = Int32Array.from({ length: shape.channels }, (_, i) => i).filter((i) => i === 0 || rng.next() < 0.8);
      const net = netOf(shape, startWeights({ ...shape, channels: active.length }, rng), active);
      const data = noise(shape, 21, seed, [3, 20]);
      const answers = predictGru(net, data);
      const { base, contributions } = explainGru(net, data);
      const spread = standardDeviation(answers.filter((answer) => !Number.isNaN(answer)));
      contributions.forEach((parts, sample) => {
        expect(parts === null).toBe(Number.isNaN(answers[sample]));
        if (parts) expect(Math.abs(base + sum(parts) - (answers[sample] as number)) / spread).toBeLessThan(TOLERANCE);
        parts?.forEach((part, channel) => { if (!active.includes(channel)) expect(part).toBe(0); });
      });
    }
  });

  it('of a trained net name the channel that it learned from', () => {
    const shape = { channels: 4, steps: 20 };
    const net = trainGru(noise(shape, 1_200, 5), { ...GRU_DEFAULTS, hidden: 4, epochs: 6, learningRate: 0.02, memory: 30 });
    const data = noise(shape, 60, 6);
    const answers = predictGru(net, data);
    const { base, contributions } = explainGru(net, data);
    const worst = Math.max(...contributions.map((parts, i) => Math.abs(base + sum(parts ?? []) - (answers[i] as number))));
    expect(worst / standardDeviation(answers)).toBeLessThan(TOLERANCE);
    const weight = Array.from({ length: 4 }, (_, c) => sum(contributions.map((parts) => Math.abs(parts?.[c] as number))));
    expect(weight.indexOf(Math.max(...weight))).toBe(0);
    expect(weight[0]).toBeGreaterThan(2 * Math.max(...weight.slice(1)));
  });
});

describe('what the channels are called', () => {
  it('is one code and one sentence a channel; being known goes with what is known', () => {
    expect(CHANNEL_REASONS).toHaveLength(SEQUENCE_CHANNELS.length);
    expect(CHANNEL_REASONS[0]).toEqual({ code: 'sequence.return', words: 'The last 90 days of daily returns' });
    const codes = new Map(SEQUENCE_CHANNELS.map((name, i) => [name, CHANNEL_REASONS[i]?.code]));
    expect([codes.get('log FeeTotUSD against its 60 days before, in deviations'), codes.get('fees present'), codes.get('price present')]).toEqual(['sequence.fees', 'sequence.fees', 'sequence.priceKnown']);
    const words = new Map(CHANNEL_REASONS.map((reason) => [reason.code, reason.words]));
    expect([words.size, new Set(words.values()).size]).toEqual([15, 15]);
  });
});
