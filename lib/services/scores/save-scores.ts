import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import type { Feature } from '@/lib/domain/features/feature';
import { FEATURES } from '@/lib/domain/features/registry';
import type { MarketView } from '@/lib/domain/features/view';
import { excludedUntil } from '@/lib/domain/scores/anomalies';
import { storedRows } from '@/lib/domain/scores/required-days';
import { scoreMarket, type ScoredRow } from '@/lib/domain/scores/score-market';
import { monthForests, monthStart, type MonthForest } from '@/lib/domain/scores/unusual';
import { saveSnapshots } from '@/lib/data/asset-snapshots';
import { readAnomalyKinds, saveAnomalies, saveFeatureRows, saveGradeRows, type AnomalyRecord, type FoundAnomaly } from '@/lib/data/scores';
import { anomalyRecords, featureRecords, gradeRecords, snapshotRecords } from './score-records';
import type { ScorePlan } from './score-plan';

export interface ScoreRun {
  readonly client: PoolClient;
  readonly datasetId: number;
  readonly market: MarketView;
  readonly fed: readonly Feature[];
  readonly featureSetId: number;
  readonly plan: ScorePlan;
  readonly report: (fraction: number, detail: string) => void;
}

/** Rows go to the database in batches: one COPY a day would spend its time on round trips, one in all its memory. */
const BATCH_ROWS = 12_000;
/** Assets between two breaths. */
const BREATH_ASSETS = 200;

interface Batch {
  readonly features: ReturnType<typeof featureRecords>[];
  readonly grades: ReturnType<typeof gradeRecords>[];
}

async function saveBatch({ client, datasetId, featureSetId }: ScoreRun, count: number, batch: Batch): Promise<void> {
  await saveFeatureRows(client, datasetId, featureSetId, count, batch.features.flatMap((records) => [...records]));
  await saveGradeRows(client, datasetId, batch.grades.flatMap((records) => [...records]));
}

/** Rows on their way: one batch is written while the next days are scored. */
class Writing {
  private batch: Batch = { features: [], grades: [] };
  private pending: Promise<void> = Promise.resolve();

  constructor(private readonly run: ScoreRun, private readonly stored: readonly number[]) {}

  async add({ market, plan }: ScoreRun, scored: ScoredRow): Promise<void> {
    this.batch.features.push(featureRecords(market, scored, this.stored));
    this.batch.grades.push(gradeRecords(market, scored, plan.hashAt(scored.row)));
    if (this.batch.grades.length * market.panel.assets.length >= BATCH_ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    await this.pending;
    const { batch } = this;
    this.batch = { features: [], grades: [] };
    this.pending = saveBatch(this.run, this.stored.length, batch);
    this.pending.catch(() => undefined);
  }

  /** Waits for what is on its way, so that nothing is sent after the transaction. */
  async settle(): Promise<void> {
    await this.pending;
  }
}

/** Scores from the plan's row on and stores what is kept; every day is scored, since ratings remember. The worker breathes after each. Returns the last row. */
export async function saveGrades(run: ScoreRun): Promise<ScoredRow | null> {
  const { market, fed, plan } = run;
  const { panel } = market;
  const required = new Set(storedRows(panel));
  const writing = new Writing(run, fed.map((feature) => FEATURES.indexOf(feature)));
  const days = panel.days - plan.start.row;
  let last: ScoredRow | null = null;
  try {
    for (const scored of scoreMarket(market, fed, plan.start)) {
      last = scored;
      if (required.has(scored.row)) await writing.add(run, scored);
      run.report(0.1 + (0.8 * (scored.row + 1 - plan.start.row)) / days, `grades to ${dayFromNumber(panel.start + scored.row)}`);
      await nextTurn();
    }
    await writing.flush();
  } finally {
    await writing.settle();
  }
  return last;
}

/** Grows the forests of every month from a row on, breathing between them. */
async function growForests(market: MarketView, from: number): Promise<(row: number) => MonthForest | null> {
  const forestOf = monthForests(market);
  for (let row = market.panel.days - 1; row >= from; row = monthStart(market.panel.start, row) - 1) {
    forestOf(row);
    await nextTurn();
  }
  return forestOf;
}

/** Stores the anomalies from the plan's row on and the last day's figures, which show those of two weeks. */
export async function saveRest(run: ScoreRun, last: ScoredRow): Promise<void> {
  const { market, client, datasetId, plan } = run;
  const { panel } = market;
  run.report(0.9, 'anomalies');
  const { row } = plan.start;
  const forestOf = await growForests(market, row);
  // What was found before that row still stands as it is stored.
  const earlier = await readAnomalyKinds(client, datasetId, dayFromNumber(panel.start + Math.min(row, panel.days - 1 - excludedUntil(0))), dayFromNumber(panel.start + row));
  const anomalies = new Map<string, readonly FoundAnomaly[]>();
  const found: AnomalyRecord[] = [];
  for (const [position, asset] of panel.assets.entries()) {
    const own = anomalyRecords(market, market.view(position), row, forestOf);
    found.push(...own);
    anomalies.set(asset.id, [...(earlier.get(asset.id) ?? []), ...own]);
    if (position % BREATH_ASSETS === 0) await nextTurn();
  }
  await saveAnomalies(client, datasetId, found);
  run.report(0.97, 'latest figures');
  await saveSnapshots(client, datasetId, snapshotRecords(market, last, anomalies));
}
