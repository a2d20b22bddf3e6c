import 'server-only';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { fedFeatures } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { storedRows } from '@/lib/domain/scores/required-days';
import { readDataset, type DatasetSummary } from '@/lib/data/dataset';
import { settleDirtyDays, storingResults } from '@/lib/data/score-store';
import { ensureFeatureSet, readFeatureCodes, readScoreState, saveScoreState } from '@/lib/data/scores';
import { featureSetHash, scoresInputHash } from './input-hash';
import { readMarket, type MarketReading } from './read-market';
import { saveScores } from './save-scores';
import { planScores } from './score-plan';

export interface ScoreOptions {
  readonly onProgress?: (fraction: number, detail?: string) => void;
  /** Computes everything although some of it, or all, was scored last. */
  readonly force?: boolean;
}

export interface ScoreSummary {
  readonly inputHash: string;
  /** Whether the same inputs were scored already, so that nothing was done. */
  readonly unchanged: boolean;
  /** Days that were scored. */
  readonly scored: number;
  /** Days whose grades are stored. */
  readonly days: number;
  /** Assets graded on the last day. */
  readonly graded: number;
}

function daysKept({ firstDay, lastDay }: DatasetSummary): number {
  const start = dayNumber(firstDay);
  return storedRows({ start, days: dayNumber(lastDay) - start + 1 }).length;
}

/** What stands, if it was made from the dataset as it is, by the rules as they are; no market needs to be read for that. */
async function standing(dataset: DatasetSummary): Promise<ScoreSummary | null> {
  const state = await readScoreState(dataset.id);
  if (!state) return null;
  const codes = await readFeatureCodes(state.featureSetId);
  const inputHash = scoresInputHash(dataset.contentHash, featureSetHash(codes.map((code) => ({ code }))));
  if (state.inputHash !== inputHash) return null;
  return { inputHash, unchanged: true, scored: 0, days: daysKept(dataset), graded: state.graded };
}

async function scoreAndStore(reading: MarketReading, options: ScoreOptions): Promise<ScoreSummary> {
  const { dataset, panel } = reading;
  const report = (fraction: number, detail: string) => options.onProgress?.(fraction, detail);
  report(0.07, 'what changed');
  const market = createMarketView(panel);
  const fed = fedFeatures(market);
  const featureSet = featureSetHash(fed);
  const inputHash = scoresInputHash(dataset.contentHash, featureSet);
  return storingResults('scores', dataset.id, async (client) => {
    const stands = options.force ? null : await standing(dataset);
    if (stands) return stands;
    const plan = await planScores(client, reading, market, featureSet, options.force === true);
    const featureSetId = await ensureFeatureSet(client, featureSet, fed.map((feature) => feature.code));
    const graded = await saveScores({ client, datasetId: dataset.id, market, fed, featureSetId, plan, report });
    await saveScoreState(client, dataset.id, { featureSetId, inputHash, lastDay: dataset.lastDay, graded });
    await settleDirtyDays(client, dataset.id, dataset.contentHash);
    return { inputHash, unchanged: false, scored: panel.days - plan.start.row, days: daysKept(dataset), graded };
  });
}

/**
 * Scores a dataset: features and grades of the last 400 days and of every determination day before, anomalies of all days, the screener's
 * figures of the last. Of a live dataset only what changed is scored, from the first day whose facts did, to the same bytes as a whole run
 * would store (see README). One transaction, so readers see the old scores until the new ones are whole, and a run that was killed leaves
 * nothing behind; facts stored meanwhile wait for the next run. The same inputs are not scored twice.
 */
export async function computeScores(datasetId: number, options: ScoreOptions = {}): Promise<ScoreSummary> {
  const dataset = await readDataset(datasetId);
  if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
  const stands = options.force ? null : await standing(dataset);
  if (stands) {
    await storingResults('scores', datasetId, (client) => settleDirtyDays(client, datasetId, dataset.contentHash));
    return stands;
  }
  options.onProgress?.(0, 'reading the market');
  return scoreAndStore(await readMarket(datasetId), options);
}
