import { at, type Columns, type MarketPanel } from './panel';
import { TRADED_VALUE_DAYS, TRADED_VALUE_MIN_DAYS } from './rules';

const scratch = new Float64Array(TRADED_VALUE_DAYS);

/** Rows whose medians are kept a panel: as many as there are determination days in two years, and more than one screen asks for at once. */
const KEPT_ROWS = 160;

/** Medians by row and asset, −1 where not yet asked for. A panel is read-only, and many screens ask for the same day. */
const medians = new WeakMap<Columns, Map<number, Float64Array>>();

function mediansOf(columns: Columns, row: number): Float64Array {
  const rows = medians.get(columns) ?? new Map<number, Float64Array>();
  medians.set(columns, rows);
  const known = rows.get(row);
  if (known) return known;
  if (rows.size >= KEPT_ROWS) rows.clear();
  const made = new Float64Array(columns.length).fill(-1);
  rows.set(row, made);
  return made;
}

/**
 * Median traded value in USD over the 30 days up to and with `row`, over the days that are known; NaN under 15 known days.
 * A traded value of 0 counts as 0 (Rules 1.5, 2.3). Example: 29 days of 5 and one of 1,000 give 5.
 */
export function medianTradedValue30d(panel: Pick<MarketPanel, 'tradedValue'>, asset: number, row: number): number {
  const row30d = mediansOf(panel.tradedValue, row);
  const known = row30d[asset];
  if (known !== undefined && known !== -1) return known;
  return (row30d[asset] = medianOfDays(panel, asset, row));
}

function medianOfDays(panel: Pick<MarketPanel, 'tradedValue'>, asset: number, row: number): number {
  let count = 0;
  for (let back = 0; back < TRADED_VALUE_DAYS; back += 1) {
    const value = at(panel.tradedValue, asset, row - back);
    if (Number.isNaN(value)) continue;
    let slot = count;
    for (; slot > 0 && (scratch[slot - 1] as number) > value; slot -= 1) scratch[slot] = scratch[slot - 1] as number;
    scratch[slot] = value;
    count += 1;
  }
  if (count < TRADED_VALUE_MIN_DAYS) return Number.NaN;
  const middle = count >> 1;
  const upper = scratch[middle] as number;
  return count % 2 === 1 ? upper : ((scratch[middle - 1] as number) + upper) / 2;
}
