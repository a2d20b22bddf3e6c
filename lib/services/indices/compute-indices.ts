import 'server-only';
import { readDataset } from '@/lib/data/dataset';
import { clearIndices, readIndexHashes, replacingIndices, saveEvents, saveLevels, saveMethodologies, saveRegimes, saveState, type MethodologyRecord } from '@/lib/data/indices';
import { loadPanel } from '@/lib/data/panel';
import { readScoreState } from '@/lib/data/scores';
import { marketLevels } from '@/lib/domain/indices/benchmarks';
import { availableData, missingData } from '@/lib/domain/indices/data-needs';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import type { DataNeed, Methodology } from '@/lib/domain/indices/methodology';
import { runIndex, type IndexInputs } from '@/lib/domain/indices/run-index';
import { computeRegimes } from '@/lib/domain/market/regime';
import { loadGradeSource } from '@/lib/services/scores/load-grade-source';
import { indexInputHash, methodologyHash } from './input-hash';
import { liveRecords, regimeRecords, thinUniverse, waitingState } from './index-records';

type Client = Parameters<typeof saveState>[0];

export interface IndexOptions {
  readonly onProgress?: (fraction: number, detail?: string) => void;
  /** Computes although the same inputs made what is stored. */
  readonly force?: boolean;
}

export interface IndexSummary {
  readonly unchanged: boolean;
  readonly live: number;
  readonly waiting: number;
}

interface Run {
  readonly client: Client;
  readonly datasetId: number;
  readonly inputs: IndexInputs;
  readonly market: Float64Array;
  readonly available: ReadonlySet<DataNeed>;
  readonly hashOf: (methodology: Methodology) => string;
}

function methodologyRecords(): MethodologyRecord[] {
  return METHODOLOGIES.map((methodology, i) => ({
    slug: methodology.slug, version: methodology.version, name: methodology.name, tier: methodology.tier, tags: methodology.tags,
    position: i + 1, definition: methodology, hash: methodologyHash(methodology),
  }));
}

/** Computes and stores one index; whether it is live. */
async function computeOne(run: Run, methodology: Methodology): Promise<boolean> {
  const { client, datasetId } = run;
  const inputHash = run.hashOf(methodology);
  const missing = missingData(methodology, run.available);
  const found = missing.length > 0 ? null : runIndex(methodology, run.inputs);
  if (found?.ok) {
    const { levels, events, state } = liveRecords(run.inputs.panel, methodology, found.value, run.market, inputHash);
    await saveLevels(client, datasetId, levels);
    await saveEvents(client, { datasetId, slug: methodology.slug, version: methodology.version, inputHash }, events);
    await saveState(client, datasetId, state);
    return true;
  }
  await saveState(client, datasetId, waitingState(methodology, found ? [thinUniverse(found)] : missing, inputHash));
  return false;
}

/**
 * Computes every index of the catalogue over a dataset's whole history, with the market's regimes. One transaction; the same market, grades
 * and rules are not computed twice, so a run that was killed starts over and a repeated one costs nothing.
 */
export async function computeIndices(datasetId: number, options: IndexOptions = {}): Promise<IndexSummary> {
  const report = (fraction: number, detail: string): void => options.onProgress?.(fraction, detail);
  const dataset = await readDataset(datasetId);
  if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
  const scoresHash = (await readScoreState(datasetId))?.inputHash ?? 'no scores';
  const hashOf = (methodology: Methodology): string => indexInputHash(methodology, dataset.contentHash, scoresHash);
  const stored = await readIndexHashes(datasetId);
  const unchanged = stored.size === METHODOLOGIES.length && METHODOLOGIES.every((methodology) => stored.get(methodology.slug) === hashOf(methodology));
  if (unchanged && !options.force) return { unchanged, live: 0, waiting: 0 };
  report(0, 'reading the market');
  const panel = await loadPanel(datasetId);
  const grades = await loadGradeSource(datasetId, panel);
  report(0.1, 'the market and its regimes');
  const market = marketLevels(panel, grades);
  const readings = computeRegimes(market);
  return replacingIndices(datasetId, async (client) => {
    const run: Run = { client, datasetId, market, available: availableData(panel), hashOf, inputs: { panel, grades, regimes: readings.map(({ regime }) => regime) } };
    await clearIndices(client, datasetId);
    await saveMethodologies(client, methodologyRecords());
    await saveRegimes(client, datasetId, regimeRecords(panel, readings));
    let live = 0;
    for (const [i, methodology] of METHODOLOGIES.entries()) {
      report(0.2 + (0.8 * i) / METHODOLOGIES.length, methodology.slug);
      live += (await computeOne(run, methodology)) ? 1 : 0;
    }
    return { unchanged: false, live, waiting: METHODOLOGIES.length - live };
  });
}
