/**
 * One index over its whole history on one core: ours (reasons for every asset, costs, events) against the same index in NumPy (levels
 * alone). Alternating, median of the repetitions; the levels must agree before anything is printed. Then every live index at once.
 * DATABASE_URL names a database with a computed market. Needs python3 with numpy.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { activeDataset } from '@/lib/data/dataset';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { quantile } from '@/lib/domain/foundation/statistics';
import { availableData, missingData } from '@/lib/domain/indices/data-needs';
import { METHODOLOGIES, methodologyOf } from '@/lib/domain/indices/methodologies/catalogue';
import { runIndex, type IndexInputs } from '@/lib/domain/indices/run-index';
import { successorsOf } from '@/lib/domain/market/lineage';
import { assetIndex, type MarketPanel } from '@/lib/domain/market/panel';
import { INDEX_KINDS } from '@/lib/domain/market/rules';

const REPETITIONS = 7;
const TOLERANCE = 1e-9;
const SLUG = 'large-cap-10';

interface NumpyRun {
  readonly seconds: number;
  readonly numpy: string;
  readonly days: number;
  readonly last: number;
}

/** Both sides run without grades and flags. */
function inputsOf(panel: MarketPanel): IndexInputs {
  const none = new Float64Array(panel.assets.length).fill(Number.NaN);
  const clean = new Uint8Array(panel.assets.length);
  return { panel, regimes: [], grades: { investor: () => none, trader: () => none, forecast: () => none, gateOpen: () => false, excluded: () => clean } };
}

/** First row of each asset, and the row from which it may not be held (never a coin or token: 0). */
function standingOf(panel: MarketPanel): { first: number[]; until: number[] } {
  const first = panel.assets.map(({ firstDay }) => dayNumber(firstDay) - panel.start);
  const until = panel.assets.map(({ id, kind }) => {
    const newer = successorsOf(id).map((successor) => first[assetIndex(panel, successor)] ?? panel.days);
    return INDEX_KINDS.includes(kind) ? Math.min(panel.days, ...newer) : 0;
  });
  return { first, until };
}

function numpyOnce(file: string, panel: MarketPanel): NumpyRun {
  const script = path.join(import.meta.dirname, 'index-history-numpy.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const out = execFileSync('python3', [script, file, String(panel.assets.length), String(panel.days), String(panel.start), JSON.stringify(standingOf(panel))], { encoding: 'utf8', env });
  return JSON.parse(out) as NumpyRun;
}

function oursOnce(inputs: IndexInputs): { seconds: number; days: number; last: number } {
  const methodology = methodologyOf(SLUG);
  if (!methodology) throw new Error(SLUG);
  const started = performance.now();
  const run = runIndex(methodology, inputs);
  const seconds = (performance.now() - started) / 1000;
  if (!run.ok) throw new Error(run.reason);
  return { seconds, days: run.value.gross.length, last: run.value.gross.at(-1) ?? Number.NaN };
}

async function main(): Promise<void> {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) throw new Error('python3 with numpy is not installed: the index has nothing to be measured against');
  const dataset = await activeDataset();
  if (!dataset) throw new Error('DATABASE_URL holds no market');
  const panel = await loadPanel(dataset.id);
  const inputs = inputsOf(panel);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));
  try {
    const file = path.join(scratch, 'columns.f64');
    fs.writeFileSync(file, Buffer.concat([panel.close, panel.tradedValue, panel.marketCap].flat().map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))));
    const runs = Array.from({ length: REPETITIONS }, () => ({ ours: oursOnce(inputs), numpy: numpyOnce(file, panel) }));
    for (const { ours, numpy } of runs) if (ours.days !== numpy.days || Math.abs(ours.last / numpy.last - 1) > TOLERANCE) throw new Error(`levels differ: ${ours.last} after ${ours.days} days here, ${numpy.last} after ${numpy.days} in NumPy`);
    const [first] = runs;
    const ours = quantile(runs.map((run) => run.ours.seconds), 0.5);
    const numpy = quantile(runs.map((run) => run.numpy.seconds), 0.5);
    process.stdout.write(`${SLUG} on ${dataset.name}: ${first?.ours.days ?? 0} days, levels equal at ${TOLERANCE}, median of ${REPETITIONS}\n`);
    process.stdout.write(`  ours  ${(1000 * ours).toFixed(1)} ms\n  NumPy ${first?.numpy.numpy ?? ''} ${(1000 * numpy).toFixed(1)} ms\n  ratio ${(ours / numpy).toFixed(2)} of NumPy's time\n`);
    const live = METHODOLOGIES.filter((methodology) => missingData(methodology, availableData(panel)).length === 0);
    const started = performance.now();
    for (const methodology of live) runIndex(methodology, inputs);
    process.stdout.write(`all ${live.length} live indices over their whole history: ${((performance.now() - started) / 1000).toFixed(2)} s\n`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
    await pool.end();
  }
}

await main();
