import { z } from 'zod';
import { DEFAULT_DESTINATION } from '@/lib/domain/rebalancing/rules';
import { API_LIMITS, assetLabel, dayOut, decimalOut, decimalText, figure, finite, fraction, isoDay, nonNegativeDecimal, positiveDecimal } from './common';
import { defineEndpoint } from './registry';

const MAXIMUM_FEE_BPS = 10_000;
const MAXIMUM_BAND_MULTIPLIER = 10;
const MAXIMUM_DEFER_DAYS = 366;

const points = finite.min(0).max(1);
const part = finite.min(0).max(100);

/** When to act: absolute points, a fraction of the target, whichever is tighter, by cost, or always. */
export const rebalanceBand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('absolute'), points }),
  z.strictObject({ kind: z.literal('relative'), fraction: part }),
  z.strictObject({ kind: z.literal('either'), points, fraction: part }),
  z.strictObject({ kind: z.literal('costAware'), oneWayCost: fraction, riskAversion: finite.gt(0).max(1000).optional() }),
  z.strictObject({ kind: z.literal('none') }),
]);

const lot = z.strictObject({ acquired: isoDay, quantity: positiveDecimal, unitCost: nonNegativeDecimal.nullable() });

const position = z.strictObject({
  asset: assetLabel,
  quantity: nonNegativeDecimal,
  price: positiveDecimal,
  lots: z.array(lot).max(API_LIMITS.lots).optional(),
  depth2pct: positiveDecimal.optional(),
  dailyTradedValue: positiveDecimal.optional(),
  dailyVolatility: fraction.optional(),
  lastBandTrade: isoDay.optional(),
  cashLike: z.boolean().optional().meta({ description: 'A stablecoin: without a target it is cash of the plan, left alone until money is needed, and then converted first (Rule 2.2).' }),
});

export const rebalanceBody = z
  .strictObject({
    cash: nonNegativeDecimal,
    contribution: decimalText.optional(),
    expectedContribution: nonNegativeDecimal.optional(),
    contributionsFirst: z.boolean().optional(),
    buying: z.boolean().optional(),
    positions: z.array(position).max(API_LIMITS.assets),
    targets: z.array(z.strictObject({ asset: assetLabel, weight: fraction })).max(API_LIMITS.assets),
    untargeted: z.enum(['keep', 'sell']).optional(),
    day: isoDay,
    band: rebalanceBand,
    bandMultiplier: finite.gt(0).max(MAXIMUM_BAND_MULTIPLIER).optional(),
    portfolioBand: fraction.optional(),
    destination: z.enum(['target', 'edge', 'halfway']).optional(),
    tax: z
      .strictObject({ lotMethod: z.enum(['fifo', 'least-tax']), shortRate: fraction, longRate: fraction, deferDays: z.int().min(0).max(MAXIMUM_DEFER_DAYS).optional() })
      .optional(),
    costs: z.strictObject({ feeBps: finite.min(0).max(MAXIMUM_FEE_BPS) }).optional(),
    limits: z.strictObject({ minTrade: nonNegativeDecimal.optional(), quantityPlaces: z.int().min(0).max(18).optional() }).optional(),
  })
  .refine((body) => body.positions.reduce((count, { lots }) => count + (lots?.length ?? 0), 0) <= API_LIMITS.lots, { path: ['positions'], error: `must not hold more than ${API_LIMITS.lots} lots` });

const soldLot = z.object({ acquired: dayOut, quantity: decimalOut, unitCost: decimalOut.nullable(), gain: decimalOut.nullable(), longTerm: z.boolean(), tax: decimalOut });

const trade = z.object({
  asset: z.string(),
  side: z.enum(['sell', 'buy']),
  quantity: decimalOut,
  price: decimalOut,
  notional: decimalOut,
  from: z.number(),
  to: z.number(),
  reason: z.object({ rule: z.string(), detail: z.string() }),
  lots: z.array(soldLot).readonly(),
  fee: decimalOut,
  slippage: decimalOut,
  slippageModel: z.enum(['depth', 'squareRoot', 'unknown']),
  tax: decimalOut,
  order: z.object({ type: z.enum(['market', 'limit']), days: z.number() }),
});

export const rebalanceAnswer = z.object({
  value: decimalOut,
  drift: z
    .array(z.object({ asset: z.string(), weight: figure, target: z.number(), lower: z.number(), upper: z.number(), breached: z.boolean(), bandUsed: figure, kept: z.boolean(), cashLike: z.boolean().default(false) }))
    .readonly(),
  trades: z.array(trade).readonly(),
  after: z.array(z.object({ asset: z.string(), weight: figure })).readonly(),
  cashAfter: decimalOut,
  totals: z.object({ turnover: figure, traded: decimalOut, fee: decimalOut, slippage: decimalOut, tax: decimalOut }),
  portfolioDrift: z.object({ before: figure, after: figure }),
  deferred: z.array(z.object({ asset: z.string(), reason: z.string(), until: dayOut })).readonly(),
  notTraded: z.array(z.object({ asset: z.string(), rule: z.string(), detail: z.string() })).readonly(),
  nothingToDo: z.boolean(),
});

export const rebalanceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/rebalance',
  tag: 'Calculators',
  summary: 'The trades that bring a portfolio back inside its bands (Rules 6.1 to 6.3, 8.1 to 8.6).',
  description: `Value and breach are judged before costs; destinations and \`after\` are shares of the value after fees and slippage. Without \`destination\` it is \`${DEFAULT_DESTINATION}\`. A negative \`contribution\` is money taken out. With \`buying\` false nothing is bought (Rule 7.4). \`turnover\` is one way.`,
  body: rebalanceBody,
  response: rebalanceAnswer,
});
