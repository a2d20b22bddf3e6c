import 'server-only';
import type { PoolClient } from 'pg';
import { dayFromNumber, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { Asset } from '@/lib/domain/market/asset';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { copyBinaryOn } from './copy-binary';
import { readDataset, type DatasetSummary } from './dataset';
import { listAssets } from './dataset-assets';
import { PanelColumns, placesIn, type KnownPanel } from './panel-columns';
import { readingSnapshot } from './read-snapshot';

interface Frame {
  readonly client: PoolClient;
  /** Whole number, so that it may stand in a query as text. */
  readonly datasetId: number;
  readonly start: number;
  readonly days: number;
  /** Which facts are read, as text of a condition: whole numbers only. */
  readonly where: string;
}

/** A day as a number of days since 1970-01-01. */
const DAY = `f.day - date '1970-01-01'`;

/** The position of an asset in the panel, as `listAssets` orders them. */
function positions(frame: Frame): string {
  return `(SELECT asset_id, (row_number() OVER (ORDER BY asset_id COLLATE "C") - 1)::integer AS position
    FROM dataset_asset WHERE dataset_id = ${frame.datasetId} AND first_day IS NOT NULL) AS p`;
}

const DAILY_COLUMNS = ['close', 'traded_value', 'market_cap', 'circulating_supply', 'high', 'low'] as const;
type DailyColumn = (typeof DAILY_COLUMNS)[number];

async function loadDaily(frame: Frame, byName: Readonly<Record<DailyColumn, PanelColumns>>): Promise<void> {
  const sets = DAILY_COLUMNS.map((name) => byName[name]);
  const values = DAILY_COLUMNS.map((name) => `f.${name}`).join(', ');
  await copyBinaryOn(frame.client, `SELECT p.position, ${DAY}, ${values} FROM daily_fact AS f JOIN ${positions(frame)} USING (asset_id) WHERE ${frame.where}`, (row) => {
    const asset = row.integer(0);
    const day = row.integer(1) - frame.start;
    for (let index = 0; index < sets.length; index += 1) sets[index]?.set(asset, day, row.decimal(index + 2));
  });
}

async function loadMetrics(frame: Frame, setOf: (metric: string) => PanelColumns): Promise<void> {
  await copyBinaryOn(frame.client, `SELECT p.position, ${DAY}, f.value, f.metric FROM metric_fact AS f JOIN ${positions(frame)} USING (asset_id) WHERE ${frame.where}`, (row) => {
    setOf(row.text(3)).set(row.integer(0), row.integer(1) - frame.start, row.decimal(2));
  });
}

async function loadSeries(frame: Frame, valuesOf: (name: string) => Float64Array): Promise<void> {
  await copyBinaryOn(frame.client, `SELECT ${DAY}, f.value, f.metric FROM market_fact AS f WHERE ${frame.where}`, (row) => {
    const day = row.integer(0) - frame.start;
    if (day >= 0 && day < frame.days) valuesOf(row.text(2))[day] = row.decimal(1);
  });
}

function byName<T>(named: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1));
}

function hasAny(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row += 1) if (!Number.isNaN(column[row])) return true;
  return false;
}

/**
 * The panel of a dataset and its assets as one client sees them: one scan a table, numbers straight into typed arrays. Columns without a
 * value are one shared array: treat the panel as read-only. Of a panel that is `known` the columns are taken over, and only its unread
 * days are read; facts after `until` are not read at all.
 */
export async function readPanel(client: PoolClient, dataset: DatasetSummary, assets: readonly Asset[], known?: KnownPanel, until?: IsoDay): Promise<MarketPanel> {
  invariant(Number.isInteger(dataset.id), 'a dataset id is a whole number');
  const start = dayNumber(dataset.firstDay);
  const days = dayNumber(dataset.lastDay) - start + 1;
  const only = known ? ` AND f.day = ANY ('{${known.unread.map(dayFromNumber).join(',')}}'::date[])` : '';
  const before = until === undefined ? '' : ` AND f.day <= '${dayFromNumber(dayNumber(until))}'::date`;
  const frame: Frame = { client, datasetId: dataset.id, start, days, where: `f.dataset_id = ${dataset.id}${only}${before}` };
  const blank = new Float64Array(days).fill(Number.NaN);
  const shape = { assets, start, days, blank };
  const old = known?.panel;
  const places = old ? placesIn(old, assets) : new Int32Array(0);
  const of = (columns: MarketPanel['close'] | undefined) => new PanelColumns(shape, known && { ...known, columns: columns ?? [], places });
  const daily = { close: of(old?.close), traded_value: of(old?.tradedValue), market_cap: of(old?.marketCap), circulating_supply: of(old?.circulatingSupply), high: of(old?.high), low: of(old?.low) };
  await loadDaily(frame, daily);
  const metrics = new Map(byName(old?.metrics ?? new Map<string, Float64Array[]>()).map(([name, columns]) => [name, of(columns)]));
  await loadMetrics(frame, (name) => {
    const set = metrics.get(name) ?? of(undefined);
    metrics.set(name, set);
    return set;
  });
  const series = new Map<string, Float64Array>();
  await loadSeries({ ...frame, where: `f.dataset_id = ${dataset.id}` }, (name) => {
    const values = series.get(name) ?? blank.slice();
    series.set(name, values);
    return values;
  });
  return {
    assets, start, days, series: new Map(byName(series)),
    metrics: new Map(byName(metrics).map(([name, set]) => [name, set.finish()] as const).filter(([, columns]) => columns.some((column) => column !== blank && hasAny(column)))),
    close: daily.close.finish(), tradedValue: daily.traded_value.finish(), marketCap: daily.market_cap.finish(),
    circulatingSupply: daily.circulating_supply.finish(), high: daily.high.finish(), low: daily.low.finish(),
  };
}

/** Loads a dataset as a panel, from one snapshot of the database: all of it, or its days up to `until`, without reading those after it. */
export async function loadPanel(datasetId: number, until?: IsoDay): Promise<MarketPanel> {
  return readingSnapshot(async (client) => {
    const dataset = await readDataset(datasetId, client);
    if (!dataset) throw new Error(`No dataset ${datasetId}, or nothing imported into it`);
    const lastDay = until !== undefined && until < dataset.lastDay ? until : dataset.lastDay;
    return readPanel(client, { ...dataset, lastDay }, await listAssets(datasetId, client), undefined, until);
  });
}
