/**
 * How much of a made signal the forecast finds: what its README and the limits on /model say. 500 tokens over six years, the product's settings, a window a year, tested on the last
 * three; five features matter. "own" are features of tokens of the computed market on days drawn at random; "all" is where every feature knows a little. BENCH_PLANTED
 * (of 97, 40, 8, own, all), BENCH_IC (`0.05,0.03`) and BENCH_SEEDS (`301,302`) make the whole table; a run takes half a minute to a minute of processor. DATABASE_URL names a computed market.
 */
import { pool } from '@/lib/data/pool';
import { loadPanel } from '@/lib/data/panel';
import { createMarketView } from '@/lib/domain/features/view';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import { agreementOf } from '@/lib/domain/scores/forecast/ensemble';
import { outOfSample } from '@/lib/domain/scores/forecast/out-of-sample';
import { planForecast } from '@/lib/domain/scores/forecast/plan';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { runTask } from '@/lib/domain/scores/forecast/run-task';
import { buildSamples, centredRanks, forecastRows } from '@/lib/domain/scores/forecast/samples';
import { DEFAULT_SETTINGS, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import { besideOracle, PLANTED_START } from '../support/planted-market';

const [ASSETS, WEEKS, OPEN_WEEKS] = [500, 313, 5];
const [STEPS, CHANNELS] = [6, 3];
const list = (name: string, usual: string): string[] => (process.env[name] ?? usual).split(',');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Features of samples, row-major, and which of them may matter. */
interface Drawn {
  readonly values: Float32Array;
  readonly width: number;
  readonly picks: readonly number[];
}

type Draw = (rng: Rng, seed: number) => Drawn;
const COUNT = ASSETS * WEEKS;

const unrelated = (width: number): Draw => (rng) => ({ values: Float32Array.from({ length: COUNT * width }, () => rng.next() - 0.5), width, picks: [0, 1, 2, 3, 4] });

/** Each sample has the features of some token on some day; what matters is drawn among those that seven in ten have. */
async function ownFeatures(): Promise<Draw> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM dataset WHERE active');
  const panel = await loadPanel(rows[0]?.id ?? 0);
  const { values: own, features, count } = buildSamples(createMarketView(panel), forecastRows(panel));
  const width = features.length;
  const known = features.map((_, f) => f).filter((f) => Array.from({ length: count }, (_, i) => own[i * width + f] as number).filter(Number.isNaN).length < 0.3 * count);
  return (rng, seed) => {
    const values = new Float32Array(COUNT * width);
    for (let i = 0; i < COUNT; i += 1) {
      const from = rng.int(count);
      values.set(own.subarray(from * width, (from + 1) * width), i * width);
    }
    const [picks, choose] = [new Set<number>(), createRng(seed).fork('pick')];
    while (picks.size < 5) picks.add(known[choose.int(known.length)] as number);
    return { values, width, picks: [...picks] };
  };
}

/** Two straight features, one that counts only where another is high, and a threshold; or all a little. */
function signalOf({ values, width, picks }: Drawn, all: readonly number[] | null): Float64Array {
  const at = (i: number, f: number): number => (values[i * width + f] as number) || 0;
  return Float64Array.from({ length: COUNT }, (_, i) => {
    if (all) return all.reduce((sum, weight, f) => sum + weight * at(i, f), 0);
    const [a, b, c, d, e] = picks.map((f) => at(i, f)) as [number, number, number, number, number];
    return a - 0.7 * b + (c > 0 ? 0.8 * d : 0) + (e > 0.25 ? 0.25 : 0);
  });
}

/** What comes: the signal at a rank correlation of `rankIc` and noise, as centred ranks of each week; unknown in the last weeks. */
function outcomes(oracle: Float64Array, rankIc: number, seed: number): Float64Array {
  const mean = oracle.reduce((sum, value) => sum + value / COUNT, 0);
  const spread = Math.sqrt(oracle.reduce((sum, value) => sum + (value - mean) ** 2 / COUNT, 0));
  const strength = 2 * Math.sin((Math.PI * rankIc) / 6);
  const noise = createRng(seed).fork('noise');
  const came = oracle.map((value) => (strength * (value - mean)) / spread + Math.sqrt(1 - strength ** 2) * noise.normal());
  const target = new Float64Array(COUNT);
  for (let from = 0; from < COUNT; from += ASSETS) target.set(centredRanks(came.subarray(from, from + ASSETS)), from);
  return target.fill(Number.NaN, COUNT - OPEN_WEEKS * ASSETS);
}

function dataOf({ values, width }: Omit<Drawn, 'picks'>, target: Float64Array, seed: number): ForecastData {
  const rng = createRng(seed).fork('seq');
  const sequence = Float32Array.from({ length: COUNT * STEPS * CHANNELS }, (_, i) => (i % CHANNELS < 2 ? (values[Math.floor(i / (STEPS * CHANNELS)) * width + (i % CHANNELS)] as number) || 0 : 0) + rng.next() - 0.5);
  const row = Int32Array.from({ length: COUNT }, (_, i) => 7 * Math.floor(i / ASSETS));
  const none = new Float64Array(0);
  return {
    samples: { features: Array.from({ length: width }, (_, f) => `f${f}`), count: COUNT, values, row, asset: Int32Array.from(row, (_, i) => i % ASSETS), target, excess: target },
    sequences: { steps: STEPS, channels: CHANNELS, values: sequence, offset: Int32Array.from(row, (_, i) => i * STEPS * CHANNELS), target }, momentum: none, size: none, cost: none, start: PLANTED_START, regimes: [],
  };
}

/** Scores out of sample by the product's settings, with their share of the oracle's rank IC and, in brackets, their rank correlation with the oracle. */
function shares(data: ForecastData, oracle: Float64Array, settings: Partial<ForecastSettings>): (score: 'ensemble' | 'ridge') => string {
  const plan = planForecast(data, { ...DEFAULT_SETTINGS, testMonths: 12, minTrainRows: 100, candidates: {}, ...settings });
  if (!plan.ok) throw new Error(plan.detail);
  const proof = outOfSample(data.samples, data.start, plan.value, plan.value.tasks.map((task) => runTask({ ...task, measured: false }, data)));
  const from = plan.value.splits[0]?.test[0] as number;
  return (score) => {
    const { own, oracle: best } = besideOracle({ ...data, oracle }, proof[score], from);
    return `${(own / best).toFixed(2)} (${agreementOf(data.samples.row, [proof[score], oracle], (row) => row >= from)[0]?.[1]?.toFixed(2)})`;
  };
}

const draws: Readonly<Record<string, () => Promise<Draw> | Draw>> = { 97: () => unrelated(97), 40: () => unrelated(40), 8: () => unrelated(8), own: ownFeatures, all: () => unrelated(40) };

say('share of the oracle’s rank IC, in brackets the rank correlation with the oracle');
for (const name of list('BENCH_PLANTED', '97,own')) {
  const draw = await draws[name]?.();
  if (!draw) throw new Error(`there is no market "${name}": ${Object.keys(draws).join(', ')}`);
  for (const rankIc of list('BENCH_IC', '0.05').map(Number)) {
    for (const seed of list('BENCH_SEEDS', '301').map(Number)) {
      const drawn = draw(createRng(seed), seed);
      const dense = createRng(seed).fork('dense');
      const oracle = signalOf(drawn, name === 'all' ? Array.from({ length: drawn.width }, () => dense.normal()) : null);
      const target = outcomes(oracle, rankIc, seed);
      const found = shares(dataOf(drawn, target, seed), oracle, {});
      const right = Float32Array.from({ length: COUNT * 5 }, (_, i) => drawn.values[Math.floor(i / 5) * drawn.width + (drawn.picks[i % 5] as number)] as number);
      const line = name === 'all' ? '–' : shares(dataOf({ values: right, width: 5 }, target, seed), oracle, { members: [], ridge: 1e-6 })('ridge');
      say(`${name.padStart(4)} of ${String(drawn.width).padStart(2)} features, rank IC ${rankIc}, seed ${seed}: ensemble ${found('ensemble')}   ridge ${found('ridge')}   line of the right five ${line}`);
    }
  }
}
await pool.end();
