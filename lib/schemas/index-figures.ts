import { z } from 'zod';

const figure = z.number().nullable();
const day = z.string().meta({ format: 'date' }).nullable();

/** The figures of one series; days where the calculator gives positions; what needs a benchmark is against Bitcoin. */
export const seriesFiguresSchema = z.object({
  totalReturn: figure,
  cagr: figure,
  volatility: figure,
  sharpe: figure,
  sortino: figure,
  maxDrawdown: figure,
  maxDrawdownStart: day,
  maxDrawdownEnd: day,
  recovered: day,
  calmar: figure,
  var95: figure,
  cvar95: figure,
  beta: figure.optional(),
  correlation: figure.optional(),
  upCapture: figure.optional(),
  downCapture: figure.optional(),
});

export const rangeFiguresSchema = z.object({
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  fullYear: z.boolean(),
  index: seriesFiguresSchema,
  bitcoin: seriesFiguresSchema.nullable(),
  market: seriesFiguresSchema.nullable(),
  unrebalanced: seriesFiguresSchema.nullable(),
  grossReturn: figure,
  turnover: z.number(),
  costBps: z.number(),
  rebalances: z.int(),
  trackingError: figure,
});

export const FIGURE_RANGE_KEYS = ['30d', '90d', '1y', 'all'] as const;
export type FigureRangeKey = (typeof FIGURE_RANGE_KEYS)[number];

/** What `index_state.metrics` holds. */
export const indexMetricsSchema = z.object({
  ranges: z.partialRecord(z.enum(FIGURE_RANGE_KEYS), rangeFiguresSchema),
  alone: z.partialRecord(z.enum(FIGURE_RANGE_KEYS), z.array(z.number())).default({}),
  leaving: z.array(z.object({ size: z.number(), bps: z.number() })),
  rebalancing: z.object({ count: z.int(), winRate: figure, averageProfit: figure }).nullable(),
});
export type IndexMetrics = z.output<typeof indexMetricsSchema>;
export type SeriesFiguresShape = z.output<typeof seriesFiguresSchema>;
export type RangeFiguresShape = z.output<typeof rangeFiguresSchema>;

/** What `index_event.trades` holds. */
export const eventTradesSchema = z.array(
  z.object({ id: z.string(), symbol: z.string(), name: z.string(), from: z.number(), to: z.number(), kind: z.enum(['came', 'left', 'stayed']), rank: z.int().nullable(), reason: z.string() }),
);
export type EventTradeShape = z.output<typeof eventTradesSchema>[number];
