import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { mean, standardDeviation } from '@/lib/domain/foundation/statistics';
import { explainMember } from '@/lib/domain/scores/forecast/explain-member';
import { memberReasons } from '@/lib/domain/scores/forecast/member-reasons';
import { rowPoints, sharesOf, type MemberSay } from '@/lib/domain/scores/forecast/points';
import { samplesOn, valuesOf } from '@/lib/domain/scores/forecast/select-samples';
import { predictModel, trainModel, type Model } from '@/lib/domain/scores/forecast/models';
import { GRU_DEFAULTS } from '@/lib/domain/scores/forecast/net/rules';
import { sequencesOf } from '@/lib/domain/scores/forecast/net/sequence-data';
import { trainGru } from '@/lib/domain/scores/forecast/net/train-gru';
import { planForecast } from '@/lib/domain/scores/forecast/plan';
import { FAST_SETTINGS, MEMBERS, type Member } from '@/lib/domain/scores/forecast/settings';
import { plantMarket } from '../../../support/planted-market';

const ALONE = 100 / Math.sqrt(12);
const silent = Number.NaN;
/** Twelve predictions, the last so many missing. */
const says = (missing: number): Float64Array => Float64Array.from({ length: 12 }, (_, i) => (i < 12 - missing ? Math.sin(i) : silent));
const total = (values: Float64Array | undefined): number => (values ?? new Float64Array(0)).reduce((sum, value) => sum + value, 0);

describe('sharesOf', () => {
  it.each([
    ['all speak', [says(0), says(0)], [0.25, 0.75], [0.25, 0.25], [0.75, 0.75]],
    ['one of equals is silent of the last', [says(0), says(1)], [0.5, 0.5], [0.5, 1], [0.5, 0]],
    ['under ten predictions rank nothing', [says(0), says(3)], [0.5, 0.5], [1, 1], [0, 0]],
    ['a weightless member alone has all', [says(1), says(0)], [1, 0], [1, 0], [0, 1]],
  ])('%s', (_, predictions, weights, one, other) => {
    const [first, second] = sharesOf(predictions, weights);
    expect([first?.[0], first?.[11]]).toEqual(one);
    expect([second?.[0], second?.[11]]).toEqual(other);
  });
});

describe('rowPoints', () => {
  it('of a member alone are its deviations in 28.9 points, against the row’s average: a table', () => {
    const predictions = Float64Array.from({ length: 10 }, (_, i) => (i < 5 ? 0.1 : -0.1));
    const parts = [...predictions].map((value) => Float64Array.of(value + 3, 0));
    const { codes, points } = rowPoints([{ predictions, shares: new Float64Array(10).fill(1), reasons: { codes: ['b', 'new'], parts } }], ['a', 'b']);
    expect(codes).toEqual(['a', 'b', 'new']);
    const deviation = 0.1 / standardDeviation(predictions);
    expect(points[0]?.[1]).toBeCloseTo(ALONE * deviation, 10);
    expect([...(points[9] ?? [])].map((value) => value / (ALONE * deviation))).toEqual([0, expect.closeTo(-1, 10), 0]);
  });

  it('add up members by their share; one that says the same of all, or has no say, adds nothing', () => {
    const predictions = Float64Array.from({ length: 10 }, (_, i) => i);
    const member = (share: number, reasons: MemberSay['reasons']): MemberSay => ({ predictions, shares: new Float64Array(10).fill(share), reasons });
    const reasons = { codes: ['a'], parts: [...predictions].map((value) => Float64Array.of(value)) };
    const one = rowPoints([member(0.5, reasons)], ['a']).points.map(total);
    const flat: MemberSay = { predictions: new Float64Array(10).fill(2), shares: new Float64Array(10).fill(0.5), reasons };
    expect(rowPoints([member(0.5, reasons), flat, member(0.5, null)], ['a']).points.map(total)).toEqual(one);
    expect(one[9]).toBeCloseTo((0.5 * ALONE * 4.5) / standardDeviation(predictions), 10);
  });
});

describe('what moved members', () => {
  const data = plantMarket({ seed: 4, assets: 30, weeks: 80, features: 6, rankIc: 0.3 });
  const sequences = data.sequences as NonNullable<typeof data.sequences>;
  const plan = planForecast(data, { ...FAST_SETTINGS, candidates: {}, gru: { ...FAST_SETTINGS.gru, maxSamples: 300 } });
  const modelOf = (kind: Member): Model => {
    const task = plan.ok && plan.value.tasks.find((each) => each.kind === kind);
    if (!task) throw new Error('the market is long enough to train on');
    return trainModel(task, data);
  };
  const [boosting, forest, line] = MEMBERS.map(modelOf) as [Model, Model, Model];
  // A net that always speaks: one that finds nothing beyond its line would be told to add nothing.
  const gru = { ...line, net: trainGru(sequencesOf(sequences), { ...GRU_DEFAULTS, hidden: 3, epochs: 1, maxSamples: 600 }) } as Model;

  it('goes by features for trees and by channels for the net, null where it is silent', () => {
    const picks = samplesOn(data.samples, [7 * 75], false);
    const short = { samples: data.samples, sequences: { ...sequences, offset: sequences.offset.with(picks[2] as number, -1) } };
    expect(memberReasons(forest, short, picks).codes).toEqual(data.samples.features);
    expect(memberReasons(forest, short, picks).parts[1]).toEqual(explainMember(forest, valuesOf(data.samples, picks), 1)?.contributions);
    const told = memberReasons(gru, short, picks);
    expect(told.codes.slice(-3)).toEqual(['sequence.return', 'sequence.drawdown', 'sequence.volatility']);
    expect(told.parts[0]?.slice(-3).every((part) => part !== 0)).toBe(true);
    expect(told.parts.map((part) => part === null)).toEqual(Array.from(picks, (_, i) => i === 2));
    expect(memberReasons({ ...gru, net: null } as Model, short, picks).parts.every((part) => part === null)).toBe(true);
  });

  it('sums, code by code, to the place that its predictions say, whoever is silent', () => {
    const rng = createRng(6);
    for (let week = 70; week < 80; week += 1) {
      const picks = samplesOn(data.samples, [7 * week], false);
      const offset = sequences.offset.map((at) => (rng.next() < 0.3 ? -1 : at));
      const inputs = { samples: data.samples, sequences: { ...sequences, offset } };
      const models = [boosting, forest, gru];
      const predictions = models.map((model) => predictModel(model, inputs, picks));
      const shares = sharesOf(predictions, [0.35, 0.25, 0.4]);
      const members = models.map((model, i): MemberSay => ({ predictions: predictions[i] as Float64Array, shares: shares[i] as Float64Array, reasons: memberReasons(model, inputs, picks) }));
      rowPoints(members, data.samples.features).points.forEach((points, sample) => {
        const expected = members.map(({ predictions: own, shares: share }) => {
          const spoken = own.filter((value) => !Number.isNaN(value));
          const deviation = ((own[sample] as number) - mean(spoken)) / standardDeviation(spoken);
          return share[sample] === 0 ? 0 : (share[sample] as number) * ALONE * deviation;
        });
        // The net's parts are complete up to their quadrature: 0.01 % of the spread of its answers.
        expect(Math.abs(total(points) - expected.reduce((sum, value) => sum + value, 0))).toBeLessThan(0.4 * ALONE * 0.0001);
      });
    }
  });
});
