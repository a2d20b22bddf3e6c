import 'server-only';
import type { PoolClient } from 'pg';
import { dayNumber } from '@/lib/domain/foundation/iso-day';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { Asset } from '@/lib/domain/market/asset';
import type { Columns, MarketPanel } from '@/lib/domain/market/panel';
import { copyBinaryOn } from './copy-binary';
import { readDataset, type DatasetSummary } from './dataset';
import { listAssets } from './dataset-assets';
import { readingSnapshot } from './read-snapshot';

interface Frame {
  readonly client: PoolClient;
  /** Whole number, so that it may stand in a query as text. */
  readonly datasetId: number;
  readonly assets: readonly Asset[];
  readonly start: number;
  readonly days: number;
  /** The column of an asset without any value: shared, never written. */
  readonly blank: Float64Array;
}

/** Columns that are made when an asset has its first value; the rest share the blank one. */
class ColumnSet {
  readonly columns: Float64Array[];
  constructor(private readonly frame: Frame) {
    this.columns = frame.assets.map(() => frame.blank);
  }

  set(asset: number, row: number, value: number): void {
    if (Number.isNaN(value) || row < 0 || row >= this.frame.days) return;
    let column = this.columns[asset] as Float64Array;
    if (column === this.frame.blank) {
      column = new Float64Array(this.frame.days).fill(Number.NaN);
      this.columns[asset] = column;
    }
    column[row] = value;
  }
}

/** A day as a number of days since 1970-01-01. */
const DAY = `f.day - date '1970-01-01'`;

/** The position of an asset in the panel, as `listAssets` orders them. */
function positions(frame: Frame): string {
  return `(SELECT asset_id, (row_number() OVER (ORDER BY asset_id COLLATE "C") - 1)::integer AS position
    FROM dataset_asset WHERE dataset_id = ${frame.datasetId} AND first_day IS NOT NULL) AS p`;
}

const DAILY_COLUMNS = ['close', 'traded_value', 'market_cap', 'circulating_supply', 'high', 'low'] as const;

async function loadDaily(frame: Frame): Promise<Record<(typeof DAILY_COLUMNS)[number], Columns>> {
  const byName = { close: new ColumnSet(frame), traded_value: new ColumnSet(frame), market_cap: new ColumnSet(frame), circulating_supply: new ColumnSet(frame), high: new ColumnSet(frame), low: new ColumnSet(frame) };
  const sets = DAILY_COLUMNS.map((name) => byName[name]);
  const values = DAILY_COLUMNS.map((name) => `f.${name}::float8`).join(', ');
  await copyBinaryOn(frame.client, `SELECT p.position, ${DAY}, ${values} FROM daily_fact AS f JOIN ${positions(frame)} USING (asset_id) WHERE f.dataset_id = ${frame.datasetId}`, (row) => {
    const asset = row.integer(0);
    const day = row.integer(1) - frame.start;
    for (let index = 0; index < sets.length; index += 1) sets[index]?.set(asset, day, row.float(index + 2));
  });
  return {
    close: byName.close.columns, traded_value: byName.traded_value.columns, market_cap: byName.market_cap.columns,
    circulating_supply: byName.circulating_supply.columns, high: byName.high.columns, low: byName.low.columns,
  };
}

async function loadMetrics(frame: Frame): Promise<ReadonlyMap<string, Columns>> {
  const sets = new Map<string, ColumnSet>();
  await copyBinaryOn(frame.client, `SELECT p.position, ${DAY}, f.value::float8, f.metric FROM metric_fact AS f JOIN ${positions(frame)} USING (asset_id) WHERE f.dataset_id = ${frame.datasetId}`, (row) => {
    const metric = row.text(3);
    let set = sets.get(metric);
    if (!set) sets.set(metric, (set = new ColumnSet(frame)));
    set.set(row.integer(0), row.integer(1) - frame.start, row.float(2));
  });
  return new Map([...sets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, set]) => [name, set.columns]));
}

async function loadSeries(frame: Frame): Promise<ReadonlyMap<string, Float64Array>> {
  const series = new Map<string, Float64Array>();
  await copyBinaryOn(frame.client, `SELECT ${DAY}, f.value::float8, f.metric FROM market_fact AS f WHERE f.dataset_id = ${frame.datasetId} ORDER BY f.metric COLLATE "C"`, (row) => {
    const day = row.integer(0) - frame.start;
    if (day < 0 || day >= frame.days) return;
    const metric = row.text(2);
    let values = series.get(metric);
    if (!values) series.set(metric, (values = new Float64Array(frame.days).fill(Number.NaN)));
    values[day] = row.float(1);
  });
  return series;
}

/**
 * The panel of a dataset and its assets as one client sees them: one scan a table, numbers straight into typed arrays. Columns without a
 * value are one shared array: treat the panel as read-only.
 */
export async function readPanel(client: PoolClient, dataset: DatasetSummary, assets: readonly Asset[]): Promise<MarketPanel> {
  invariant(Number.isInteger(dataset.id), 'a dataset id is a whole number');
  const start = dayNumber(dataset.firstDay);
  const days = dayNumber(dataset.lastDay) - start + 1;
  const frame: Frame = { client, datasetId: dataset.id, assets, start, days, blank: new Float64Array(days).fill(Number.NaN) };
  const daily = await loadDaily(frame);
  const metrics = await loadMetrics(frame);
  const series = await loadSeries(frame);
  return {
    assets, start, days, metrics, series,
    close: daily.close, tradedValue: daily.traded_value, marketCap: daily.market_cap, circulatingSupply: daily.circulating_supply,
    high: daily.high, low: daily.low,
  };
}

/** Loads a whole dataset as a panel, from one snapshot of the database. */
export async function loadPanel(datasetId: number): Promise<MarketPanel> {
  return readingSnapshot(async (client) => {
    const dataset = await readDataset(datasetId, client);
    if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
    return readPanel(client, dataset, await listAssets(datasetId, client));
  });
}
