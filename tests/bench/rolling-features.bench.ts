/**
 * 6,000 assets over 730 days on one core: sixteen rolling features, ours against pandas on whole frames, and the ranking of one day's 6,000 values
 * against pandas and SciPy; then every declared feature of that market in one run, block after block as scoring reads them, with its memory.
 * Alternating, median of the repetitions, processor time, since neighbours on the machine stretch the clock. The last values of one asset
 * must agree before anything is printed. Needs python3 with pandas and SciPy. BENCH_ASSETS makes it smaller.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { computeFeatures, type FeatureBlock } from '@/lib/domain/features/compute';
import type { Feature } from '@/lib/domain/features/feature';
import { FEATURES, featureByCode } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { quantile } from '@/lib/domain/foundation/statistics';
import { gradeCrossSection } from '@/lib/domain/scores/cross-section';
import { blockRows } from '@/lib/domain/scores/score-market';
import { makeFeatureMarket, type MutablePanel } from '../support/feature-market';

const ASSETS = Number(process.env.BENCH_ASSETS ?? 6_000);
const DAYS = 730;
const REPETITIONS = 3;
const RANKINGS = 200;
const TOLERANCE = 1e-8;
const SIXTEEN = [
  'trend20d', 'trend50d', 'trend200d', 'trendCross20d100d', 'volatility30d', 'volatility90d', 'volatilityRegime30d', 'downside90d',
  'maxDay30d', 'beta90d', 'drawdown90d', 'drawdown365d', 'tradedValue30d', 'tradedValue90d', 'tradedGrowth30d', 'rsi14d',
];
/** pandas where Debian puts it, else whatever python3 is. */
const PYTHON = ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import pandas, scipy']).status === 0);

interface PandasRun {
  readonly seconds: readonly number[];
  readonly rankPandas: number;
  readonly rankScipy: number;
  readonly pandas: string;
  readonly last: Readonly<Record<string, number>>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function cpu<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { seconds: (user + system) / 1e6, result };
}

/** Every row of a market, in the blocks that scoring computes; the first asset's last values. */
function computeAll(panel: MutablePanel, features: readonly Feature[]): Map<string, number> {
  const market = createMarketView(panel);
  const rows = blockRows(ASSETS, features.length);
  let block: FeatureBlock | undefined;
  for (let from = 0; from < DAYS; from += rows) block = computeFeatures(market, features, from, Math.min(DAYS, from + rows), block);
  return new Map(features.map(({ code }, f) => [code, block?.values[f]?.at(-ASSETS) ?? Number.NaN]));
}

function pandasOnce(python: string, file: string, reference: number): PandasRun {
  const script = path.join(import.meta.dirname, 'features-pandas.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return JSON.parse(execFileSync(python, [script, file, String(ASSETS), String(DAYS), String(reference), '1'], { encoding: 'utf8', env })) as PandasRun;
}

/** Throws where the two do not measure the same thing. */
function compare(ours: ReadonlyMap<string, number>, theirs: PandasRun['last']): void {
  for (const [code, value] of ours) {
    const other = theirs[code] ?? Number.NaN;
    if (!(Math.abs(value - other) <= TOLERANCE * Math.max(1, Math.abs(other)))) throw new Error(`${code}: ${value} here, ${other} in pandas`);
  }
}

function rankOurs(panel: MutablePanel): number {
  const values = Float64Array.from(panel.close, (column) => column[DAYS - 1] as number);
  const members = Array.from(values, (_, asset) => asset);
  return cpu(() => { for (let i = 0; i < RANKINGS; i += 1) gradeCrossSection(values, members, 'higher'); }).seconds / RANKINGS;
}

function againstPandas(python: string, panel: MutablePanel, file: string): void {
  fs.writeFileSync(file, Buffer.concat([panel.close, panel.tradedValue].flat().map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))));
  const features = SIXTEEN.map((code) => featureByCode(code) as Feature);
  const reference = panel.assets.findIndex((asset) => asset.id === 'bitcoin');
  const runs = Array.from({ length: REPETITIONS }, () => ({ ours: cpu(() => computeAll(panel, features)), rank: rankOurs(panel), theirs: pandasOnce(python, file, reference) }));
  for (const { ours, theirs } of runs) compare(ours.result, theirs.last);
  const of = (value: (run: (typeof runs)[number]) => number): number => quantile(runs.map(value), 0.5);
  const [ours, theirs] = [of((run) => run.ours.seconds), of((run) => run.theirs.seconds[0] ?? Number.NaN)];
  const each = (seconds: number): string => `${seconds.toFixed(2)} s (${((1e9 * seconds) / (SIXTEEN.length * ASSETS * DAYS)).toFixed(0)} ns a value)`;
  say(`rolling features: ${SIXTEEN.length} × ${ASSETS} assets × ${DAYS} days, compared at ${TOLERANCE}, processor time, median of ${REPETITIONS}`);
  say(`  ours  ${each(ours)}\n  pandas ${runs[0]?.theirs.pandas} ${each(theirs)}\n  ratio ${(theirs / ours).toFixed(1)} times as fast as pandas`);
  const [rank, pandas, scipy] = [of((run) => run.rank), of((run) => run.theirs.rankPandas), of((run) => run.theirs.rankScipy)];
  say(`ranking ${ASSETS} values: ours with grades ${(1e6 * rank).toFixed(0)} µs, pandas ${(1e6 * pandas).toFixed(0)} µs, SciPy ${(1e6 * scipy).toFixed(0)} µs; ratio ${(pandas / rank).toFixed(1)} of pandas' speed, ${(scipy / rank).toFixed(1)} of SciPy's`);
}

function main(): void {
  if (PYTHON === undefined) throw new Error('python3 with pandas and SciPy is not installed: the features have nothing to be measured against');
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));
  try {
    const panel = makeFeatureMarket({ assets: ASSETS, days: DAYS, seed: 7 });
    againstPandas(PYTHON, panel, path.join(scratch, 'columns.f64'));
    const before = process.memoryUsage().rss;
    const { seconds } = cpu(() => computeAll(panel, FEATURES));
    const peak = process.resourceUsage().maxRSS * 1024;
    say(`every feature: ${FEATURES.length} × ${ASSETS} assets × ${DAYS} days in one run ${seconds.toFixed(1)} s (${((1e9 * seconds) / (FEATURES.length * ASSETS * DAYS)).toFixed(0)} ns a value); resident ${(before / 1e6).toFixed(0)} MB before (the market), ${(peak / 1e6).toFixed(0)} MB at most`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

main();
