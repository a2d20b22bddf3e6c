import 'server-only';
import { createHash } from 'node:crypto';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import type { Asset } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { readDataset, type DatasetSummary } from '@/lib/data/dataset';
import { listAssets } from '@/lib/data/dataset-assets';
import { readPanel } from '@/lib/data/panel';
import { countOwnColumns, type KnownPanel } from '@/lib/data/panel-columns';
import { readingSnapshot } from '@/lib/data/read-snapshot';
import { readDayChanges, type DayChanges } from '@/lib/data/score-store';

/** A market as it stood at one moment, for computations. */
export interface MarketReading {
  readonly dataset: DatasetSummary;
  readonly panel: MarketPanel;
  readonly changes: DayChanges;
}

/** Scores, then indices, read the same market minutes apart; after that the memory of a market that does not change is better used elsewhere. */
const KEPT_MS = 300_000;
/** A live market is kept until well after its next day, and then read but for what changed. */
const KEPT_LIVE_MS = 30 * 3_600_000;
/** A live market of more cells than this (of eight bytes) goes like another one: some 6,000 assets over three years. */
const KEPT_LIVE_CELLS = 40_000_000;
/** Beyond so many changed days it is cheaper to read all. */
const MOST_UNREAD_DAYS = 40;

interface Kept {
  readonly key: string;
  readonly datasetId: number;
  readonly panel: MarketPanel;
  readonly digests: DayChanges['digests'];
}

/** The last panel that was read. One only: a market of thousands of assets takes some hundred megabytes. */
let kept: Kept | null = null;
let timer: NodeJS.Timeout | undefined;

function keep(reading: Kept): MarketPanel {
  kept = reading;
  clearTimeout(timer);
  const stays = reading.digests.size > 0 && countOwnColumns(reading.panel) * reading.panel.days <= KEPT_LIVE_CELLS;
  timer = setTimeout(releaseMarket, stays ? KEPT_LIVE_MS : KEPT_MS).unref();
  return reading.panel;
}

/** Lets go of the panel that is kept for the next computation. */
export function releaseMarket(): void {
  kept = null;
}

/** Facts by the content hash; descriptions as they are, since an ending may change without a fact. */
function keyOf(dataset: DatasetSummary, assets: readonly Asset[]): string {
  return createHash('sha256').update(JSON.stringify([dataset.id, dataset.contentHash, dataset.firstDay, dataset.lastDay, assets])).digest('hex');
}

/**
 * What is kept of a live market, with the days whose facts are not as they were: a day's digest covers all of its facts. Null where nothing is
 * kept of it, or too little of it still stands.
 */
function stillKnown(dataset: DatasetSummary, { digests }: DayChanges): KnownPanel | null {
  if (kept?.datasetId !== dataset.id || digests.size === 0) return null;
  const { panel, digests: before } = kept;
  const [first, last] = [dayNumber(dataset.firstDay), dayNumber(dataset.lastDay)];
  const unread = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((day) => !digests.has(day) || digests.get(day) !== before.get(day));
  return unread.length > MOST_UNREAD_DAYS ? null : { panel, unread };
}

/** Reads a dataset with its panel from one snapshot of the database, so that whatever is stored meanwhile is either in all of it or in none. */
export async function readMarket(datasetId: number): Promise<MarketReading> {
  return readingSnapshot(async (client) => {
    const dataset = await readDataset(datasetId, client);
    if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
    const assets = await listAssets(datasetId, client);
    const changes = await readDayChanges(client, datasetId);
    const key = keyOf(dataset, assets);
    if (kept?.key === key) return { dataset, panel: keep({ ...kept, digests: changes.digests }), changes };
    const known = stillKnown(dataset, changes);
    if (!known) releaseMarket();
    const panel = await readPanel(client, dataset, assets, known ?? undefined);
    return { dataset, panel: keep({ key, datasetId, panel, digests: changes.digests }), changes };
  });
}
