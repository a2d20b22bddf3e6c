import type { AssetView } from '../../../features/view';
import { growth, windowDeviation, windowMax, windowMean } from '../../../features/window';
import { CHANNEL_LIMIT, SCALE_DAYS, SEQUENCE_DAYS, SHORT_DAYS, WEEK_DAYS } from './rules';

/** What an asset's channels are made from, gathered once: columns by row, logarithms of metrics; null where the asset has none. */
interface Source {
  readonly view: AssetView;
  readonly logs: ReadonlyMap<string, Float64Array | null>;
}

interface Channel {
  /** For the model card. */
  readonly name: string;
  /** Among what moved a forecast: a code, and what it is the last 90 days of. */
  readonly code: string;
  readonly words: string;
}

/** Channels that are there or missing together; one more channel after them says which (1 present, 0 missing, the others then 0 too). */
interface ChannelGroup {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** Writes the group's values of a row; NaN where missing. */
  readonly read: (source: Source, row: number, out: Float64Array) => void;
}

const METRICS: readonly (readonly [group: string, metric: string, code: string])[] = [
  ['active addresses', 'AdrActCnt', 'activeAddresses'],
  ['transfers', 'TxTfrCnt', 'transfers'],
  ['value moved', 'TxTfrValAdjUSD', 'valueMoved'],
  ['fees', 'FeeTotUSD', 'fees'],
];

/** Key of the traded value beside the metrics. */
const TRADED = 'traded value';

/** Deviation of the returns before the row: what is usual for the asset. */
function usualMove(view: AssetView, row: number): number {
  const usual = windowDeviation(view.returns, row - 1, SCALE_DAYS);
  return usual > 0 ? usual : Number.NaN;
}

/** How far the row's value lies from the mean of those before it, in their deviations. */
function surprise(column: Float64Array | null | undefined, row: number): number {
  if (!column) return Number.NaN;
  const spread = windowDeviation(column, row - 1, SCALE_DAYS);
  return spread > 0 ? ((column[row] as number) - windowMean(column, row - 1, SCALE_DAYS)) / spread : Number.NaN;
}

function readPrice({ view }: Source, row: number, out: Float64Array): void {
  const usual = usualMove(view, row);
  out[0] = (view.returns[row] as number) / usual;
  out[1] = 2 * ((view.close[row] as number) / windowMax(view.close, row, SEQUENCE_DAYS) - 1);
  out[2] = Math.log(windowDeviation(view.returns, row, SHORT_DAYS) / windowDeviation(view.returns, row, SEQUENCE_DAYS));
  out[3] = Math.log1p(growth(view.close, row, WEEK_DAYS)) / (usual * Math.sqrt(WEEK_DAYS));
  out[4] = Math.log1p(growth(view.close, row, SHORT_DAYS)) / (usual * Math.sqrt(SHORT_DAYS));
}

const PRICE_CHANNELS: readonly Channel[] = [
  { name: 'return ÷ own deviation of 60 days before', code: 'return', words: 'daily returns' },
  { name: 'drawdown from the high of 90 days', code: 'drawdown', words: 'drawdown' },
  { name: 'deviation of 30 days against 90', code: 'volatility', words: 'volatility' },
  { name: 'return of 7 days ÷ own deviation', code: 'return7d', words: 'weekly returns' },
  { name: 'return of 30 days ÷ own deviation', code: 'return30d', words: 'monthly returns' },
];

const MARKET_GROUPS: readonly ChannelGroup[] = [
  { name: 'price', channels: PRICE_CHANNELS, read: readPrice },
  { name: 'against bitcoin', channels: [{ name: 'return less Bitcoin’s ÷ own deviation', code: 'againstBitcoin', words: 'returns less Bitcoin’s' }],
    read: ({ view }, row, out) => { out[0] = ((view.returns[row] as number) - (view.market.reference?.returns[row] ?? Number.NaN)) / usualMove(view, row); } },
  { name: 'traded value', channels: [{ name: 'log traded value against its 60 days before, in deviations', code: 'tradedValue', words: 'traded value' }],
    read: ({ logs }, row, out) => { out[0] = surprise(logs.get(TRADED), row); } },
  { name: 'turnover', channels: [{ name: 'log of traded value ÷ market cap', code: 'turnover', words: 'traded value ÷ market cap' }],
    read: ({ view }, row, out) => { out[0] = (Math.log((view.tradedValue[row] as number) / (view.marketCap[row] as number)) + 3) / 2; } },
  { name: 'range', channels: [{ name: 'log of high ÷ low, in own deviations', code: 'range', words: 'daily highs against lows' }],
    read: ({ view }, row, out) => { out[0] = Math.log((view.high[row] as number) / (view.low[row] as number)) / usualMove(view, row); } },
];

const CHAIN_GROUPS: readonly ChannelGroup[] = [
  ...METRICS.map(([name, metric, code]): ChannelGroup => ({
    name,
    channels: [{ name: `log ${metric} against its 60 days before, in deviations`, code, words: name }],
    read: ({ logs }, row, out) => { out[0] = surprise(logs.get(metric), row); },
  })),
  { name: 'market ÷ realised value', channels: [{ name: 'log CapMVRVCur', code: 'mvrv', words: 'market ÷ realised value' }],
    read: ({ logs }, row, out) => { out[0] = logs.get('CapMVRVCur')?.[row] ?? Number.NaN; } },
];

const GROUPS: readonly ChannelGroup[] = [...MARKET_GROUPS, ...CHAIN_GROUPS];

/** Names of a step's channels in their order, for the model card. Example: the first is the return, the sixth says whether there is a price. */
export const SEQUENCE_CHANNELS: readonly string[] = GROUPS.flatMap(({ name, channels }) => [...channels.map((channel) => channel.name), `${name} present`]);

/** What a channel is called among the reasons of a forecast. */
export interface ChannelReason {
  readonly code: string;
  /** As a reader is told. */
  readonly words: string;
}

const reasonOf = (code: string, words: string): ChannelReason => ({ code: `sequence.${code}`, words: `The last ${SEQUENCE_DAYS} days of ${words}` });

/**
 * Code and words of each channel's part in a forecast, in the channels' order. Whether a thing is known at all belongs to it, where it is one channel;
 * of the price, which is five, it is a reason of its own. Example: the first is `sequence.return`; fees and whether they are known are both `sequence.fees`.
 */
export const CHANNEL_REASONS: readonly ChannelReason[] = GROUPS.flatMap(({ name, channels }) => {
  const own = channels.map(({ code, words }) => reasonOf(code, words));
  return [...own, own.length === 1 ? (own[0] as ChannelReason) : reasonOf(`${name}Known`, `days with a ${name}`)];
});

function logColumn(column: Float64Array | null): Float64Array | null {
  return column && column.map((value) => (value > 0 ? Math.log(value) : Number.NaN));
}

function writeGroup(values: Float64Array, size: number, out: Float32Array, at: number): void {
  for (let i = 0; i < size; i += 1) if (!Number.isFinite(values[i])) return;
  for (let i = 0; i < size; i += 1) out[at + i] = Math.max(-CHANNEL_LIMIT, Math.min(CHANNEL_LIMIT, values[i] as number));
  out[at + size] = 1;
}

/**
 * The channels of one asset for the rows `from` … `to − 1`, row-major, each from what was known at its row's close: scaled by the asset's own
 * past, cut at 4, and 0 beside a presence of 0 where missing. Example: a row whose return is one usual move has 1 in the first channel.
 */
export function assetChannels(view: AssetView, from: number, to: number): Float32Array {
  const width = SEQUENCE_CHANNELS.length;
  const logs = new Map([...METRICS.map(([, metric]) => metric), 'CapMVRVCur'].map((metric) => [metric, logColumn(view.metric(metric))])).set(TRADED, logColumn(view.tradedValue));
  const out = new Float32Array(Math.max(0, to - from) * width);
  const values = new Float64Array(width);
  for (let row = from; row < to; row += 1) {
    let at = (row - from) * width;
    for (const group of GROUPS) {
      values.fill(Number.NaN);
      group.read({ view, logs }, row, values);
      writeGroup(values, group.channels.length, out, at);
      at += group.channels.length + 1;
    }
  }
  return out;
}
