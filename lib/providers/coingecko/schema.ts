import 'server-only';
import { z } from 'zod';

/** Lists are made with commas, and an id with a blank would cut them short. */
const externalId = z.string().regex(/^[^\s,]{1,200}$/, 'no id');
const label = z.string().trim().min(1).max(300);
/** JSON knows no NaN, and a number too large to hold is infinite: zod refuses both. */
const amount = z.number().nullish();
/** Always there, null where it is not known: a field that has gone has been renamed, which must not pass for unknown. */
const told = z.number().nullable();

/**
 * One asset of /coins/markets. The description leaves every field loose; recorded answers have all of these, with null where
 * CoinGecko does not know. `market_cap` 0 means unknown.
 */
export const marketSchema = z.object({
  id: externalId,
  symbol: label,
  name: label,
  current_price: told,
  market_cap: told,
  total_volume: told,
  circulating_supply: told,
  max_supply: amount,
  price_change_percentage_24h: amount,
  last_updated: z.string().nullable(),
});
export type Market = z.output<typeof marketSchema>;

/** The id of a row whose other fields are not as described, to refuse it by name. */
export const namedSchema = z.object({ id: z.string() });

export const listSchema = z.array(z.unknown());

export const categoryListSchema = z.array(z.object({ category_id: z.string().min(1), name: z.string() }));

/** The three lists of market_chart. Points are judged one by one. */
export const chartSchema = z.object({ prices: listSchema, market_caps: listSchema, total_volumes: listSchema });

/** `[ms, value]`; the description gives numbers only, others have met null where a volume or cap was not known. */
export const pointSchema = z.tuple([z.number(), z.number().nullable()]).rest(z.unknown());

/**
 * /coins/{id}. Parts that were not asked for are not there at all; recorded answers have null in nearly every field, blank strings in
 * every list of links, and a platform without a name for a coin with its own chain.
 */
export const coinSchema = z.object({
  id: externalId,
  symbol: label,
  name: label,
  asset_platform_id: z.string().nullish(),
  platforms: z.record(z.string(), z.string().nullable()).nullish(),
  hashing_algorithm: z.string().nullish(),
  categories: z.array(z.string().nullable()).nullish(),
  links: z.object({ repos_url: z.object({ github: z.array(z.string().nullable()).nullish() }).nullish() }).nullish(),
  market_data: z.object({ max_supply: amount }).nullish(),
  developer_data: z.object({ stars: amount, commit_count_4_weeks: amount }).nullish(),
  community_data: z.object({ reddit_average_posts_48h: amount }).nullish(),
});
export type Coin = z.output<typeof coinSchema>;
