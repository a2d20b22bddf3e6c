import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { outOfSample, type OutOfSample } from '@/lib/domain/scores/forecast/out-of-sample';
import { planForecast, type ForecastPlan } from '@/lib/domain/scores/forecast/plan';
import type { TaskResult } from '@/lib/domain/scores/forecast/run-task';
import { samplesOn } from '@/lib/domain/scores/forecast/select-samples';
import { FAST_SETTINGS, MEMBERS, type Member } from '@/lib/domain/scores/forecast/settings';
import * as windows from '@/lib/domain/scores/forecast/splits';
import { plantMarket, PLANTED_START } from '../../../support/planted-market';

const { samples } = plantMarket({ seed: 5, assets: 16, weeks: 110, features: 5, rankIc: 0 });
/** How well each member knows the outcome. */
const SKILL: Readonly<Record<Member, number>> = { boosting: 0.5, forest: 0.25, gru: -0.5 };

function planned(): ForecastPlan {
  const plan = planForecast({ samples, start: PLANTED_START }, { ...FAST_SETTINGS, candidates: {} });
  if (!plan.ok) throw new Error(plan.detail);
  return plan.value;
}

const plan = planned();
const begins = plan.splits.map(({ test }) => test[0] as number);

/** What windows learn where outcomes of a row are multiplied by `came`, and what the forest says of it by `said`. */
function learned(came: (row: number) => number, said: (row: number) => number): OutOfSample {
  const turned = (column: Float64Array): Float64Array => column.map((value, i) => value * came(samples.row[i] as number));
  const results = plan.splits.flatMap(({ test }, split) => MEMBERS.map((kind): TaskResult => {
    const picks = samplesOn(samples, test, false);
    const rng = createRng(split).fork(kind);
    const says = (sample: number): number => SKILL[kind] * (samples.target[sample] || 0) + 0.2 * rng.normal();
    const predictions = Float64Array.from(picks, (sample) => says(sample) * (kind === 'forest' ? said(samples.row[sample] as number) : 1));
    return { id: `${split}-${kind}`, kind, candidate: null, split, samples: picks, predictions, model: new Uint8Array(0), importance: null, rankIcs: new Float64Array(0) };
  }));
  return outOfSample({ ...samples, target: turned(samples.target), excess: turned(samples.excess) }, PLANTED_START, plan, results);
}

const same = (): number => 1;
const whole = learned(same, same);
/** What a window goes by: its members' weights and its curve. */
const of = ({ weights, calibrations }: OutOfSample, window: number) => [weights[window], calibrations[window]];

describe('what a window learns from earlier ones', () => {
  it('is something: weights that differ, a probability that rises', () => {
    expect(whole.weights.filter(([first, second]) => Math.abs((first as number) - (second as number)) > 0.01).length).toBeGreaterThan(2);
    const probabilities = whole.calibrations.at(-1)?.probabilities ?? [];
    expect((probabilities.at(-1) as number) - (probabilities[0] as number)).toBeGreaterThan(0.1);
  });

  it.each(begins.map((first, window) => [plan.splits[window]?.testFrom, first, window] as const))('is what was known when the one of %s began', (_from, first, window) => {
    expect(of(learned((row) => (row + 31 > first ? -1 : 1), same), window)).toEqual(of(whole, window));
    expect(of(learned(same, (row) => (row >= first ? -1 : 1)), window)).toEqual(of(whole, window));
  });

  it('holds the last outcome that was', () => {
    const first = begins.at(-1) as number;
    const last = Math.max(...[...samples.row].filter((row) => row + 31 <= first));
    const [weights, calibration] = of(learned((row) => (row === last ? -1 : 1), same), begins.length - 1);
    expect([weights, calibration]).not.toEqual(of(whole, begins.length - 1));
    expect(calibration).not.toEqual(whole.calibrations.at(-1));
  });
});

describe('a plan', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is not made where a test would see the labels that its models learn from', () => {
    const leaking = plan.splits.map((split) => ({ ...split, fit: [...split.fit, (split.test[0] as number) - 7] }));
    vi.spyOn(windows, 'walkForward').mockReturnValue(leaking);
    expect(() => planForecast({ samples, start: PLANTED_START }, FAST_SETTINGS)).toThrow(/the label of training row \d+ overlaps the test of/);
  });
});
