import 'server-only';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { fedFeatures, FEATURES } from '@/lib/domain/features/registry';
import { createMarketView, type MarketView } from '@/lib/domain/features/view';
import { storedRows } from '@/lib/domain/scores/required-days';
import { scoreMarket, type ScoredRow } from '@/lib/domain/scores/score-market';
import { saveSnapshots } from '@/lib/data/asset-snapshots';
import { readDataset } from '@/lib/data/dataset';
import { loadPanel } from '@/lib/data/panel';
import { clearScores, ensureFeatureSet, readScoreState, replacingScores, saveAnomalies, saveFeatureRows, saveGradeRows, saveScoreState, type AnomalyRecord } from '@/lib/data/scores';
import { featureSetHash, scoresInputHash } from './input-hash';
import { anomalyRecords, featureRecords, gradeRecords, snapshotRecords } from './score-records';

export interface ScoreOptions {
  readonly onProgress?: (fraction: number, detail?: string) => void;
  /** Computes although the same inputs were scored last. */
  readonly force?: boolean;
}

export interface ScoreSummary {
  readonly inputHash: string;
  /** Whether the same inputs were scored already, so that nothing was done. */
  readonly unchanged: boolean;
  /** Days whose grades are stored. */
  readonly days: number;
  /** Assets graded on the last day. */
  readonly graded: number;
}

type Client = Parameters<typeof saveScoreState>[0];

interface Run {
  readonly client: Client;
  readonly datasetId: number;
  readonly market: MarketView;
  readonly featureSetId: number;
  readonly inputHash: string;
  readonly report: (fraction: number, detail: string) => void;
}

/** Rows go to the database in batches: one COPY per day would spend its time on round trips. */
const BATCH_DAYS = 32;

async function saveBatch(run: Run, stored: readonly number[], batch: { features: ReturnType<typeof featureRecords>[]; grades: ReturnType<typeof gradeRecords>[] }): Promise<void> {
  await saveFeatureRows(run.client, run.datasetId, run.featureSetId, stored.length, batch.features.flatMap((records) => [...records]));
  await saveGradeRows(run.client, run.datasetId, run.inputHash, batch.grades.flatMap((records) => [...records]));
}

/** Stores features and grades of the required days; every day is scored, since ratings remember. Returns the last row. */
async function saveGrades(run: Run): Promise<ScoredRow | null> {
  const { market } = run;
  const fed = fedFeatures(market);
  const stored = fed.map((feature) => FEATURES.indexOf(feature));
  const required = new Set(storedRows(market.panel));
  let last: ScoredRow | null = null;
  let batch: Parameters<typeof saveBatch>[2] = { features: [], grades: [] };
  for (const scored of scoreMarket(market, fed)) {
    last = scored;
    if (required.has(scored.row)) {
      batch.features.push(featureRecords(market, scored, stored));
      batch.grades.push(gradeRecords(market, scored));
    }
    if (batch.grades.length < BATCH_DAYS && scored.row < market.panel.days - 1) continue;
    await saveBatch(run, stored, batch);
    batch = { features: [], grades: [] };
    run.report(0.1 + (0.8 * (scored.row + 1)) / market.panel.days, `grades to ${dayFromNumber(market.panel.start + scored.row)}`);
  }
  return last;
}

async function saveRest(run: Run, last: ScoredRow): Promise<void> {
  const { market, client, datasetId } = run;
  run.report(0.9, 'anomalies');
  const anomalies = new Map<string, readonly AnomalyRecord[]>(market.panel.assets.map((asset, position) => [asset.id, anomalyRecords(market, market.view(position))]));
  await saveAnomalies(client, datasetId, [...anomalies.values()].flat());
  run.report(0.97, 'latest figures');
  await saveSnapshots(client, datasetId, snapshotRecords(market, last, anomalies));
}

/**
 * Scores a dataset: features and grades of the last 400 days and of every determination day before, anomalies of all days, the
 * screener's figures of the last. One transaction, so readers see the old scores until the new ones are whole, and a run that was
 * killed leaves nothing behind. The same inputs are not scored twice.
 */
export async function computeScores(datasetId: number, options: ScoreOptions = {}): Promise<ScoreSummary> {
  const report = (fraction: number, detail: string) => options.onProgress?.(fraction, detail);
  const dataset = await readDataset(datasetId);
  if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
  report(0, 'reading the market');
  const market = createMarketView(await loadPanel(datasetId));
  const fed = fedFeatures(market);
  const featureSet = featureSetHash(fed);
  const days = storedRows(market.panel).length;
  return replacingScores(datasetId, async (client, contentHash) => {
    if (contentHash !== dataset.contentHash) throw new Error('The market changed while it was read; the next run scores the new one');
    const inputHash = scoresInputHash(contentHash, featureSet);
    const state = await readScoreState(datasetId);
    if (state?.inputHash === inputHash && !options.force) return { inputHash, unchanged: true, days, graded: state.graded };
    await clearScores(client, datasetId);
    const featureSetId = await ensureFeatureSet(client, featureSet, fed.map((feature) => feature.code));
    const run: Run = { client, datasetId, market, featureSetId, inputHash, report };
    const last = await saveGrades(run);
    if (last) await saveRest(run, last);
    const graded = last?.universe.members.length ?? 0;
    await saveScoreState(client, datasetId, { featureSetId, inputHash, lastDay: dataset.lastDay, graded });
    return { inputHash, unchanged: false, days, graded };
  });
}
