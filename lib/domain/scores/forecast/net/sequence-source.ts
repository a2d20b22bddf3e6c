import type { AssetView, MarketView } from '../../../features/view';
import { assetChannels, SEQUENCE_CHANNELS } from './channels';
import { SEQUENCE_COVERAGE, SEQUENCE_DAYS } from './rules';
import { sequencesOf, type SequenceBank, type SequenceData } from './sequence-data';

/** Rows of one asset that its samples read, and where they stand in the bank. */
interface Span {
  first: number;
  last: number;
  at: number;
}

function spansOf(rows: Int32Array, assets: Int32Array): Map<number, Span> {
  const spans = new Map<number, Span>();
  assets.forEach((asset, sample) => {
    const row = rows[sample] as number;
    const span = spans.get(asset) ?? { first: row, last: row, at: 0 };
    span.first = Math.min(span.first, row);
    span.last = Math.max(span.last, row);
    spans.set(asset, span);
  });
  for (const span of spans.values()) span.first = Math.max(0, span.first - SEQUENCE_DAYS + 1);
  return spans;
}

/** Whether enough of the sequence's days have a return. */
function hasHistory({ returns }: AssetView, row: number): boolean {
  if (row < SEQUENCE_DAYS - 1) return false;
  let present = 0;
  for (let t = row - SEQUENCE_DAYS + 1; t <= row; t += 1) if (!Number.isNaN(returns[t])) present += 1;
  return present >= SEQUENCE_COVERAGE * SEQUENCE_DAYS;
}

/**
 * The sequences of samples (a panel row and an asset's position each) as plain arrays: 90 days of technical and on-chain channels that end
 * with the sample's row, nothing later. Under 80 % of those days with a return there is no sequence. Overlapping ones share their numbers.
 * Example: one sample on row 100 reads the rows 11 … 100 of its asset.
 */
export function buildSequenceBank(market: MarketView, rows: Int32Array, assets: Int32Array, target: Float64Array): SequenceBank {
  const channels = SEQUENCE_CHANNELS.length;
  const spans = spansOf(rows, assets);
  let size = 0;
  for (const span of spans.values()) {
    span.at = size;
    size += (span.last - span.first + 1) * channels;
  }
  const values = new Float32Array(size);
  for (const [asset, { first, last, at }] of spans) values.set(assetChannels(market.view(asset), first, last + 1), at);
  const offset = Int32Array.from(rows, (row, sample) => {
    const asset = assets[sample] as number;
    const span = spans.get(asset) as Span;
    return hasHistory(market.view(asset), row) ? span.at + (row - SEQUENCE_DAYS + 1 - span.first) * channels : -1;
  });
  return { steps: SEQUENCE_DAYS, channels, values, offset, target };
}

/** As `buildSequenceBank`, opened for a net. Example: `trainGru(sequenceSource(market, rows, assets, target), GRU_DEFAULTS)`. */
export function sequenceSource(market: MarketView, rows: Int32Array, assets: Int32Array, target: Float64Array): SequenceData {
  return sequencesOf(buildSequenceBank(market, rows, assets, target));
}
