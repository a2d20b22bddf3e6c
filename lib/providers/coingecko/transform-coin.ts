import 'server-only';
import { plainNumber } from '../plain-number';
import { dayOf } from '../day-stamps';
import { judgeKnown, MOST_UNITS } from '../judge-number';
import type { ListedAsset, MetricRow, Taken } from '../live-port';
import { Refusals } from '../refusals';
import { classify } from './categories';
import type { Coin } from './schema';

const WEEKS_4_DAYS = 28;
const MOST_COUNT = 1e9;

/** `owner/name` of an address of a repository; null for an owner's page and for other places. */
function repositoryOf(address: string | null): string | null {
  const match = /^https?:\/\/(?:www\.)?github\.com\/([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)/i.exec(address?.trim() ?? '');
  const name = match?.[2]?.replace(/\.git$/i, '');
  return match && name ? `${match[1] ?? ''}/${name}` : null;
}

function platformsOf(coin: Coin): Record<string, string> {
  const named = Object.entries(coin.platforms ?? {}).filter((entry): entry is [string, string] => entry[0] !== '' && Boolean(entry[1]));
  return Object.fromEntries(named);
}

type Counted = readonly (readonly [metric: string, value: number | null | undefined])[];

/** Counts of the day that they are asked on; what is no count is refused by name. */
function counts(coin: Coin, now: Date, refusals: Refusals, found: Counted): MetricRow[] {
  const day = dayOf(now);
  return found.flatMap(([metric, value]) => {
    if (value === null || value === undefined) return [];
    if (value >= 0 && value <= MOST_COUNT) return [{ externalId: coin.id, metric, day, value: plainNumber(value) }];
    refusals.add(coin.id, day, `${metric} is no count`, value);
    return [];
  });
}

/**
 * What developer_data says in the units that the developer features read: stars, and commits a day as the mean of four weeks (the daily
 * series is empty in answers since 2024). Contributors are counted since the beginning there and not of a day, and numbers of an asset
 * without a repository are 0 for unknown.
 */
function developerCounts({ developer_data: told }: Coin, hasRepository: boolean): Counted {
  const { stars, commit_count_4_weeks: commits } = told ?? {};
  if (!hasRepository || !stars) return [];
  return [['DevStars', stars], ['DevCommits', typeof commits === 'number' ? commits / WEEKS_4_DAYS : commits]];
}

/** Posts about it on Reddit, the mean over two days; 0 says since 2024 that nobody counts them. How many follow it says nothing of a day. */
const communityCounts = ({ community_data: told }: Coin): Counted => [['SocialCount', told?.reddit_average_posts_48h || null]];

/** Everything that an asset's own page adds to the listing. */
export function toDescription(coin: Coin, now: Date): Taken<ListedAsset & { readonly metrics: readonly MetricRow[] }> {
  const refusals = new Refusals();
  const repositories = [...new Set((coin.links?.repos_url?.github ?? []).flatMap((address) => repositoryOf(address) ?? []))];
  const categories = (coin.categories ?? []).filter((name) => name !== null);
  const belonging = classify({
    externalId: coin.id,
    categories,
    // Null or blank is a chain of its own; a field that is not there says nothing.
    platform: coin.asset_platform_id === undefined ? undefined : coin.asset_platform_id || null,
    hashingAlgorithm: coin.hashing_algorithm,
  });
  const row = {
    externalId: coin.id,
    symbol: coin.symbol.toUpperCase(),
    name: coin.name,
    ...belonging,
    // Without categories a stablecoin would look like any token, and an index might hold it.
    kind: categories.length === 0 ? null : belonging.kind,
    maxSupply: refusals.keep(judgeKnown(coin.market_data?.max_supply, 'maximum supply', MOST_UNITS), coin.id, '', coin.market_data?.max_supply),
    platforms: platformsOf(coin),
    repositories,
    metrics: counts(coin, now, refusals, [...developerCounts(coin, repositories.length > 0), ...communityCounts(coin)]),
  };
  return { rows: [row], refused: refusals.list };
}
