import 'server-only';
import { createHash } from 'node:crypto';
import type { Asset } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { readDataset, type DatasetSummary } from '@/lib/data/dataset';
import { listAssets } from '@/lib/data/dataset-assets';
import { readPanel } from '@/lib/data/panel';
import { readingSnapshot } from '@/lib/data/read-snapshot';
import { readDayChanges, type DayChanges } from '@/lib/data/score-store';

/** A market as it stood at one moment, for computations. */
export interface MarketReading {
  readonly dataset: DatasetSummary;
  readonly panel: MarketPanel;
  readonly changes: DayChanges;
}

/** Scores, then indices, read the same market minutes apart; after that its memory is better used elsewhere. */
const KEPT_MS = 300_000;

/** The last panel that was read, where nothing has changed since. One only: a market of thousands of assets takes some hundred megabytes. */
let kept: { readonly key: string; readonly panel: MarketPanel } | null = null;
let timer: NodeJS.Timeout | undefined;

function keep(key: string, panel: MarketPanel): MarketPanel {
  kept = { key, panel };
  clearTimeout(timer);
  timer = setTimeout(releaseMarket, KEPT_MS).unref();
  return panel;
}

/** Lets go of the panel that is kept for the next computation. */
export function releaseMarket(): void {
  kept = null;
}

/** Facts by the content hash; descriptions as they are, since an ending may change without a fact. */
function keyOf(dataset: DatasetSummary, assets: readonly Asset[]): string {
  return createHash('sha256').update(JSON.stringify([dataset.id, dataset.contentHash, dataset.firstDay, dataset.lastDay, assets])).digest('hex');
}

/** Reads a dataset with its panel from one snapshot of the database, so that whatever is stored meanwhile is either in all of it or in none. */
export async function readMarket(datasetId: number): Promise<MarketReading> {
  return readingSnapshot(async (client) => {
    const dataset = await readDataset(datasetId, client);
    if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
    const assets = await listAssets(datasetId, client);
    const key = keyOf(dataset, assets);
    if (kept?.key !== key) releaseMarket();
    const panel = kept?.panel ?? (await readPanel(client, dataset, assets));
    return { dataset, panel: keep(key, panel), changes: await readDayChanges(client, datasetId) };
  });
}
