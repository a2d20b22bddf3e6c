import 'server-only';
import { z } from 'zod';

/**
 * What is used of ccxt's unified answers. ccxt leaves a field undefined where the exchange did not say it or wrote something that is no
 * number; zod refuses NaN and what is infinite.
 */
const told = z.number().nullish();
const name = z.string().min(1).max(60);

export const marketSchema = z.object({
  id: z.string().min(1),
  symbol: name,
  base: name,
  quote: name,
  spot: z.boolean().nullish(),
  swap: z.boolean().nullish(),
  inverse: z.boolean().nullish(),
  active: z.boolean().nullish(),
  contractSize: told,
  info: z.record(z.string(), z.unknown()).catch({}),
});
export type Market = z.output<typeof marketSchema>;

/** `[ms of the start, open, high, low, close, volume in base units, and what we add: traded value in quote units]`. */
export const barSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]).rest(z.unknown());

export const tickerSchema = z.object({
  symbol: name,
  last: z.number(),
  quoteVolume: told,
  baseVolume: told,
  vwap: told,
  percentage: told,
  timestamp: told,
});
export type Ticker = z.output<typeof tickerSchema>;

const level = z.tuple([z.number(), z.number()]).rest(z.unknown());
export const bookSchema = z.object({ bids: z.array(level), asks: z.array(level) });
export type Book = z.output<typeof bookSchema>;

const info = z.record(z.string(), z.unknown()).catch({});
export const rateSchema = z.object({ symbol: name, fundingRate: told, markPrice: told, interval: z.string().nullish(), info });
export type Rate = z.output<typeof rateSchema>;

export const interestSchema = z.object({ symbol: name, openInterestAmount: told, openInterestValue: told });
export type Interest = z.output<typeof interestSchema>;

export const listSchema = z.array(z.unknown());
export const bySymbolSchema = z.record(z.string(), z.unknown());
