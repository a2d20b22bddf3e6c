import { sameMeasure } from '../features/supply';
import type { AssetView } from '../features/view';
import { MEASURED_METRICS as METRICS, UNUSUAL_MEASURES, type UnusualMeasure } from './unusual-measures';
import { UNUSUAL_COVERAGE, UNUSUAL_FLOOR, UNUSUAL_HISTORY_DAYS, UNUSUAL_LIMIT, UNUSUAL_SPAN_DAYS } from './rules';

/** Rows before a row that its changes read. */
export const CHANGE_ROWS = 2 * UNUSUAL_SPAN_DAYS + UNUSUAL_HISTORY_DAYS;

/** Reused, since changes are asked for by the million: the levels of a measure by row from `first − 7` on, and its changes from `first` on. */
let levels = new Float64Array(0);
let changes = new Float64Array(0);
let moves = new Float64Array(0);

/** How much the price moved up and down within the week that ends on each row: the sum of absolute log returns, into `levels`. */
function readMoves({ close }: AssetView, from: number, to: number): void {
  const span = UNUSUAL_SPAN_DAYS;
  const first = from - span + 1;
  if (moves.length < to - first) moves = new Float64Array(2 * (to - first));
  for (let row = first; row < to; row += 1) moves[row - first] = row < 1 ? Number.NaN : Math.abs(Math.log((close[row] as number) / (close[row - 1] as number)));
  for (let i = 0; i < to - from; i += 1) {
    let total = 0;
    for (let at = i; at < i + span; at += 1) total += moves[at] as number;
    levels[i] = total;
  }
}

function columnOf(view: AssetView, measure: UnusualMeasure): Float64Array | null {
  if (measure === 'price') return view.close;
  if (measure === 'tradedValue') return view.tradedValue;
  if (measure === 'supply') return view.supply.column;
  if (measure === 'volatility') return null;
  return view.metric(METRICS[measure]);
}

function known(view: AssetView, measure: UnusualMeasure): boolean {
  return !(measure in METRICS) || view.market.hasMetric(METRICS[measure as keyof typeof METRICS], view.position);
}

/** Levels of the rows `from` … `to − 1`; rows before the panel are missing. */
function readLevels(view: AssetView, measure: UnusualMeasure, from: number, to: number): void {
  if (levels.length < to - from) levels = new Float64Array(2 * (to - from));
  if (measure === 'volatility') return readMoves(view, from, to);
  const column = columnOf(view, measure);
  const begin = Math.min(to, Math.max(0, from));
  levels.fill(Number.NaN, 0, begin - from);
  if (column === null) levels.fill(Number.NaN, begin - from, to - from);
  else for (let row = begin; row < to; row += 1) levels[row - from] = column[row] as number;
}

/** Log changes over a week of the rows `first` … `to − 1`; NaN unless both ends are > 0 and measured alike. */
function readChanges(view: AssetView, measure: UnusualMeasure, first: number, to: number): void {
  const span = UNUSUAL_SPAN_DAYS;
  readLevels(view, measure, first - span, to);
  if (changes.length < to - first) changes = new Float64Array(2 * (to - first));
  for (let i = 0; i < to - first; i += 1) {
    const now = levels[i + span] as number;
    const before = levels[i] as number;
    const alike = measure !== 'supply' || sameMeasure(view.statedFrom, first + i, span);
    changes[i] = alike && now > 0 && before > 0 ? Math.log(now / before) : Number.NaN;
  }
}

/** A change against the root mean square of those that stood a week before and earlier; `i` is its place in `changes`. */
function against(i: number): number {
  const change = changes[i] as number;
  if (change !== change) return change;
  let squares = 0;
  let present = 0;
  const last = i - UNUSUAL_SPAN_DAYS;
  for (let at = last - UNUSUAL_HISTORY_DAYS + 1; at <= last; at += 1) {
    const before = changes[at] as number;
    if (before !== before) continue;
    squares += before * before;
    present += 1;
  }
  if (present < UNUSUAL_COVERAGE * UNUSUAL_HISTORY_DAYS) return Number.NaN;
  const usual = Math.max(UNUSUAL_FLOOR, Math.sqrt(squares / present));
  return Math.max(-UNUSUAL_LIMIT, Math.min(UNUSUAL_LIMIT, change / usual));
}

/**
 * How unusual each series' change over 7 days is for the asset itself, for the rows `from` … `to − 1`, row-major by measure: log change ÷ root
 * mean square of such changes over the 90 days to a week before (at least 2 %), cut at 10; NaN where under 80 % of those are known. A
 * value reads its own rows only, so it is the same bit for bit however many are asked for. Example: a price that moves 1 % a week, then 4 %, gives 2.
 */
export function weeklyChanges(view: AssetView, from: number, to: number): Float64Array {
  const width = UNUSUAL_MEASURES.length;
  const out = new Float64Array(Math.max(0, to - from) * width).fill(Number.NaN);
  const first = from - UNUSUAL_SPAN_DAYS - UNUSUAL_HISTORY_DAYS + 1;
  UNUSUAL_MEASURES.forEach((measure, m) => {
    if (!known(view, measure)) return;
    readChanges(view, measure, first, to);
    for (let row = from; row < to; row += 1) out[(row - from) * width + m] = against(row - first);
  });
  return out;
}
