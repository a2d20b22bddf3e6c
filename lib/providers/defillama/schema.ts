import 'server-only';
import { z } from 'zod';

const seconds = z.number();

export const listSchema = z.array(z.unknown());

/** Prices by key as asked; a key that is not known is not there. Each price is judged by itself. */
export const pricesSchema = z.object({ coins: z.record(z.string(), z.unknown()) });

/** A recorded price has no `decimals` for ids of CoinGecko since 2026 and no `confidence` in the past; the description requires neither. */
export const priceSchema = z.object({ price: z.number().nullable(), timestamp: seconds, confidence: z.number().nullish() });

/** /chart/{coins}: only described, never recorded. */
export const chartSchema = z.object({ prices: listSchema, confidence: z.number().nullish() });
export const chartPointSchema = z.object({ timestamp: seconds, price: z.number().nullable() });

/**
 * One of /protocols. The description names `slug` and `gecko_id` nowhere; the recorded answer has both. Versions of one protocol share
 * `parentProtocol` (`parent#aave`).
 */
export const protocolSchema = z.object({
  name: z.string().min(1),
  slug: z.string().min(1),
  gecko_id: z.string().nullish(),
  parentProtocol: z.string().nullish(),
  category: z.string().nullish(),
  tvl: z.number().nullish(),
  chainTvls: z.record(z.string(), z.number().nullable()).nullish(),
});
export type Protocol = z.output<typeof protocolSchema>;

export const chainSchema = z.object({ name: z.string().min(1), gecko_id: z.string().nullish(), tvl: z.number().nullish() });
export type Chain = z.output<typeof chainSchema>;

/** /protocol/{slug}: the description knows only the parts by chain; the recorded answer has the whole under `tvl`. */
export const protocolHistorySchema = z.object({ tvl: listSchema });
export const protocolPointSchema = z.object({ date: seconds, totalLiquidityUSD: z.number().nullable() }).transform(({ date, totalLiquidityUSD }) => ({ date, value: totalLiquidityUSD }));
export const chainPointSchema = z.object({ date: seconds, tvl: z.number().nullable() }).transform(({ date, tvl }) => ({ date, value: tvl }));

/** /overview/fees: only described; a protocol is told by its name alone. */
export const feesSchema = z.object({ protocols: listSchema });
export const feeSchema = z.object({ name: z.string().min(1), total24h: z.number().nullish() });

/** /summary/fees/{protocol}: seen as an example of the description only. */
export const feeHistorySchema = z.object({ totalDataChart: listSchema });
export const feePointSchema = z
  .tuple([seconds, z.number().nullable()])
  .rest(z.unknown())
  .transform(([date, value]) => ({ date, value }));

export const stablecoinsSchema = z.object({ peggedAssets: listSchema });
/** One publisher left out `price` and `gecko_id` of what it recorded; null where unknown. Amounts hang under the name of the peg. */
export const stablecoinSchema = z.object({
  name: z.string().min(1),
  gecko_id: z.string().nullish(),
  pegType: z.string(),
  price: z.number().nullish(),
  circulating: z.record(z.string(), z.number().nullable()),
});

export const poolsSchema = z.object({ data: listSchema });
export const poolSchema = z.object({
  pool: z.string().min(1),
  project: z.string().min(1),
  chain: z.string().min(1),
  symbol: z.string().min(1),
  tvlUsd: z.number().nullable(),
  apyBase: z.number().nullish(),
  apyReward: z.number().nullish(),
  stablecoin: z.boolean(),
});
