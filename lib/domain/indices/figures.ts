import { dayFromNumber, type IsoDay } from '../foundation/iso-day';
import { toNullable } from '../foundation/missing';
import type { MarketPanel } from '../market/panel';
import { computeMetrics, type Metrics, type RelativeMetrics } from '../performance/compute-metrics';
import { trackingError } from '../performance/relative';
import { simpleReturns, totalReturn } from '../performance/returns';
import { FULL_YEAR_DAYS, PERIODS_PER_YEAR } from '../performance/rules';
import { leftAlone } from './benchmarks';
import { FIGURE_RANGES, type FigureRange } from './rules';
import type { Simulated } from './simulate';

/** The figures of one series with days instead of positions; what needs a benchmark is against Bitcoin. */
export type SeriesFigures = Omit<Metrics, 'maxDrawdownStart' | 'maxDrawdownEnd' | 'recovered'> &
  Partial<RelativeMetrics> & {
    readonly maxDrawdownStart: IsoDay | null;
    readonly maxDrawdownEnd: IsoDay | null;
    readonly recovered: IsoDay | null;
  };

/** Rule 11 over one range. All in sample: the levels are computed after the fact. Fractions, costs in basis points of the index. */
export interface RangeFigures {
  readonly from: IsoDay;
  readonly to: IsoDay;
  /** Whether a full year stands behind the annualised figures. */
  readonly fullYear: boolean;
  readonly index: SeriesFigures;
  readonly bitcoin: SeriesFigures | null;
  readonly market: SeriesFigures | null;
  /** What was held on the range's first day, left alone since. */
  readonly unrebalanced: SeriesFigures | null;
  readonly grossReturn: number | null;
  /** One way, over the range. */
  readonly turnover: number;
  readonly costBps: number;
  readonly rebalances: number;
  /** Yearly, against the eligible universe. */
  readonly trackingError: number | null;
}

export interface Beside {
  readonly bitcoin: Float64Array;
  readonly market: Float64Array;
}

/** Levels of an index's days; `alone` per range starts at the range's first day. */
export interface FigureSet {
  readonly ranges: Readonly<Partial<Record<FigureRange, RangeFigures>>>;
  readonly alone: Readonly<Partial<Record<FigureRange, readonly number[]>>>;
}

/** Weights held at the close of each row that a range starts on, as the day loop saw them. */
export type WeightsAt = (row: number) => ReadonlyMap<number, number>;

/**
 * Figures of an index by range (30 d, 90 d, 1 y where it is that old, and all). Net of costs. A series with an unknown level in the range has none.
 * Example: an index of 100 days has 30d, 90d and all.
 */
export function figuresOf(panel: MarketPanel, simulated: Simulated, beside: Beside, weightsAt: WeightsAt): FigureSet {
  const ranges: Partial<Record<FigureRange, RangeFigures>> = {};
  const alone: Partial<Record<FigureRange, readonly number[]>> = {};
  const last = simulated.net.length - 1;
  for (const range of Object.keys(FIGURE_RANGES) as FigureRange[]) {
    const days = FIGURE_RANGES[range] ?? last;
    if (last < 1 || days > last) continue;
    const first = last - days;
    const left = leftAlone(panel, simulated.startRow + first, weightsAt(simulated.startRow + first));
    if (range !== 'all') alone[range] = Array.from(left, (level) => Number(level.toPrecision(8)));
    ranges[range] = rangeFigures(panel, simulated, beside, left, first);
  }
  return { ranges, alone };
}

function rangeFigures(panel: MarketPanel, simulated: Simulated, beside: Beside, left: Float64Array, first: number): RangeFigures {
  const start = panel.start + simulated.startRow + first;
  const net = simulated.net.subarray(first);
  const bitcoin = beside.bitcoin.subarray(first);
  const market = beside.market.subarray(first);
  const events = simulated.events.filter(({ row, kind }) => kind !== 'start' && row > simulated.startRow + first);
  const complete = (levels: Float64Array): boolean => !levels.some(Number.isNaN);
  const figures = (levels: Float64Array): SeriesFigures | null => (complete(levels) ? seriesFigures(levels, start, complete(bitcoin) ? bitcoin : undefined) : null);
  return {
    from: dayFromNumber(start),
    to: dayFromNumber(start + net.length - 1),
    fullYear: net.length > FULL_YEAR_DAYS,
    index: seriesFigures(net, start, complete(bitcoin) ? bitcoin : undefined),
    bitcoin: figures(bitcoin),
    market: figures(market),
    unrebalanced: figures(left),
    grossReturn: toNullable(totalReturn(simulated.gross.subarray(first))),
    turnover: events.reduce((sum, { turnover }) => sum + turnover, 0),
    costBps: 10_000 * events.reduce((sum, { cost }) => sum + cost, 0),
    rebalances: events.filter(({ kind }) => kind === 'rebalance').length,
    trackingError: complete(market) ? toNullable(trackingError(simpleReturns(net), simpleReturns(market), PERIODS_PER_YEAR)) : null,
  };
}

function seriesFigures(levels: Float64Array, start: number, bitcoin: Float64Array | undefined): SeriesFigures {
  const metrics = computeMetrics(levels, { benchmark: bitcoin });
  const day = (position: number | null): IsoDay | null => (position === null ? null : dayFromNumber(start + position));
  return { ...metrics, maxDrawdownStart: day(metrics.maxDrawdownStart), maxDrawdownEnd: day(metrics.maxDrawdownEnd), recovered: day(metrics.recovered) };
}
