import type { Feature, Input } from './feature';
import { CARRY_FORWARD_DAYS } from '../market/rules';
import type { AssetView } from './view';

/** Why a feature has no value: what Rule 1.5 asks to be shown beside the dash. */
export const MISSING_REASONS = ['no-data-source', 'warm-up', 'stale', 'not-applicable', 'unknown'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** Columns behind an input of one asset, as known; empty where it has none. */
function columnsOf(view: AssetView, input: Input): (Float64Array | null)[] {
  switch (input) {
    case 'close':
      return [view.close];
    case 'tradedValue':
      return [view.tradedValue];
    case 'marketCap':
      return [view.marketCap];
    case 'range':
      return [view.high, view.low];
    case 'supply':
      return [view.supply.column];
    case 'reference':
      return [view.market.reference?.close ?? null];
    case 'sector':
      return [];
    default:
      return [view.metric(input.slice('metric:'.length))];
  }
}

function lastRow(column: Float64Array, row: number): number {
  let at = Math.min(row, column.length - 1);
  while (at >= 0 && Number.isNaN(column[at])) at -= 1;
  return at;
}

/** Last row up to `row` on which all inputs had a value; −1 where one never had. Example: a metric that ended on row 9 gives 9. */
export function lastInputRow(feature: Feature, view: AssetView, row: number): number {
  const columns = feature.needs.flatMap((input) => columnsOf(view, input));
  return columns.reduce((oldest, column) => Math.min(oldest, column === null ? -1 : lastRow(column, row)), row);
}

/**
 * Why `feature` is NaN for the asset on the row. In order: it cannot apply; nothing feeds it; its last input is older than 3
 * days; there is too little history yet; else unknown (a figure that does not exist, such as a ratio to 0).
 */
export function missingReason(feature: Feature, view: AssetView, row: number): MissingReason {
  if (feature.applies && !feature.applies.test(view.asset)) return 'not-applicable';
  const columns = feature.needs.flatMap((input) => columnsOf(view, input));
  const ever = columns.every((column) => column?.some((value) => !Number.isNaN(value)));
  if (!ever) return 'no-data-source';
  const last = lastInputRow(feature, view, row);
  if (last < 0) return 'warm-up';
  if (row - last > CARRY_FORWARD_DAYS) return 'stale';
  const first = columns.reduce((latest, column) => Math.max(latest, column?.findIndex((value) => !Number.isNaN(value)) ?? 0), 0);
  return row - first < feature.warmUpDays ? 'warm-up' : 'unknown';
}
