/**
 * Features of 400 assets over 800 days, every row, on one core: ours (row by row, missing values and staleness judged for each)
 * against the same features in NumPy (whole columns at once, complete data assumed). Alternating, median of the repetitions. The
 * last values of one asset must agree before anything is printed. Processor time, since neighbours on the machine stretch the clock.
 * Needs python3 with numpy.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { computeFeatures } from '@/lib/domain/features/compute';
import type { Feature } from '@/lib/domain/features/feature';
import { FEATURES } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { quantile } from '@/lib/domain/foundation/statistics';
import { makeFeatureMarket, type MutablePanel } from '../support/feature-market';

const ASSETS = 400;
const DAYS = 800;
const REPETITIONS = 5;
const TOLERANCE = 1e-8;

/** Where ours and NumPy's names differ. */
const SAME: Readonly<Record<string, string>> = {
  momentum7d: 'return7', momentum14d: 'return14', momentum30d: 'return30', momentum90d: 'return90', momentum180d: 'return180', momentum365d: 'return364',
  reversal1d: 'return1', reversal3d: 'return3', momentumYearSkipMonth: 'yearSkipMonth', trendCross20d100d: 'trendCross', trendStraightness90d: 'straightness',
  trendEfficiency60d: 'efficiency', volatilityRegime30d: 'volatilityRegime', daysSinceHigh365d: 'daysSinceHigh', tradedGrowth30d: 'tradedGrowth',
  turnoverSpike7d: 'turnoverSpike', rangeSpread30d: 'rangeSpread', idleDays30d: 'idleDays', staleCloses30d: 'staleCloses', volumeConcentration30d: 'concentration',
  volumeMoveMatch90d: 'volumeMoveMatch',
};

interface NumpyRun {
  readonly seconds: number;
  readonly features: number;
  readonly numpy: string;
  readonly last: Readonly<Record<string, number>>;
}

/** What prices and volumes alone feed, without the sector, which NumPy's side leaves out. */
function measured(): Feature[] {
  return FEATURES.filter((feature) => feature.needs.every((need) => !need.startsWith('metric:') && need !== 'sector'));
}

function oursOnce(panel: MutablePanel, features: readonly Feature[]): { seconds: number; last: Map<string, number> } {
  const started = process.cpuUsage();
  const { values } = computeFeatures(createMarketView(panel), features, 0, DAYS);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  return { seconds, last: new Map(features.map((feature, f) => [feature.code, values[f]?.[DAYS * ASSETS - 1] ?? Number.NaN])) };
}

function writeColumns(panel: MutablePanel, file: string): void {
  const columns = [panel.close, panel.tradedValue, panel.marketCap, panel.high, panel.low].flat();
  fs.writeFileSync(file, Buffer.concat(columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))));
}

function numpyOnce(file: string, reference: number): NumpyRun {
  const script = path.join(import.meta.dirname, 'features-numpy.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return JSON.parse(execFileSync('python3', [script, file, String(ASSETS), String(DAYS), String(reference)], { encoding: 'utf8', env })) as NumpyRun;
}

/** Throws where the two do not measure the same thing. */
function compare(ours: ReadonlyMap<string, number>, numpy: NumpyRun): number {
  let compared = 0;
  for (const [code, value] of ours) {
    const other = numpy.last[SAME[code] ?? code];
    if (other === undefined) throw new Error(`NumPy's side lacks ${code}`);
    if (Math.abs(value - other) > TOLERANCE * Math.max(1, Math.abs(other))) throw new Error(`${code}: ${value} here, ${other} in NumPy`);
    compared += 1;
  }
  return compared;
}

function main(): void {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) throw new Error('python3 with numpy is not installed: the features have nothing to be measured against');
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));
  try {
    const panel = makeFeatureMarket({ assets: ASSETS, days: DAYS, seed: 7 });
    const file = path.join(scratch, 'columns.f64');
    writeColumns(panel, file);
    const features = measured();
    const reference = panel.assets.findIndex((asset) => asset.id === 'bitcoin');
    const runs = Array.from({ length: REPETITIONS }, () => ({ ours: oursOnce(panel, features), numpy: numpyOnce(file, reference) }));
    const [first] = runs;
    if (!first) return;
    const compared = compare(first.ours.last, first.numpy);
    const ours = quantile(runs.map((run) => run.ours.seconds), 0.5);
    const numpy = quantile(runs.map((run) => run.numpy.seconds), 0.5);
    const each = (seconds: number) => `${seconds.toFixed(2)} s (${((1e9 * seconds) / (features.length * ASSETS * DAYS)).toFixed(0)} ns a value)`;
    process.stdout.write(`features: ${features.length} × ${ASSETS} assets × ${DAYS} days, ${compared} compared at ${TOLERANCE}, processor time, median of ${REPETITIONS}\n`);
    process.stdout.write(`  ours  ${each(ours)}\n  NumPy ${first.numpy.numpy} ${each(numpy)}\n  ratio ${(ours / numpy).toFixed(2)} of NumPy's time\n`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

main();
