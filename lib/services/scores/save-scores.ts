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
import { saveSnapshots } from '@/lib/data/asset-snapshots';
import { readAnomalyKinds, saveAnomalies, saveFeatureRows, saveGradeRows, type AnomalyRecord, type FoundAnomaly } from '@/lib/data/scores';
import { clearScores, trimScores } from '@/lib/data/score-store';
import { growForests } from './month-forests';
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

/** Rows on their way: one batch is written while the next days are scored. The first waits for `cleared`, the removal of what stood there. */
class Writing {
  private batch: Batch = { features: [], grades: [] };
  private pending: Promise<void>;

  constructor(private readonly run: ScoreRun, private readonly stored: readonly number[], cleared: Promise<void>) {
    this.pending = cleared;
    this.pending.catch(() => undefined);
  }

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

/** Scores from the plan's row on and sends off what is kept; every day is scored, since ratings remember. The worker breathes after each. Returns the last row. */
async function scoreDays(run: ScoreRun, writing: Writing): Promise<ScoredRow | null> {
  const { market, fed, plan } = run;
  const { panel } = market;
  const required = new Set(storedRows(panel));
  const days = panel.days - plan.start.row;
  let last: ScoredRow | null = null;
  for (const scored of scoreMarket(market, fed, plan.start)) {
    last = scored;
    if (required.has(scored.row)) await writing.add(run, scored);
    run.report(0.1 + (0.8 * (scored.row + 1 - plan.start.row)) / days, `grades to ${dayFromNumber(panel.start + scored.row)}`);
    await nextTurn();
  }
  await writing.flush();
  return last;
}

/** Anomalies of every asset, by id; those found before the plan's row are told by `earlier`. */
async function findAnomalies({ market, datasetId, plan }: ScoreRun, earlier: ReadonlyMap<string, readonly FoundAnomaly[]>) {
  const forestOf = await growForests(market, datasetId, plan);
  const anomalies = new Map<string, readonly FoundAnomaly[]>();
  const found: AnomalyRecord[] = [];
  for (const [position, asset] of market.panel.assets.entries()) {
    const own = anomalyRecords(market, market.view(position), plan.start.row, forestOf);
    found.push(...own);
    anomalies.set(asset.id, [...(earlier.get(asset.id) ?? []), ...own]);
    if (position % BREATH_ASSETS === 0) await nextTurn();
  }
  return { anomalies, found };
}

/** The kinds of anomalies that were found before the plan's row and still stand as they are stored, of the days that the last one shows. */
function readEarlier({ market: { panel }, client, datasetId, plan }: ScoreRun): Promise<Map<string, FoundAnomaly[]>> {
  const { row } = plan.start;
  return readAnomalyKinds(client, datasetId, dayFromNumber(panel.start + Math.min(row, panel.days - 1 - excludedUntil(0))), dayFromNumber(panel.start + row));
}

/**
 * Computes and stores what the plan asks for; how many assets are graded on the last day. The database is kept busy meanwhile: it removes the old
 * rows while the features are computed, and takes the new ones while anomalies are sought.
 */
export async function saveScores(run: ScoreRun): Promise<number> {
  const { market, client, datasetId, plan, fed } = run;
  const earlier = await readEarlier(run);
  run.report(0.1, 'features');
  const cleared = plan.start.row === 0 ? clearScores(client, datasetId) : trimScores(client, datasetId, market.panel.start + plan.start.row, plan.leaving);
  const writing = new Writing(run, fed.map((feature) => FEATURES.indexOf(feature)), cleared);
  try {
    const last = await scoreDays(run, writing);
    if (!last) return 0;
    run.report(0.9, 'anomalies');
    const { anomalies, found } = await findAnomalies(run, earlier);
    run.report(0.97, 'latest figures');
    const snapshots = snapshotRecords(market, last, anomalies);
    run.report(0.98, 'storing');
    await writing.settle();
    await saveAnomalies(client, datasetId, found);
    await saveSnapshots(client, datasetId, snapshots);
    return last.universe.members.length;
  } finally {
    await writing.settle();
  }
}
