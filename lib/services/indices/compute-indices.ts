import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readDataset } from '@/lib/data/dataset';
import { clearStates, readIndexHashes, saveEvents, saveLevels, saveMethodologies, saveRegimes, saveState, stageIndices, storeStaged, type MethodologyRecord } from '@/lib/data/indices';
import { storingResults } from '@/lib/data/score-store';
import { readFeatureCodes, readScoreState } from '@/lib/data/scores';
import { marketLevels } from '@/lib/domain/indices/benchmarks';
import { availableData, missingData } from '@/lib/domain/indices/data-needs';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import type { DataNeed, Methodology } from '@/lib/domain/indices/methodology';
import { runIndex, type IndexInputs } from '@/lib/domain/indices/run-index';
import { computeRegimes } from '@/lib/domain/market/regime';
import { featureSetHash } from '@/lib/services/scores/input-hash';
import { loadGradeSource } from '@/lib/services/scores/load-grade-source';
import { readMarket } from '@/lib/services/scores/read-market';
import { eventHashes, type EventHash } from './event-hashes';
import { forecastIdentity } from './forecast-identity';
import { indexInputHash, methodologyHash } from './input-hash';
import { liveRecords, regimeRecords, thinUniverse, waitingState } from './index-records';

type Client = Parameters<typeof saveState>[0];
type Report = (fraction: number, detail: string) => void;

/** Stands for scores where there are none. */
const NO_SCORES = 'no scores';

export interface IndexOptions {
  readonly onProgress?: (fraction: number, detail?: string) => void;
  /** Computes although the same inputs made what is stored. */
  readonly force?: boolean;
}

export interface IndexSummary {
  readonly unchanged: boolean;
  readonly live: number;
  readonly waiting: number;
  /** Stored days (levels, events, regimes) that came out otherwise than before. */
  readonly changed: number;
}

interface Run {
  readonly client: Client;
  readonly datasetId: number;
  readonly inputs: IndexInputs;
  readonly market: Float64Array;
  readonly available: ReadonlySet<DataNeed>;
  readonly hashOf: (methodology: Methodology) => string;
  readonly eventHash: EventHash;
}

function methodologyRecords(): MethodologyRecord[] {
  return METHODOLOGIES.map((methodology, i) => ({
    slug: methodology.slug, version: methodology.version, name: methodology.name, tier: methodology.tier, tags: methodology.tags,
    position: i + 1, definition: methodology, hash: methodologyHash(methodology),
  }));
}

/** Computes one index and stages it; whether it is live. */
async function computeOne(run: Run, methodology: Methodology): Promise<boolean> {
  const { client, datasetId } = run;
  const inputHash = run.hashOf(methodology);
  const missing = missingData(methodology, run.available);
  const found = missing.length > 0 ? null : runIndex(methodology, run.inputs);
  if (found?.ok) {
    const { levels, events, state } = liveRecords(run.inputs.panel, methodology, found.value, run.market, { inputHash, eventHash: run.eventHash });
    await saveLevels(client, datasetId, levels);
    await saveEvents(client, { datasetId, slug: methodology.slug, version: methodology.version }, events);
    await saveState(client, datasetId, state);
    return true;
  }
  await saveState(client, datasetId, waitingState(methodology, found ? [thinUniverse(found)] : missing, inputHash));
  return false;
}

type Scores = Awaited<ReturnType<typeof readScoreState>>;

/** Reads market and grades, and computes what all indices share. */
async function prepare(datasetId: number, scores: Scores, hashOf: Run['hashOf'], report: Report): Promise<Omit<Run, 'client'> & { readings: ReturnType<typeof computeRegimes> }> {
  report(0, 'reading the market');
  const reading = await readMarket(datasetId);
  const { panel } = reading;
  const grades = await loadGradeSource(datasetId, panel, { determinationsOnly: true });
  const codes = scores ? await readFeatureCodes(scores.featureSetId) : [];
  const featureSet = featureSetHash(codes.map((code) => ({ code })));
  report(0.1, 'the market and its regimes');
  await nextTurn();
  const market = marketLevels(panel, grades);
  await nextTurn();
  const readings = computeRegimes(market);
  const inputs = { panel, grades, regimes: readings.map(({ regime }) => regime) };
  return { datasetId, market, readings, available: availableData(panel), hashOf, eventHash: eventHashes(reading, grades, featureSet, scores?.inputHash ?? NO_SCORES), inputs };
}

/**
 * Computes every index of the catalogue over a dataset's whole history, with the market's regimes, and writes the days that came out otherwise
 * than they are stored (see README). One transaction; the same market, grades and rules are not computed twice, so a run that was killed starts
 * over and a repeated one costs nothing. Indices wait where the newest day is not scored yet.
 */
export async function computeIndices(datasetId: number, options: IndexOptions = {}): Promise<IndexSummary> {
  const report: Report = (fraction, detail) => options.onProgress?.(fraction, detail);
  const dataset = await readDataset(datasetId);
  if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
  const [scores, forecasts] = await Promise.all([readScoreState(datasetId), forecastIdentity(datasetId)]);
  const hashOf = (methodology: Methodology): string => indexInputHash(methodology, dataset.contentHash, scores?.inputHash ?? NO_SCORES, forecasts);
  const stored = await readIndexHashes(datasetId);
  const unchanged = stored.size === METHODOLOGIES.length && METHODOLOGIES.every((methodology) => stored.get(methodology.slug) === hashOf(methodology));
  const waits = scores !== null && scores.lastDay !== dataset.lastDay;
  if ((unchanged && !options.force) || waits) return { unchanged: true, live: 0, waiting: 0, changed: 0 };
  const { readings, ...prepared } = await prepare(datasetId, scores, hashOf, report);
  return storingResults('indices', datasetId, async (client) => {
    const run: Run = { ...prepared, client };
    await stageIndices(client);
    await clearStates(client, datasetId);
    await saveMethodologies(client, methodologyRecords());
    await saveRegimes(client, datasetId, regimeRecords(run.inputs.panel, readings));
    let live = 0;
    for (const [i, methodology] of METHODOLOGIES.entries()) {
      report(0.2 + (0.8 * i) / METHODOLOGIES.length, methodology.slug);
      await nextTurn();
      live += (await computeOne(run, methodology)) ? 1 : 0;
    }
    return { unchanged: false, live, waiting: METHODOLOGIES.length - live, changed: await storeStaged(client, datasetId) };
  });
}
