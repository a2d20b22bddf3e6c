import { parseArgs } from 'node:util';
import { activeDataset } from '@/lib/data/dataset';
import { pool } from '@/lib/data/pool';
import type { ModelReport } from '@/lib/schemas/api/model';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { requestJob } from '@/lib/services/jobs/request-job';
import { forecastMarket } from '@/lib/services/model/forecast-market';
import { readReports } from '@/lib/services/model/read-model';
import { evaluationLines } from './evaluation-table';

const USAGE = `Usage: npm run evaluate [-- FOLDER …] [--threads N]
  Trains the forecast of the active market, or of market folders, walk-forward from the first day to the last, judges it out of sample, and stores
  the result, which the page /model shows. Folders are stored beside the active market, which stays the active one;
  real ones never beside the simulated market. The same market gives the same figures.`;
const SHOW_EVERY_MS = 1_000;

interface Market {
  readonly datasetId: number;
  readonly name: string;
}

function createReporter(name: string): (fraction: number, words: string) => void {
  let at = Number.NEGATIVE_INFINITY;
  return (fraction, words) => {
    const now = performance.now();
    if (now - at < (process.stderr.isTTY ? SHOW_EVERY_MS : 10 * SHOW_EVERY_MS)) return;
    at = now;
    const line = `${name}: ${String(Math.floor(fraction * 100)).padStart(3)} %  ${words}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
  };
}

async function marketsOf(folders: readonly string[]): Promise<Market[]> {
  const markets: Market[] = [];
  for (const folder of folders) markets.push(await importMarketFolder(folder, { activate: false }));
  if (folders.length > 0) return markets;
  const active = await activeDataset();
  if (!active) throw new Error('No market is loaded yet: start the product once, or name a market folder.');
  return [{ datasetId: active.id, name: active.name }];
}

/** Judges one market; why there is nothing to judge, or its report. */
async function judge({ datasetId, name }: Market, threads: number | undefined): Promise<ModelReport | string> {
  const { did, words } = await forecastMarket(datasetId, { force: true, onProgress: createReporter(name), ...(threads === undefined ? {} : { threads }) });
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  const report = (await readReports()).find(({ dataset }) => dataset === name);
  // Indices may use what is forecast now; where no worker ever ran, the first one computes them.
  if (report?.active) await requestJob('indices');
  return did === 'trained' && report ? report : `${name}: ${words}`;
}

async function run(folders: readonly string[], threads: number | undefined): Promise<number> {
  const judged: ModelReport[] = [];
  const refused: string[] = [];
  for (const market of await marketsOf(folders)) {
    const found = await judge(market, threads);
    if (typeof found === 'string') refused.push(found);
    else judged.push(found);
  }
  process.stdout.write([...evaluationLines(judged), ...refused].map((line) => `${line}\n`).join(''));
  return judged.length > 0 ? 0 : 1;
}

function readArguments(): { readonly folders: readonly string[]; readonly threads: number | undefined } | null {
  try {
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options: { threads: { type: 'string' } } });
    const threads = values.threads === undefined ? undefined : Number(values.threads);
    return threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 64) ? null : { folders: positionals, threads };
  } catch {
    return null;
  }
}

const given = readArguments();
if (given === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(given.folders, given.threads).catch((error: unknown) => {
    process.stderr.write(`Evaluation failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
await pool.end();
