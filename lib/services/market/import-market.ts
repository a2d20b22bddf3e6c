import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { classifyEnding } from '@/lib/domain/market/ending';
import { newestSuccessor } from '@/lib/domain/market/lineage';
import { contentHash } from '@/lib/data/content-hash';
import { saveAssets, saveLifetimes, seriesSpans } from '@/lib/data/dataset-assets';
import { activateDataset, datasetsOfOtherSort, describeDataset, ensureDataset } from '@/lib/data/dataset';
import { flagSuspectMoves, mergeQuarantine, mergeStage } from '@/lib/data/import-merge';
import { failRun, finishRun, inTransaction, lastRun, openRun, saveRunFiles, withImportLock, type FileTally, type ImportFiles } from '@/lib/data/import-run';
import { dropStage, emptyStage, stageRefused, type ImportClient } from '@/lib/data/import-stage';
import type { MarketSource } from '@/lib/providers/port';
import { withdrawForecasts } from '@/lib/data/forecast-store';
import { clearTexts } from '@/lib/data/text-metrics';
import { importTexts } from '@/lib/services/text/import-texts';
import { resumableFiles, stageTableOf } from './stage-table';

/** Raised whenever a rule of the import changes, so that the same folder is read again. */
const IMPORT_RULES = 1;

/** Called with the share done, 0 to 1, and what is being done. */
export type ImportProgress = (fraction: number, detail: string) => void;

export interface ImportOptions {
  readonly clock?: Clock;
  readonly onProgress?: ImportProgress;
  /** Reads and stores again although the same source was imported last. */
  readonly force?: boolean;
  /** Whether the market becomes the active one (default). */
  readonly activate?: boolean;
}

export interface ImportSummary {
  readonly datasetId: number;
  readonly name: string;
  readonly assets: number;
  readonly contentHash: string;
  /** Whether the source was the same as last time, so that nothing was read. */
  readonly unchanged: boolean;
  readonly files: Readonly<Record<string, FileTally>>;
}

interface Import {
  readonly client: ImportClient;
  readonly source: MarketSource;
  readonly options: ImportOptions;
  readonly datasetId: number;
  readonly report: (detail: string, done?: number) => void;
}

const count = new Intl.NumberFormat('en-US');

/** Progress by size: reading a table is half of its work, storing it the other half. */
function progressOf(source: MarketSource, onProgress: ImportProgress | undefined): Import['report'] {
  const total = 2 * source.tables.reduce((sum, table) => sum + table.size, 0);
  let done = 0;
  return (detail, finished = 0) => {
    done += finished;
    onProgress?.(total > 0 ? Math.min(done / total, 1) : 1, detail);
  };
}

async function prepare(client: ImportClient, source: MarketSource): Promise<number> {
  const others = await datasetsOfOtherSort(client, source.dataset.simulated);
  if (others.length > 0) {
    const [own, other] = source.dataset.simulated ? ['simulated', 'real'] : ['real', 'simulated'];
    throw new Error(`This database holds ${other} data (${others.join(', ')}); ${own} data (${source.dataset.name}) never shares one with it. Use another one (DATABASE_URL or BANDWISE_DATA_DIR).`);
  }
  return ensureDataset(client, source.dataset.name, source.dataset.simulated);
}

/** Lifetimes and endings follow from what is stored, not from what the source claims (Rule 2.1). */
async function classifySeries(client: ImportClient, datasetId: number): Promise<void> {
  const spans = await seriesSpans(client, datasetId);
  if (spans.length === 0) throw new Error('not one daily row could be stored: are the ids those of assets.csv, and the closes prices?');
  const datasetLastDay = spans.reduce((last, span) => Math.max(last, span.lastDay), Number.NEGATIVE_INFINITY);
  const present = new Set(spans.map((span) => span.id));
  await saveLifetimes(
    client,
    datasetId,
    spans.map((span) => ({ ...span, ending: classifyEnding({ ...span, datasetLastDay }), successor: newestSuccessor(span.id, present) })),
  );
}

/** Texts are judged once prices tell which assets they may name; what they come to are metrics like others. */
async function judgeTextsOf({ client, source, datasetId, options, report }: Import, files: Record<string, FileTally>): Promise<void> {
  if (!source.texts) return;
  report(`judging ${source.texts.file}`);
  const { rows, accepted, rejected } = await importTexts(client, datasetId, source.texts, (options.clock ?? systemClock).now());
  files[source.texts.file] = { table: 'text', rows, accepted, rejected, unordered: 0, changed: accepted, suspect: 0, staged: false };
}

/** Moves everything staged into place, in one transaction: readers see the market before or after, never between. */
async function store(run: Import, files: Record<string, FileTally>): Promise<ImportSummary> {
  const { client, source, datasetId } = run;
  await saveAssets(client, datasetId, source.assets);
  await clearTexts(client, datasetId);
  for (const table of source.tables) {
    run.report(`storing ${table.file}`);
    const changed = await mergeStage(client, datasetId, table.name);
    if (table.name === 'daily') run.report(`measuring ${table.file}`);
    const suspect = table.name === 'daily' ? await flagSuspectMoves(client, datasetId, table.file) : 0;
    files[table.file] = { ...(files[table.file] as FileTally), changed, suspect, staged: false };
    run.report(`stored ${table.file}`, table.size);
  }
  await classifySeries(client, datasetId);
  await judgeTextsOf(run, files);
  await mergeQuarantine(client, datasetId);
  await dropStage(client, datasetId);
  const hash = await contentHash(client, datasetId);
  await withdrawForecasts(client, datasetId, hash);
  await describeDataset(client, datasetId, source.dataset, hash);
  if (run.options.activate ?? true) await activateDataset(client, datasetId);
  return { datasetId, name: source.dataset.name, assets: source.assets.length, contentHash: hash, unchanged: false, files };
}

async function stageAndStore(run: Import, runId: number, files: ImportFiles): Promise<ImportSummary> {
  const { client, source, datasetId } = run;
  const today = isoDay((run.options.clock ?? systemClock).now().toISOString().slice(0, 10));
  const judge = { assetIds: new Set(source.assets.map((asset) => asset.id)), today };
  const tallies: Record<string, FileTally> = { ...files.files };
  for (const table of source.tables) {
    if (tallies[table.file]?.staged) {
      run.report(`${table.file} was read before the interruption`, table.size);
      continue;
    }
    tallies[table.file] = await stageTableOf(client, datasetId, table, judge, (rows) => run.report(`reading ${table.file}, ${count.format(rows)} rows`));
    run.report(`read ${table.file}`, table.size);
    await saveRunFiles(client, runId, { fingerprint: files.fingerprint, files: tallies });
  }
  return inTransaction(client, async () => {
    const summary = await store(run, tallies);
    await saveRunFiles(client, runId, { fingerprint: files.fingerprint, files: tallies });
    await finishRun(client, runId);
    return summary;
  });
}

async function unchangedSummary(run: Import, files: Readonly<Record<string, FileTally>>): Promise<ImportSummary> {
  const { client, source, datasetId } = run;
  if (run.options.activate ?? true) await inTransaction(client, () => activateDataset(client, datasetId));
  const { rows } = await client.query<{ hash: string }>('SELECT content_hash AS hash FROM dataset WHERE id = $1', [datasetId]);
  const same: Record<string, FileTally> = {};
  for (const { file } of source.tables) if (files[file]) same[file] = { ...files[file], changed: 0 };
  return { datasetId, name: source.dataset.name, assets: source.assets.length, contentHash: rows[0]?.hash ?? '', unchanged: true, files: same };
}

/**
 * Imports a market. Files are staged one by one and remembered, so that an interrupted import goes on with the next one; then all of it
 * is stored in one transaction. The same source again changes nothing.
 */
export async function importMarket(source: MarketSource, options: ImportOptions = {}): Promise<ImportSummary> {
  return withImportLock(async (client) => {
    const datasetId = await prepare(client, source);
    const run: Import = { client, source, options, datasetId, report: progressOf(source, options.onProgress) };
    const fingerprint = `${IMPORT_RULES}:${source.fingerprint}`;
    const last = await lastRun(client, datasetId);
    const same = last !== null && last.fingerprint === fingerprint && options.force !== true;
    if (same && last.state === 'done') return unchangedSummary(run, last.files);
    const files = { fingerprint, files: same ? await resumableFiles(client, datasetId, source, last.files) : {} };
    if (Object.keys(files.files).length === 0) {
      await emptyStage(client, datasetId, 'refused');
      await stageRefused(client, datasetId, source.refusedAssets);
    }
    const runId = await openRun(client, datasetId, files);
    try {
      return await stageAndStore(run, runId, files);
    } catch (error) {
      await failRun(runId, error instanceof Error ? error.message : String(error));
      throw error;
    }
  });
}
